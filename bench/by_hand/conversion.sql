with
stay as (
    select opportunity_key, stage, stage_entered_on as entered, min(snapshot_date) as first_seen
    from snapshot
    group by opportunity_key, stage, stage_entered_on
),
placed as (
    select stay.*, kind, layer, position
    from stay
    join stage using (stage)
),
first_entry as (
    select
        opportunity_key,
        stage,
        layer,
        position,
        min(first_seen) as first_seen,
        min(entered) > date '2026-08-20' as young
    from placed
    where kind = 'open'
    group by opportunity_key, stage, layer, position
),
furthest as (
    select
        first_entry.opportunity_key,
        first_entry.stage,
        coalesce(max(placed.layer) > first_entry.layer, false) as reached,
        max_by(placed.kind, placed.first_seen) = 'lost' as lost
    from first_entry
    join placed
        on placed.opportunity_key = first_entry.opportunity_key
        and placed.first_seen > first_entry.first_seen
    group by first_entry.opportunity_key, first_entry.stage, first_entry.layer
)
select
    '' as member,
    stage,
    position,
    layer,
    cast(null as date) as cohort,
    count(*) as entered,
    count(*) filter (where young) as too_young,
    count(*) filter (where not young) as judged,
    count(*) filter (where not young and reached) as reached,
    count(*) filter (where not young and lost and reached is not true) as lost,
    0 as at_first_sight
from first_entry
left join furthest using (opportunity_key, stage)
group by stage, position, layer
order by position
