with
found as (
    select
        opportunity_key,
        any_value(customer) as customer,
        any_value(region) as region,
        string_agg(product, ', ' order by product) as product,
        any_value(industry) as industry,
        any_value(channel) as channel,
        any_value(rep) as rep,
        '(blank)' as extra_1,
        '(blank)' as extra_2,
        '(blank)' as extra_3,
        any_value(stage) as stage,
        sum(amount) as amount,
        any_value(probability) as probability,
        any_value(expected_close) as expected_close,
        any_value(stage_entered_on) as stage_since,
        count(*) over () as deals_in_all
    from snapshot
    where snapshot_date = date '2026-10-19' and stage = 'Negotiation'
    group by opportunity_key
    order by amount desc nulls last, opportunity_key
    limit 1000
)
select
    opportunity_id,
    opportunity_name,
    found.* exclude (opportunity_key),
    layer,
    created_on,
    date '2026-10-19' - stage_since as dwell_days,
    false as dwell_is_minimum
from found
join stage using (stage)
join opportunity using (opportunity_key)
order by amount desc nulls last, opportunity_key
