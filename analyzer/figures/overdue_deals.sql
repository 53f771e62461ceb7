-- one row per open deal that has been in its stage for longer than the benchmark, the largest first, at most $at_most of them
with
overdue as (
    select
        waiting_deal.*,
        stage_benchmark.benchmark_days,
        count(*) over () as deals_in_all,
        sum(amount) over () as amount_in_all
    from waiting_deal
    join stage_benchmark on stage_benchmark.stage = waiting_deal.stage
    where
        waiting_deal.dwell_days > stage_benchmark.benchmark_days
        and (cast($stage as varchar) is null or waiting_deal.stage = $stage)
)
select
    opportunity.opportunity_id,
    opportunity.opportunity_name,
    overdue.customer,
    overdue.region,
    overdue.products as product,
    overdue.industry,
    overdue.channel,
    overdue.rep,
    overdue.extra_1,
    overdue.extra_2,
    overdue.extra_3,
    overdue.stage,
    overdue.layer,
    overdue.amount,
    overdue.probability,
    overdue.expected_close,
    opportunity.created_on,
    overdue.stage_since,
    overdue.dwell_days,
    overdue.dwell_is_minimum,
    overdue.benchmark_days,
    overdue.deals_in_all,
    overdue.amount_in_all
from overdue
join opportunity on opportunity.opportunity_key = overdue.opportunity_key
order by overdue.amount desc nulls last, overdue.opportunity_key
limit $at_most
