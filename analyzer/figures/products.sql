-- one row per member of the role: what is open by layer, its change, and how far layers 4 and 5 are from what they must hold
with
stage_sum as (
    select member, stage, snapshot_date, deals, amount
    from selected_level
    where snapshot_date in ($as_of, cast($compare_to as date))
),
-- members whose deals are all closed stay, with no layer
layer_sum as (
    select
        stage_sum.member,
        case when stage_sum.snapshot_date = $as_of and stage.kind = 'open' then stage.layer end as layer,
        case
            when stage_sum.snapshot_date = cast($compare_to as date) and stage.kind = 'open' then stage.layer
        end as previous_layer,
        stage_sum.deals,
        stage_sum.amount
    from stage_sum
    join stage on stage.stage = stage_sum.stage
),
member_sum as (
    select
        member,
        sum(case when layer is not null then deals else 0 end) as deals,
        sum(case when layer is not null then amount end) as amount,
        sum(case when previous_layer is not null then deals else 0 end) as previous_deals,
        sum(case when previous_layer is not null then amount end) as previous_amount,
        sum(case when layer = 1 then amount end) as layer_1,
        sum(case when layer = 2 then amount end) as layer_2,
        sum(case when layer = 3 then amount end) as layer_3,
        sum(case when layer = 4 then amount end) as layer_4,
        sum(case when layer = 5 then amount end) as layer_5,
        sum(case when layer = 6 then amount end) as layer_6,
        sum(case when layer = 1 then deals else 0 end) as deals_1,
        sum(case when layer = 2 then deals else 0 end) as deals_2,
        sum(case when layer = 3 then deals else 0 end) as deals_3,
        sum(case when layer = 4 then deals else 0 end) as deals_4,
        sum(case when layer = 5 then deals else 0 end) as deals_5,
        sum(case when layer = 6 then deals else 0 end) as deals_6,
        sum(case when layer = 4 or (layer > 4 and $gauge_basis = 'layer_and_above') then amount end) as held_4,
        sum(case when layer = 5 or (layer > 5 and $gauge_basis = 'layer_and_above') then amount end) as held_5,
        sum(case when layer = 4 or (layer > 4 and $gauge_basis = 'layer_and_above') then deals else 0 end) as held_deals_4,
        sum(case when layer = 5 or (layer > 5 and $gauge_basis = 'layer_and_above') then deals else 0 end) as held_deals_5
    from layer_sum
    group by member
),
-- no deals hold an amount of 0; deals of which none has an amount hold no amount
product_row as (
    select
        coalesce(member_sum.member, selected_target.member) as member,
        coalesce(deals, 0) as deals,
        case when deals > 0 then amount else 0 end as amount,
        case when cast($compare_to as date) is not null then coalesce(previous_deals, 0) end as previous_deals,
        case
            when cast($compare_to as date) is null then null
            when previous_deals > 0 then previous_amount
            else 0
        end as previous_amount,
        case when deals_1 > 0 then layer_1 else 0 end as layer_1,
        case when deals_2 > 0 then layer_2 else 0 end as layer_2,
        case when deals_3 > 0 then layer_3 else 0 end as layer_3,
        case when deals_4 > 0 then layer_4 else 0 end as layer_4,
        case when deals_5 > 0 then layer_5 else 0 end as layer_5,
        case when deals_6 > 0 then layer_6 else 0 end as layer_6,
        coalesce(deals_1, 0) as deals_1,
        coalesce(deals_2, 0) as deals_2,
        coalesce(deals_3, 0) as deals_3,
        coalesce(deals_4, 0) as deals_4,
        coalesce(deals_5, 0) as deals_5,
        coalesce(deals_6, 0) as deals_6,
        case when held_deals_4 > 0 then held_4 else 0 end as held_4,
        case when held_deals_5 > 0 then held_5 else 0 end as held_5,
        target,
        cast($multiple_4 as decimal(9, 4)) * target as required_4,
        cast($multiple_5 as decimal(9, 4)) * target as required_5,
        case when $measure = 'count' or sum(amount) over () is null then 'count' else 'amount' end as change_by
    from member_sum
    full join selected_target on selected_target.member = member_sum.member
),
deviating as (
    select
        product_row.*,
        case when change_by = 'count' then deals - previous_deals else amount - previous_amount end as change,
        case when change_by = 'count' then previous_deals else previous_amount end as changed_from,
        held_4 - required_4 as short_4,
        held_5 - required_5 as short_5,
        cast($deviation_limit as decimal(9, 4)) * required_4 as limit_4,
        cast($deviation_limit as decimal(9, 4)) * required_5 as limit_5
    from product_row
),
lit as (
    select
        deviating.*,
        case when short_4 >= 0 then 'green' when short_4 > -limit_4 then 'yellow' when short_4 < 0 then 'red' end as light_4,
        case when short_5 >= 0 then 'green' when short_5 > -limit_5 then 'yellow' when short_5 < 0 then 'red' end as light_5
    from deviating
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
    cast(deals_1 as bigint) as count_layer_1,
    cast(deals_2 as bigint) as count_layer_2,
    cast(deals_3 as bigint) as count_layer_3,
    cast(deals_4 as bigint) as count_layer_4,
    cast(deals_5 as bigint) as count_layer_5,
    cast(deals_6 as bigint) as count_layer_6,
    target,
    required_4,
    required_5,
    cast(short_4 as double) / nullif(cast(required_4 as double), 0) as deviation_4,
    cast(short_5 as double) / nullif(cast(required_5 as double), 0) as deviation_5,
    light_4,
    light_5,
    case
        when light_4 = 'red' or light_5 = 'red' then 'red'
        when light_4 = 'yellow' or light_5 = 'yellow' then 'yellow'
        else coalesce(light_4, light_5)
    end as light,
    coalesce(abs(short_4) > limit_4, false) as beyond_4,
    coalesce(abs(short_5) > limit_5, false) as beyond_5
from lit
order by coalesce(amount, 0) desc, deals desc, member
