-- one row per open deal that has been in its stage of the asked layer for too long, the longest first, at most $at_most
with
stalled as (
    select
        line.opportunity_key,
        line.stage,
        waiting_deal.layer,
        waiting_deal.days_at_least as dwell_days,
        waiting_deal.is_dated,
        max(line.customer) as customer,
        max(line.region) as region,
        string_agg(distinct line.product, ', ' order by line.product) as product,
        max(line.industry) as industry,
        max(line.channel) as channel,
        max(line.rep) as rep,
        max(line.expected_close) as expected_close,
        cast(sum(line.amount) as double) as amount
    from selected_snapshot as line
    join waiting_deal on waiting_deal.opportunity_key = line.opportunity_key
    where
        line.snapshot_date = $as_of
        and waiting_deal.layer = $stalled_layer
        and waiting_deal.days_at_least > $stalled_days
    group by line.opportunity_key, line.stage, waiting_deal.layer, waiting_deal.days_at_least, waiting_deal.is_dated
)
select
    opportunity.opportunity_id,
    opportunity.opportunity_name,
    stalled.customer,
    stalled.region,
    stalled.product,
    stalled.industry,
    stalled.channel,
    stalled.rep,
    stalled.stage,
    stalled.layer,
    stalled.amount,
    stalled.expected_close,
    opportunity.created_on,
    stalled.dwell_days,
    not stalled.is_dated as dwell_is_minimum,
    count(*) over () as deals_in_all,
    sum(stalled.amount) over () as amount_in_all
from stalled
join opportunity on opportunity.opportunity_key = stalled.opportunity_key
order by stalled.dwell_days desc, stalled.amount desc nulls last, opportunity.opportunity_key
limit $at_most
