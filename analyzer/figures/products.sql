-- one row per member of the role: what is open by layer, its change, and how far layers 4 and 5 are from what they must hold
with
after_sum as (
    select member, stage, sum(single_deal) + count(distinct split_deal) as deals, sum(amount) as amount
    from selected_snapshot
    where snapshot_date = $as_of
    group by member, stage
),
before_sum as (
    select member, stage, sum(single_deal) + count(distinct split_deal) as deals, sum(amount) as amount
    from selected_snapshot
    where snapshot_date = cast($compare_to as date)
    group by member, stage
),
member_target as (
    select member, target from selected_target
),
member_list as (
    select member from after_sum
    union
    select member from before_sum
    union
    select member from member_target
),
after_layer as (
    select after_sum.member, stage.layer, sum(after_sum.deals) as deals, sum(after_sum.amount) as amount
    from after_sum
    join stage on stage.stage = after_sum.stage and stage.kind = 'open'
    group by after_sum.member, stage.layer
),
after_wide as (
    select
        member,
        sum(deals) as deals,
        sum(amount) as amount,
        sum(case when layer = 1 then amount end) as layer_1,
        sum(case when layer = 2 then amount end) as layer_2,
        sum(case when layer = 3 then amount end) as layer_3,
        sum(case when layer = 4 then amount end) as layer_4,
        sum(case when layer = 5 then amount end) as layer_5,
        sum(case when layer = 6 then amount end) as layer_6,
        sum(case when layer = 1 then deals else 0 end) as count_layer_1,
        sum(case when layer = 2 then deals else 0 end) as count_layer_2,
        sum(case when layer = 3 then deals else 0 end) as count_layer_3,
        sum(case when layer = 4 then deals else 0 end) as count_layer_4,
        sum(case when layer = 5 then deals else 0 end) as count_layer_5,
        sum(case when layer = 6 then deals else 0 end) as count_layer_6,
        sum(case when layer = 4 or (layer > 4 and $gauge_basis = 'layer_and_above') then amount end) as amount_4,
        sum(case when layer = 5 or (layer > 5 and $gauge_basis = 'layer_and_above') then amount end) as amount_5,
        sum(case when layer = 4 or (layer > 4 and $gauge_basis = 'layer_and_above') then deals else 0 end) as deals_4,
        sum(case when layer = 5 or (layer > 5 and $gauge_basis = 'layer_and_above') then deals else 0 end) as deals_5
    from after_layer
    group by member
),
before_total as (
    select before_sum.member, sum(before_sum.deals) as deals, sum(before_sum.amount) as amount
    from before_sum
    join stage on stage.stage = before_sum.stage and stage.kind = 'open'
    group by before_sum.member
),
measured as (
    select case when $measure = 'count' or sum(amount) is null then 'count' else 'amount' end as change_by
    from after_layer
),
-- no deals hold an amount of 0; deals of which none has an amount hold no amount
product_row as (
    select
        member_list.member,
        coalesce(after_wide.deals, 0) as deals,
        case when after_wide.deals > 0 then after_wide.amount else 0 end as amount,
        case when cast($compare_to as date) is not null then coalesce(before_total.deals, 0) end as previous_deals,
        case
            when cast($compare_to as date) is null then null
            when before_total.deals > 0 then before_total.amount
            else 0
        end as previous_amount,
        case when after_wide.count_layer_1 > 0 then layer_1 else 0 end as layer_1,
        case when after_wide.count_layer_2 > 0 then layer_2 else 0 end as layer_2,
        case when after_wide.count_layer_3 > 0 then layer_3 else 0 end as layer_3,
        case when after_wide.count_layer_4 > 0 then layer_4 else 0 end as layer_4,
        case when after_wide.count_layer_5 > 0 then layer_5 else 0 end as layer_5,
        case when after_wide.count_layer_6 > 0 then layer_6 else 0 end as layer_6,
        coalesce(count_layer_1, 0) as count_layer_1,
        coalesce(count_layer_2, 0) as count_layer_2,
        coalesce(count_layer_3, 0) as count_layer_3,
        coalesce(count_layer_4, 0) as count_layer_4,
        coalesce(count_layer_5, 0) as count_layer_5,
        coalesce(count_layer_6, 0) as count_layer_6,
        case when after_wide.deals_4 > 0 then amount_4 else 0 end as amount_4,
        case when after_wide.deals_5 > 0 then amount_5 else 0 end as amount_5,
        member_target.target,
        cast($multiple_4 as decimal(9, 4)) * member_target.target as required_4,
        cast($multiple_5 as decimal(9, 4)) * member_target.target as required_5
    from member_list
    left join after_wide on after_wide.member = member_list.member
    left join before_total on before_total.member = member_list.member
    left join member_target on member_target.member = member_list.member
),
deviating as (
    select
        product_row.*,
        case when measured.change_by = 'count' then deals - previous_deals else amount - previous_amount end as change,
        case when measured.change_by = 'count' then previous_deals else previous_amount end as changed_from,
        (cast(amount_4 as double) - cast(required_4 as double)) / nullif(cast(required_4 as double), 0) as deviation_4,
        (cast(amount_5 as double) - cast(required_5 as double)) / nullif(cast(required_5 as double), 0) as deviation_5,
        case
            when amount_4 is null or required_4 is null then null
            when amount_4 >= required_4 then 'green'
            when amount_4 > required_4 * (1 - cast($deviation_limit as decimal(9, 4))) then 'yellow'
            else 'red'
        end as light_4,
        case
            when amount_5 is null or required_5 is null then null
            when amount_5 >= required_5 then 'green'
            when amount_5 > required_5 * (1 - cast($deviation_limit as decimal(9, 4))) then 'yellow'
            else 'red'
        end as light_5,
        abs(amount_4 - required_4) > required_4 * cast($deviation_limit as decimal(9, 4)) as beyond_4,
        abs(amount_5 - required_5) > required_5 * cast($deviation_limit as decimal(9, 4)) as beyond_5
    from product_row
    cross join measured
)
select
    member,
    cast(deals as bigint) as count,
    amount,
    cast(previous_deals as bigint) as previous_count,
    previous_amount,
    change,
    cast(change as double) / nullif(cast(changed_from as double), 0) as change_share,
    layer_1,
    layer_2,
    layer_3,
    layer_4,
    layer_5,
    layer_6,
    cast(count_layer_1 as bigint) as count_layer_1,
    cast(count_layer_2 as bigint) as count_layer_2,
    cast(count_layer_3 as bigint) as count_layer_3,
    cast(count_layer_4 as bigint) as count_layer_4,
    cast(count_layer_5 as bigint) as count_layer_5,
    cast(count_layer_6 as bigint) as count_layer_6,
    target,
    required_4,
    required_5,
    deviation_4,
    deviation_5,
    light_4,
    light_5,
    case
        when light_4 = 'red' or light_5 = 'red' then 'red'
        when light_4 = 'yellow' or light_5 = 'yellow' then 'yellow'
        else coalesce(light_4, light_5)
    end as light,
    coalesce(beyond_4, false) as beyond_4,
    coalesce(beyond_5, false) as beyond_5
from deviating
order by coalesce(amount, 0) desc, deals desc, member
