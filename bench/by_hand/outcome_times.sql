with
newest as (
    select opportunity_key, max(snapshot_date) as last_seen, max_by(stage, snapshot_date) as stage
    from snapshot
    group by opportunity_key
),
first_close as (
    select min(closed_on) as since
    from snapshot
    where snapshot_date = date '2026-07-06' and stage like 'Closed%'
)
select
    case kind when 'open' then last_seen else closed_on end - created_on as days,
    kind as outcome,
    count(*) as deals
from newest
join opportunity using (opportunity_key)
join stage using (stage)
cross join first_close
where created_on >= since and days >= 0
group by all
order by days, outcome
