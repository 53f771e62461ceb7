-- one row per snapshot of one opportunity, the oldest first
with
day as (
    select
        line.snapshot_date,
        line.stage,
        sum(line.amount) as amount,
        max(line.expected_close) as expected_close,
        max(line.since) as since
    from selected_snapshot as line
    where line.opportunity_key = (select opportunity_key from opportunity where opportunity_id = $opportunity_id)
    group by line.snapshot_date, line.stage
)
select
    day.snapshot_date,
    day.stage,
    stage.layer,
    stage.kind,
    day.amount,
    day.expected_close,
    stood_since(day.since, calendar.snapshot_date, day.snapshot_date) as stage_since,
    dwell_days(day.since, calendar.snapshot_date, day.snapshot_date) as dwell_days,
    day.since is null as dwell_is_minimum
from day
join stage on stage.stage = day.stage
cross join calendar
where calendar.position = 1
order by day.snapshot_date
