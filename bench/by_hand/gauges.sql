with
held as (
    select coalesce(region, '(blank)') as member, layer, count(*) as count, sum(snapshot.amount) as amount
    from snapshot
    join stage using (stage)
    where snapshot_date = date '2026-10-19' and kind = 'open' and layer in (4, 5)
    group by all
),
wanted as (
    select member, amount as target from target where role = 'region' and starts_on = date '2026-10-01'
),
gauge as (
    select
        member,
        layer,
        count,
        amount,
        target,
        case layer when 4 then 1.5 else 1.2 end * target as required,
        amount::double / required::double as attainment
    from held
    left join wanted using (member)
)
select
    *,
    case when attainment >= 1 then 'green' when attainment >= 0.6 then 'yellow' when attainment < 0.6 then 'red' end
        as light
from gauge
order by member, layer
