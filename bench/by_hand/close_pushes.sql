with
planned as (
    select opportunity_key, snapshot_date, max(expected_close) as planned, sum(amount) as amount
    from snapshot
    where opportunity_key in (
        select opportunity_key
        from snapshot
        where snapshot_date = date '2026-10-19' and stage not like 'Closed%'
    )
    group by opportunity_key, snapshot_date
),
paired as (
    select after.opportunity_key, after.planned - before.planned as days
    from planned as after
    join planned as before on before.opportunity_key = after.opportunity_key and before.snapshot_date = after.snapshot_date - 7
),
pushed as (
    select opportunity_key, count(*) as pushes, sum(days) as days
    from paired
    where days > 0
    group by opportunity_key
)
select
    '' as member,
    count(*) as deals,
    sum(amount) as amount,
    count(pushes) as pushed_deals,
    coalesce(sum(pushes), 0) as pushes,
    median(days) as median_days_pushed,
    coalesce(sum(amount) filter (where pushes > 0), 0) as pushed_amount
from planned
left join pushed using (opportunity_key)
where snapshot_date = date '2026-10-19'
