with
stay as (
    select
        opportunity_key,
        stage,
        stage_entered_on,
        min(snapshot_date) as first_seen,
        max(snapshot_date) as last_seen
    from snapshot
    group by opportunity_key, stage, stage_entered_on
),
timed as (
    select
        stay.*,
        lead(first_seen) over (partition by opportunity_key order by first_seen) - stage_entered_on as completed_days
    from stay
),
usual as (
    select stage, median(completed_days) as benchmark_days
    from timed
    join stage using (stage)
    where kind = 'open'
    group by stage
),
overdue as (
    select opportunity_key, stage, stage_entered_on, benchmark_days
    from timed
    join usual using (stage)
    where last_seen = date '2026-10-19' and last_seen - stage_entered_on > benchmark_days
)
select
    opportunity_id,
    opportunity_name,
    any_value(line.customer) as customer,
    any_value(coalesce(line.region, '(blank)')) as region,
    string_agg(line.product, ', ' order by line.product) as product,
    any_value(line.industry) as industry,
    any_value(line.channel) as channel,
    any_value(line.rep) as rep,
    '(blank)' as extra_1,
    '(blank)' as extra_2,
    '(blank)' as extra_3,
    overdue.stage,
    layer,
    sum(line.amount) as amount,
    any_value(probability) as probability,
    any_value(expected_close) as expected_close,
    created_on,
    overdue.stage_entered_on as stage_since,
    date '2026-10-19' - overdue.stage_entered_on as dwell_days,
    false as dwell_is_minimum,
    overdue.benchmark_days,
    count(*) over () as deals_in_all,
    sum(sum(line.amount)) over () as amount_in_all
from overdue
join snapshot as line on line.opportunity_key = overdue.opportunity_key and line.snapshot_date = date '2026-10-19'
join opportunity on opportunity.opportunity_key = overdue.opportunity_key
join stage on stage.stage = overdue.stage
group by all
order by sum(line.amount) desc nulls last, opportunity_id
limit 1000
