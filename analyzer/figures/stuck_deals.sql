-- one row per stay in the layers that is stuck at the review, or that ended since $since: stuck ones first, the largest first
with
first_snapshot as (
    select min(snapshot_date) as first_date from calendar
),
benchmark as (
    select stage, coalesce(cast($beyond_days as double), benchmark_days) as benchmark_days
    from stage_benchmark
),
-- customers in thirds, by the amount of all their deals
customer_third as (
    select customer, ntile(3) over (order by sum(amount), customer) as third
    from known_stay
    where ended_on is null and customer <> '(blank)' and amount is not null
    group by customer
),
low_stay as (
    select
        known_stay.opportunity_key,
        known_stay.place,
        known_stay.customer,
        known_stay.region,
        known_stay.product,
        known_stay.industry,
        known_stay.channel,
        known_stay.rep,
        known_stay.stage,
        known_stay.layer,
        known_stay.amount,
        known_stay.since,
        benchmark.benchmark_days,
        dwell_days(known_stay.since, known_stay.first_seen, coalesce(known_stay.ended_on, known_stay.last_seen))
            as dwell_days,
        -- of which somebody looked, in the weeks that are asked for
        datediff(
            'day',
            greatest(first_snapshot.first_date, cast($since as date)),
            coalesce(known_stay.ended_on, known_stay.last_seen)
        ) as days_seen,
        datediff('day', coalesce(known_stay.ended_on, known_stay.last_seen), cast($as_of as date)) as days_ago,
        case
            when known_stay.is_open_now then 'open'
            when known_stay.ended_on is null then 'vanished'
            when following.kind <> 'open' then following.kind
            when following.position > known_stay.position then 'moved_up'
            else 'moved_back'
        end as outcome
    from known_stay
    join benchmark on benchmark.stage = known_stay.stage
    cross join first_snapshot
    left join stage as following on following.stage = known_stay.next_stage
    where known_stay.kind = 'open' and known_stay.layer between $layer_from and $layer_to
),
judged as (
    select
        low_stay.*,
        outcome = 'open' and coalesce(dwell_days > benchmark_days, false) as is_stuck,
        case when benchmark_days is null then 0 else greatest(least(dwell_days - benchmark_days, days_seen), 0) end
            as days_beyond
    from low_stay
    where days_seen > 0 or outcome = 'open'
)
select
    opportunity.opportunity_id,
    opportunity.opportunity_name,
    judged.customer,
    judged.region,
    judged.product,
    judged.industry,
    judged.channel,
    judged.rep,
    case customer_third.third when 1 then 'small' when 2 then 'middle' when 3 then 'large' else '(blank)' end
        as customer_size,
    judged.stage,
    judged.layer,
    cast(judged.amount as double) as amount,
    judged.outcome,
    judged.is_stuck,
    judged.dwell_days,
    judged.since is null as dwell_is_minimum,
    judged.benchmark_days,
    cast(judged.days_beyond as double) as days_beyond,
    judged.days_ago
from judged
join opportunity on opportunity.opportunity_key = judged.opportunity_key
left join customer_third on customer_third.customer = judged.customer
where judged.is_stuck or judged.outcome <> 'open'
order by judged.is_stuck desc, judged.amount desc nulls last, opportunity.opportunity_key, judged.place
