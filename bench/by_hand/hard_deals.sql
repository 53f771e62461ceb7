with
state as (
    select opportunity_key, snapshot_date, stage, position, kind
    from snapshot
    join stage using (stage)
    group by all
),
-- the last step that changed the stage: a step back, where it was higher
turn as (
    select opportunity_key, snapshot_date, position, lag(position) over week as was, lag(kind) over week as was_kind
    from state
    window week as (partition by opportunity_key order by snapshot_date)
),
back as (
    select opportunity_key
    from turn
    where was <> position
    qualify row_number() over (partition by opportunity_key order by snapshot_date desc) = 1 and was > position
        and was_kind = 'open'
),
deal as (
    select
        opportunity_key,
        stage,
        layer,
        max(snapshot.region) as region,
        max(snapshot.product) as product,
        max(snapshot.industry) as industry,
        max(snapshot.channel) as channel,
        max(snapshot.rep) as rep,
        max(snapshot.customer) as customer,
        sum(amount)::double as amount,
        date '2026-10-19' - max(stage_entered_on) as dwell_days
    from snapshot
    join stage using (stage)
    where snapshot_date = date '2026-10-19' and kind = 'open'
    group by all
),
-- as large as the quarter of all deals that are largest
told as (
    select
        deal.*,
        coalesce(amount > quantile_disc(amount, 0.75) over (), false) as is_large,
        opportunity_key in (select opportunity_key from back) as is_back,
        dwell_days > 30 as is_stalled
    from deal
)
select
    opportunity_id, opportunity_name, told.customer, told.region, told.product, told.industry, told.channel, told.rep,
    '(blank)' as extra_1, '(blank)' as extra_2, '(blank)' as extra_3, stage, layer, amount, created_on, dwell_days,
    false as dwell_is_minimum, is_large, is_back, is_stalled, false as is_said
from told
join opportunity using (opportunity_key)
where layer >= 4 and (is_large or is_back or is_stalled)
order by told.rep, amount desc nulls last, opportunity_key
