select
    '' as member,
    snapshot_date,
    layer,
    count(distinct opportunity_key) as count,
    sum(amount) as amount,
    sum(amount) / sum(sum(amount)) over (partition by snapshot_date) as share,
    'amount' as share_by
from snapshot
join stage using (stage)
where kind = 'open'
group by snapshot_date, layer
order by snapshot_date, layer
