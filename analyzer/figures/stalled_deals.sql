-- one row per open deal that has been in its stage of the asked layer for too long, the longest first, at most $at_most
with
stalled as (
    select
        waiting_deal.*,
        count(*) over () as deals_in_all,
        cast(sum(amount) over () as double) as amount_in_all
    from waiting_deal
    where layer = $stalled_layer and dwell_days > $stalled_days
)
select
    opportunity.opportunity_id,
    opportunity.opportunity_name,
    stalled.customer,
    stalled.region,
    stalled.products as product,
    stalled.industry,
    stalled.channel,
    stalled.rep,
    stalled.stage,
    stalled.layer,
    cast(stalled.amount as double) as amount,
    stalled.expected_close,
    opportunity.created_on,
    stalled.dwell_days,
    stalled.dwell_is_minimum,
    stalled.deals_in_all,
    stalled.amount_in_all
from stalled
join opportunity on opportunity.opportunity_key = stalled.opportunity_key
order by stalled.dwell_days desc, stalled.amount desc nulls last, opportunity.opportunity_key
limit $at_most
