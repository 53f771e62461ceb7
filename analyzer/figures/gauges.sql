-- one row per member and layer (4 and 5): the open amount there against the amount it must hold
with
gauge_layer as (
    select 4 as layer, cast($multiple_4 as decimal(9, 4)) as multiple
    union all
    select 5 as layer, cast($multiple_5 as decimal(9, 4)) as multiple
),
stage_sum as (
    select member, stage, sum(single_deal) + count(distinct split_deal) as deals, sum(amount) as amount
    from selected_snapshot
    where snapshot_date = $as_of
    group by member, stage
),
layer_sum as (
    select
        stage_sum.member,
        gauge_layer.layer,
        sum(stage_sum.deals) as deals,
        sum(stage_sum.amount) as amount
    from stage_sum
    join stage on stage.stage = stage_sum.stage and stage.kind = 'open'
    join gauge_layer
        on stage.layer = gauge_layer.layer
        or (stage.layer > gauge_layer.layer and $gauge_basis = 'layer_and_above')
    group by stage_sum.member, gauge_layer.layer
),
member_target as (
    select member, target from selected_target
),
member_list as (
    select member from stage_sum
    union
    select member from member_target
),
gauge as (
    select
        member_list.member,
        gauge_layer.layer,
        cast(coalesce(layer_sum.deals, 0) as bigint) as deals,
        case when layer_sum.deals is null then 0 else layer_sum.amount end as amount,
        member_target.target,
        gauge_layer.multiple,
        gauge_layer.multiple * member_target.target as required
    from member_list
    cross join gauge_layer
    left join layer_sum on layer_sum.member = member_list.member and layer_sum.layer = gauge_layer.layer
    left join member_target on member_target.member = member_list.member
),
lit as (
    select
        gauge.*,
        cast(amount as double) / nullif(cast(required as double), 0) as attainment,
        case
            when amount is null or required is null then null
            when amount >= required then 'green'
            when amount >= cast($yellow_from as decimal(9, 4)) * required then 'yellow'
            else 'red'
        end as light
    from gauge
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
    deals as count,
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
