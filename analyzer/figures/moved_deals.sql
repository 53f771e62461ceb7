-- one row per opportunity that went from one state to another, as transitions.sql names them, at most $at_most of them.
-- Deals of other stages than the asked ones are left out before they are paired: it gives the same rows sooner.
with
before_deal as (
    select deal.opportunity_key, deal.stage, stage.kind, deal.amount
    from selected_deal as deal
    join stage on stage.stage = deal.stage
    where
        deal.snapshot_date = cast($compare_to as date)
        and (cast($from_state as varchar) is null or $from_state in ('(new)', '(reopened)', deal.stage))
),
after_deal as (
    select deal.opportunity_key, deal.stage, stage.kind, deal.amount
    from selected_deal as deal
    join stage on stage.stage = deal.stage
    where
        deal.snapshot_date = $as_of
        and cast($compare_to as date) is not null
        and (cast($to_state as varchar) is null or $to_state in ('(vanished)', deal.stage))
),
moved as (
    select
        coalesce(after_deal.opportunity_key, before_deal.opportunity_key) as opportunity_key,
        case
            when before_deal.stage is null then '(new)'
            when before_deal.kind <> 'open' then '(reopened)'
            else before_deal.stage
        end as from_state,
        coalesce(after_deal.stage, '(vanished)') as to_state,
        before_deal.amount as opening_amount,
        after_deal.amount as closing_amount,
        case
            when before_deal.stage is not null and coalesce(after_deal.kind, 'lost') = 'lost' then before_deal.amount
            else after_deal.amount
        end as amount
    from before_deal
    full join after_deal on after_deal.opportunity_key = before_deal.opportunity_key
    where before_deal.kind is null or before_deal.kind = 'open' or after_deal.kind = 'open'
),
found as (
    select *
    from moved
    where
        (cast($from_state as varchar) is null or from_state = $from_state)
        and (cast($to_state as varchar) is null or to_state = $to_state)
),
found_in_all as (
    select count(*) as deals_in_all from found
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
    found_in_all.deals_in_all
from shown
join opportunity on opportunity.opportunity_key = shown.opportunity_key
cross join found_in_all
order by shown.amount desc nulls last, shown.opportunity_key
