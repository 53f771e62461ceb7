select coalesce(product, '(blank)') as member, snapshot_date, count(*) as count, sum(amount) as amount
from snapshot
join stage using (stage)
where snapshot_date <= date '2026-10-19' and kind = 'open'
group by all
order by member, snapshot_date
