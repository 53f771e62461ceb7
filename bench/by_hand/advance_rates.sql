with
state as (
    select opportunity_key, snapshot_date, stage
    from snapshot
    group by all
),
step as (
    select
        here.opportunity_key,
        here.snapshot_date,
        here.stage,
        there.stage as goal
    from state as here
    left join state as there
        on there.opportunity_key = here.opportunity_key and there.snapshot_date = here.snapshot_date + 7
    where here.snapshot_date < date '2026-10-19'
)
select
    '' as member,
    step.stage,
    origin.position,
    origin.layer,
    if(step.snapshot_date >= date '2026-09-21', 'recent', 'earlier') as period,
    count(*) as deal_weeks,
    count(*) filter (where goal.position > origin.position and goal.kind <> 'lost') as advanced,
    count(*) filter (where goal.kind = 'won') as won,
    count(*) filter (where goal.kind = 'lost') as lost
from step
join stage as origin on origin.stage = step.stage
left join stage as goal on goal.stage = step.goal
where origin.kind = 'open'
group by all
order by position, period
