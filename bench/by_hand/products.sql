with
now as (
    select
        product as member,
        count(distinct opportunity_key) as count,
        sum(amount) as amount,
        sum(amount) filter (where layer = 1) as layer_1,
        sum(amount) filter (where layer = 2) as layer_2,
        sum(amount) filter (where layer = 3) as layer_3,
        sum(amount) filter (where layer = 4) as layer_4,
        sum(amount) filter (where layer = 5) as layer_5,
        sum(amount) filter (where layer = 6) as layer_6,
        count(distinct opportunity_key) filter (where layer = 1) as count_layer_1,
        count(distinct opportunity_key) filter (where layer = 2) as count_layer_2,
        count(distinct opportunity_key) filter (where layer = 3) as count_layer_3,
        count(distinct opportunity_key) filter (where layer = 4) as count_layer_4,
        count(distinct opportunity_key) filter (where layer = 5) as count_layer_5,
        count(distinct opportunity_key) filter (where layer = 6) as count_layer_6
    from snapshot
    join stage using (stage)
    where snapshot_date = date '2026-10-19' and kind = 'open'
    group by product
),
earlier as (
    select product as member, count(distinct opportunity_key) as previous_count, sum(amount) as previous_amount
    from snapshot
    join stage using (stage)
    where snapshot_date = date '2026-10-12' and kind = 'open'
    group by product
),
judged as (
    select
        now.*,
        previous_count,
        previous_amount,
        now.amount - previous_amount as change,
        change::double / previous_amount::double as change_share,
        goal.amount as target,
        1.5 * goal.amount as required_4,
        1.2 * goal.amount as required_5,
        (layer_4 - required_4)::double / required_4::double as deviation_4,
        (layer_5 - required_5)::double / required_5::double as deviation_5,
        case when deviation_4 >= 0 then 'green' when deviation_4 > -0.15 then 'yellow' else 'red' end as light_4,
        case when deviation_5 >= 0 then 'green' when deviation_5 > -0.15 then 'yellow' else 'red' end as light_5,
        abs(deviation_4) > 0.15 as beyond_4,
        abs(deviation_5) > 0.15 as beyond_5
    from now
    join earlier using (member)
    join target as goal on goal.role = 'product' and goal.member = now.member and goal.starts_on = date '2026-10-01'
)
select
    *,
    case
        when 'red' in (light_4, light_5) then 'red'
        when 'yellow' in (light_4, light_5) then 'yellow'
        else 'green'
    end as light
from judged
order by amount desc
