with
timed as (
    select
        stage,
        lead(min(snapshot_date)) over (partition by opportunity_key order by min(snapshot_date))
            - stage_entered_on as completed_days
    from snapshot
    group by opportunity_key, stage, stage_entered_on
),
summed as (
    select stage, count(completed_days) as completed, median(completed_days) as days
    from timed
    group by stage
)
select
    stage,
    position,
    layer,
    days as benchmark_days,
    false as benchmark_is_set,
    completed as benchmark_completed
from stage
join summed using (stage)
where kind = 'open'
order by position
