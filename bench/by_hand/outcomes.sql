select coalesce(region, '(blank)') as member, kind, count(*) as count, sum(amount) as amount
from snapshot
join stage using (stage)
where snapshot_date = date '2026-10-19'
group by member, kind
order by member, kind
