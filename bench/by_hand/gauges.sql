with
held as (
    select region as member, layer, count(distinct opportunity_key) as count, sum(snapshot.amount) as amount
    from snapshot
    join stage using (stage)
    where snapshot_date = date '2026-10-19' and layer in (4, 5)
    group by all
),
gauge as (
    select
        held.*,
        goal.amount as target,
        case layer when 4 then 1.5 else 1.2 end as multiple,
        multiple * goal.amount as required,
        held.amount::double / required::double as attainment,
        case when attainment >= 1 then 'green' when attainment >= 0.6 then 'yellow' when attainment < 0.6 then 'red' end
            as light
    from held
    left join target as goal
        on goal.role = 'region' and goal.member = held.member and goal.starts_on = date '2026-10-01'
)
select *
from gauge
order by min(attainment) over (partition by member) nulls last, member, layer
