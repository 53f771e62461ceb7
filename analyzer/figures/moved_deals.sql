-- one row per opportunity that went from one state to another, the largest first, at most $at_most of them
with
found as (
    select moved_deal.*, count(*) over () as deals_in_all
    from moved_deal
    where
        (cast($from_state as varchar) is null or from_state = $from_state)
        and (cast($to_state as varchar) is null or to_state = $to_state)
        -- said again of the stages themselves, so that no other stage is read
        and (cast($from_state as varchar) is null or from_stage = $from_state or $from_state in ('(new)', '(reopened)'))
        and (cast($to_state as varchar) is null or to_stage = $to_state or $to_state = '(vanished)')
),
shown as (
    select *
    from found
    order by amount desc nulls last, opportunity_key
    limit $at_most
)
select
    opportunity.opportunity_id,
    opportunity.opportunity_name,
    opportunity.customer,
    opportunity.region,
    opportunity.product,
    opportunity.rep,
    shown.from_state,
    shown.to_state,
    shown.opening_amount,
    shown.closing_amount,
    shown.amount,
    shown.deals_in_all
from shown
join opportunity on opportunity.opportunity_key = shown.opportunity_key
order by shown.amount desc nulls last, shown.opportunity_key
