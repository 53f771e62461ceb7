-- one row per member, open stage and period (recent, earlier): how many deals stood there at each snapshot, and went on
with
today as (
    select max(position) as position from calendar where snapshot_date <= $as_of
),
first_recent as (
    select min(position) as position from calendar where snapshot_date >= $recent_since
),
-- a stay lasts from the snapshot that first had it to the one that had the deal elsewhere, or not at all any more
lasting as (
    select
        known.member,
        known.stage,
        stage.position as stage_position,
        stage.layer,
        begin_day.position as begins,
        coalesce(
            end_day.position,
            case when last_day.position < today.position then last_day.position + 1 else today.position end
        ) as ends,
        first_recent.position as recent_from,
        case
            when next_stage.kind in ('won', 'lost') then next_stage.kind
            when next_stage.position > stage.position then 'advanced'
        end as outcome
    from selected_stay as known
    join stage on stage.stage = known.stage
    join calendar as begin_day on begin_day.snapshot_date = known.first_seen
    join calendar as last_day on last_day.snapshot_date = known.last_seen
    left join calendar as end_day on end_day.snapshot_date = known.next_seen
    left join stage as next_stage on next_stage.stage = known.next_stage
    cross join today
    cross join first_recent
    where stage.kind = 'open'
),
counted as (
    select
        lasting.*,
        case when ends > recent_from then ends - case when begins > recent_from then begins else recent_from end else 0 end
            as recent_steps,
        case when ends - 1 >= recent_from then 'recent' else 'earlier' end as ended_in
    from lasting
),
period as (
    select 'recent' as period
    union all
    select 'earlier' as period
),
rate as (
    select
        counted.member,
        counted.stage,
        counted.stage_position,
        counted.layer,
        period.period,
        sum(case when period.period = 'recent' then recent_steps else ends - begins - recent_steps end) as deal_weeks,
        sum(case when period.period = ended_in and outcome in ('advanced', 'won') then 1 else 0 end) as advanced,
        sum(case when period.period = ended_in and outcome = 'won' then 1 else 0 end) as won,
        sum(case when period.period = ended_in and outcome = 'lost' then 1 else 0 end) as lost
    from counted
    cross join period
    group by counted.member, counted.stage, counted.stage_position, counted.layer, period.period
)
select
    member,
    stage,
    stage_position as position,
    layer,
    period,
    cast(deal_weeks as bigint) as deal_weeks,
    cast(advanced as bigint) as advanced,
    cast(won as bigint) as won,
    cast(lost as bigint) as lost
from rate
where deal_weeks > 0
order by member, stage_position, period
