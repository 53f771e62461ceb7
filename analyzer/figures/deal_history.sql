-- one row per snapshot of one opportunity, the oldest first
with
wanted as (
    select opportunity_key from opportunity where opportunity_id = $opportunity_id
),
day as (
    select
        snapshot.snapshot_date,
        snapshot.stage,
        sum(snapshot.amount) as amount,
        max(snapshot.expected_close) as expected_close,
        max(snapshot.stage_entered_on) as stage_entered_on
    from snapshot
    join wanted on wanted.opportunity_key = snapshot.opportunity_key
    group by snapshot.snapshot_date, snapshot.stage
),
changed as (
    select
        day.*,
        case when stage = lag(stage) over (order by snapshot_date) then 0 else 1 end as is_change
    from day
),
numbered as (
    select changed.*, sum(is_change) over (order by snapshot_date) as stay
    from changed
),
stayed as (
    select numbered.*, min(snapshot_date) over (partition by stay) as seen_since
    from numbered
),
first_snapshot as (
    select min(snapshot_date) as first_date from calendar
),
since as (
    select
        stayed.*,
        case
            when stage_entered_on <= snapshot_date then stage_entered_on
            when seen_since < snapshot_date or seen_since > first_date then seen_since
        end as stage_since,
        coalesce(stage_entered_on > snapshot_date, true) and seen_since = first_date as dwell_is_minimum
    from stayed
    cross join first_snapshot
)
select
    since.snapshot_date,
    since.stage,
    stage.layer,
    stage.kind,
    since.amount,
    since.expected_close,
    since.stage_since,
    datediff('day', since.stage_since, since.snapshot_date) as dwell_days,
    since.dwell_is_minimum
from since
join stage on stage.stage = since.stage
order by since.snapshot_date
