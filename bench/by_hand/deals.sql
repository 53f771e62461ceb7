with
found as (
    select snapshot.*, count(*) over () as deals_in_all
    from snapshot
    where snapshot_date = date '2026-10-19' and stage = 'Negotiation'
    order by amount desc nulls last, opportunity_key
    limit 1000
)
select
    opportunity_id,
    opportunity_name,
    found.customer,
    coalesce(found.region, '(blank)') as region,
    found.product,
    found.industry,
    found.channel,
    found.rep,
    stage,
    layer,
    amount,
    probability,
    expected_close,
    created_on,
    stage_entered_on as stage_since,
    date '2026-10-19' - stage_entered_on as dwell_days,
    deals_in_all
from found
join stage using (stage)
join opportunity using (opportunity_key)
order by amount desc nulls last, opportunity_key
