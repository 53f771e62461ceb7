select product as member, snapshot_date, count(distinct opportunity_key) as count, sum(amount) as amount
from snapshot
join stage using (stage)
where snapshot_date <= date '2026-10-19' and kind = 'open'
group by product, snapshot_date
order by product, snapshot_date
