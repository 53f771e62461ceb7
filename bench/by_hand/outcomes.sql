select region as member, kind, count(distinct opportunity_key) as count, sum(amount) as amount
from snapshot
join stage using (stage)
where snapshot_date = date '2026-10-19'
group by region, kind
order by member, array_position(['open', 'won', 'lost'], kind)
