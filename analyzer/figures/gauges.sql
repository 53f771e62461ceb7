-- one row per member and layer (4 and 5): the open amount there against the amount it must hold
with
stage_sum as (
    select member, stage, deals, amount
    from selected_level
    where snapshot_date = $as_of
),
-- a stage counts for the gauge of its own layer, or also for those of lower layers
gauge_layer as (
    select
        stage.stage,
        stage.layer = 4 or (stage.layer in (5, 6) and $gauge_basis = 'layer_and_above') as counts_for_4,
        stage.layer = 5 or (stage.layer = 6 and $gauge_basis = 'layer_and_above') as counts_for_5
    from stage
),
member_sum as (
    select
        stage_sum.member,
        sum(case when counts_for_4 then deals else 0 end) as deals_4,
        sum(case when counts_for_5 then deals else 0 end) as deals_5,
        sum(case when counts_for_4 then amount end) as amount_4,
        sum(case when counts_for_5 then amount end) as amount_5
    from stage_sum
    join gauge_layer on gauge_layer.stage = stage_sum.stage
    group by stage_sum.member
),
member_row as (
    select
        coalesce(member_sum.member, selected_target.member) as member,
        coalesce(deals_4, 0) as deals_4,
        coalesce(deals_5, 0) as deals_5,
        amount_4,
        amount_5,
        target
    from member_sum
    full join selected_target on selected_target.member = member_sum.member
),
gauge as (
    select member, 4 as layer, deals_4 as deals, amount_4 as amount, target, cast($multiple_4 as decimal(9, 4)) as multiple
    from member_row
    union all
    select member, 5 as layer, deals_5 as deals, amount_5 as amount, target, cast($multiple_5 as decimal(9, 4)) as multiple
    from member_row
),
-- no deals hold an amount of 0; deals of which none has an amount hold no amount
required as (
    select
        member,
        layer,
        deals,
        case when deals > 0 then amount else 0 end as amount,
        target,
        multiple,
        multiple * target as required
    from gauge
),
lit as (
    select
        required.*,
        cast(amount as double) / nullif(cast(required as double), 0) as attainment,
        case
            when amount is null or required is null then null
            when amount >= required then 'green'
            when amount >= cast($yellow_from as decimal(9, 4)) * required then 'yellow'
            else 'red'
        end as light
    from required
),
ranked as (
    select
        lit.*,
        min(attainment) over (partition by member) as worst,
        sum(amount) over (partition by member) as member_amount
    from lit
)
select
    member,
    layer,
    cast(deals as bigint) as count,
    amount,
    target,
    multiple,
    required,
    attainment,
    light
from ranked
order by
    case when worst is null then 1 else 0 end,
    worst,
    case when target is null then 1 else 0 end,
    coalesce(member_amount, 0) desc,
    member,
    layer
