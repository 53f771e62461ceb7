-- one row per open deal that has been in its stage for longer than the benchmark, the largest first, at most $at_most of them
with
overdue as (
    select
        known_stay.opportunity_key,
        known_stay.stage,
        known_stay.layer,
        known_stay.days,
        known_stay.since,
        stage_benchmark.benchmark_days
    from known_stay
    join stage_benchmark on stage_benchmark.stage = known_stay.stage
    where
        known_stay.is_open_now
        and known_stay.days > stage_benchmark.benchmark_days
        and (cast($stage as varchar) is null or known_stay.stage = $stage)
),
-- line items differ in product, and are named together
held as (
    select
        overdue.opportunity_key,
        overdue.stage,
        overdue.layer,
        overdue.days,
        overdue.since,
        overdue.benchmark_days,
        max(line.customer) as customer,
        max(line.region) as region,
        string_agg(distinct line.product, ', ' order by line.product) as product,
        max(line.industry) as industry,
        max(line.channel) as channel,
        max(line.rep) as rep,
        max(line.extra_1) as extra_1,
        max(line.extra_2) as extra_2,
        max(line.extra_3) as extra_3,
        sum(line.amount) as amount,
        max(line.probability) as probability,
        max(line.expected_close) as expected_close
    from overdue
    join selected_snapshot as line on line.opportunity_key = overdue.opportunity_key
    where line.snapshot_date = $as_of
    group by
        overdue.opportunity_key, overdue.stage, overdue.layer, overdue.days, overdue.since, overdue.benchmark_days
)
select
    opportunity.opportunity_id,
    opportunity.opportunity_name,
    held.customer,
    held.region,
    held.product,
    held.industry,
    held.channel,
    held.rep,
    held.extra_1,
    held.extra_2,
    held.extra_3,
    held.stage,
    held.layer,
    held.amount,
    held.probability,
    held.expected_close,
    opportunity.created_on,
    held.since as stage_since,
    held.days as dwell_days,
    held.since is null as dwell_is_minimum,
    held.benchmark_days,
    count(*) over () as deals_in_all,
    sum(held.amount) over () as amount_in_all
from held
join opportunity on opportunity.opportunity_key = held.opportunity_key
order by held.amount desc nulls last, held.opportunity_key
limit $at_most
