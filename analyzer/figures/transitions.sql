-- one row per state at the comparison snapshot and state at the review snapshot: the deals that went from one to the other
with
before_deal as (
    select opportunity_key, stage, amount
    from selected_deal
    where snapshot_date = cast($compare_to as date)
),
after_deal as (
    select opportunity_key, stage, amount
    from selected_deal
    where snapshot_date = $as_of and cast($compare_to as date) is not null
),
stage_pair as (
    select
        before_deal.stage as from_stage,
        after_deal.stage as to_stage,
        count(*) as deals,
        sum(before_deal.amount) as opening_amount,
        sum(after_deal.amount) as closing_amount
    from before_deal
    full join after_deal on after_deal.opportunity_key = before_deal.opportunity_key
    group by before_deal.stage, after_deal.stage
),
state_pair as (
    select
        case
            when stage_pair.from_stage is null then '(new)'
            when origin.kind <> 'open' then '(reopened)'
            else stage_pair.from_stage
        end as from_state,
        coalesce(stage_pair.to_stage, '(vanished)') as to_state,
        case when origin.kind = 'open' then origin.position end as from_position,
        case when origin.kind = 'open' then origin.layer end as from_layer,
        goal.position as to_position,
        goal.layer as to_layer,
        goal.kind as to_kind,
        stage_pair.deals,
        stage_pair.opening_amount,
        stage_pair.closing_amount
    from stage_pair
    left join stage as origin on origin.stage = stage_pair.from_stage
    left join stage as goal on goal.stage = stage_pair.to_stage
    where
        stage_pair.from_stage is null
        or origin.kind = 'open'
        or goal.kind = 'open'
),
cell as (
    select
        from_state,
        to_state,
        from_position,
        to_position,
        from_layer,
        to_layer,
        case
            when to_state = '(vanished)' then 'vanished'
            when to_kind <> 'open' then to_kind
            when from_state = '(new)' then 'new'
            when from_state = '(reopened)' then 'reopened'
            when from_position = to_position then 'stayed'
            when to_layer > from_layer + 1 then 'skip'
            when to_layer > from_layer then 'advance'
            when to_layer < from_layer then 'regression'
            when to_position > from_position then 'advance'
            else 'regression'
        end as direction,
        sum(deals) as deals,
        sum(opening_amount) as opening_amount,
        sum(closing_amount) as closing_amount
    from state_pair
    group by from_state, to_state, from_position, to_position, from_layer, to_layer, to_kind
)
select
    from_state,
    to_state,
    from_position,
    to_position,
    from_layer,
    to_layer,
    direction,
    cast(deals as bigint) as count,
    case
        when direction in ('lost', 'vanished') and from_state <> '(new)' then opening_amount
        else closing_amount
    end as amount,
    opening_amount,
    closing_amount
from cell
order by
    case when from_position is null then 1 else 0 end,
    from_position,
    from_state,
    case when to_position is null then 1 else 0 end,
    to_position
