with
stay as (
    select
        opportunity_key,
        stage,
        stage_entered_on,
        min(snapshot_date) as first_seen,
        max(snapshot_date) as last_seen,
        sum(amount) filter (where snapshot_date = date '2026-10-19') as amount
    from snapshot
    group by opportunity_key, stage, stage_entered_on
),
timed as (
    select
        stay.*,
        last_seen = date '2026-10-19' as is_open,
        lead(first_seen) over (partition by opportunity_key order by first_seen) - stage_entered_on as completed_days,
        date '2026-10-19' - stage_entered_on as days
    from stay
),
summed as (
    select
        stage,
        count(*) filter (where is_open) as deals,
        avg(days) filter (where is_open) as mean_days,
        stddev(days) filter (where is_open) as sd_days,
        median(days) filter (where is_open) as median_days,
        count(completed_days) as completed,
        median(completed_days) as completed_median_days
    from timed
    group by stage
)
select
    '' as member,
    stage,
    position,
    layer,
    deals,
    deals as deals_dated,
    0 as deals_at_least,
    mean_days,
    sd_days,
    median_days,
    completed,
    completed_median_days,
    completed_median_days as benchmark_days,
    false as benchmark_is_set,
    completed as benchmark_completed,
    count(timed.stage) as beyond,
    coalesce(sum(timed.amount), 0) as beyond_amount
from summed
join stage using (stage)
left join timed on timed.stage = summed.stage and timed.is_open and timed.days > completed_median_days
where kind = 'open'
group by all
order by position
