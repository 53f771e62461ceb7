with
stalled as (
    select
        opportunity_key,
        stage,
        max(snapshot.customer) as customer,
        max(snapshot.region) as region,
        string_agg(distinct snapshot.product, ', ' order by snapshot.product) as product,
        max(snapshot.industry) as industry,
        max(snapshot.channel) as channel,
        max(snapshot.rep) as rep,
        sum(amount)::double as amount,
        max(expected_close) as expected_close,
        date '2026-10-19' - max(stage_entered_on) as dwell_days
    from snapshot
    where snapshot_date = date '2026-10-19' and stage = 'Solution proposed'
    group by all
    having dwell_days > 30
)
select
    opportunity_id, opportunity_name, stalled.customer, stalled.region, stalled.product, stalled.industry,
    stalled.channel, stalled.rep, stage, 4 as layer, amount, expected_close, created_on, dwell_days,
    false as dwell_is_minimum, count(*) over () as deals_in_all, sum(amount) over () as amount_in_all
from stalled
join opportunity using (opportunity_key)
order by dwell_days desc, amount desc nulls last, opportunity_key
limit 1000
