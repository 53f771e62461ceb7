-- one row per state at the comparison snapshot and state at the review snapshot: the deals that went from one to the other
with
state_pair as (
    select
        from_state,
        to_state,
        count(*) as deals,
        sum(amount) as amount,
        sum(opening_amount) as opening_amount,
        sum(closing_amount) as closing_amount
    from moved_deal
    group by from_state, to_state
),
placed as (
    select
        state_pair.*,
        origin.position as from_position,
        goal.position as to_position,
        origin.layer as from_layer,
        goal.layer as to_layer,
        goal.kind as to_kind
    from state_pair
    left join stage as origin on origin.stage = state_pair.from_state
    left join stage as goal on goal.stage = state_pair.to_state
)
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
    deals as count,
    amount,
    opening_amount,
    closing_amount
from placed
order by
    case when from_position is null then 1 else 0 end,
    from_position,
    from_state,
    case when to_position is null then 1 else 0 end,
    to_position
