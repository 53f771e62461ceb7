with
stood as (
    select
        stay.*,
        stage.layer,
        coalesce(next_seen, last_seen) - coalesce(since, first_seen) as dwell_days,
        coalesce(next_seen, last_seen) - date '2026-07-06' as days_seen,
        date '2026-10-19' - coalesce(next_seen, last_seen) as days_ago,
        case
            when next_stage is null and last_seen = date '2026-10-19' then 'open'
            when next_stage is null then 'vanished'
            when following.kind <> 'open' then following.kind
            else if(following.position > stage.position, 'moved_up', 'moved_back')
        end as outcome
    from stay
    join stage using (stage)
    left join stage as following on following.stage = next_stage
    where stage.layer <= 3
),
usual as (
    select stage, median(dwell_days) as benchmark_days
    from stood
    where next_seen is not null
    group by stage
    having count(*) >= 5
),
newest as (
    select opportunity_key, arg_max(customer, place) as customer, arg_max(amount, place) as amount
    from stay
    group by opportunity_key
),
third as (
    select customer, ['small', 'middle', 'large'][ntile(3) over (order by sum(amount), customer)] as customer_size
    from newest
    where customer <> '(blank)' and amount is not null
    group by customer
)
select
    opportunity_id,
    opportunity_name,
    stood.customer,
    stood.region,
    stood.product,
    stood.industry,
    stood.channel,
    stood.rep,
    coalesce(customer_size, '(blank)') as customer_size,
    stage,
    layer,
    amount::double as amount,
    outcome,
    outcome = 'open' and dwell_days > coalesce(benchmark_days, 1e9) as is_stuck,
    dwell_days,
    false as dwell_is_minimum,
    benchmark_days,
    if(benchmark_days is null, 0, greatest(0, least(dwell_days - benchmark_days, days_seen)))::double as days_beyond,
    days_ago
from stood
join opportunity using (opportunity_key)
left join usual using (stage)
left join third on third.customer = stood.customer
where if(outcome = 'open', is_stuck, days_seen > 0)
order by is_stuck desc, amount desc nulls last, opportunity_key, place
