with
deal as (
    select opportunity_key, snapshot_date, any_value(stage) as stage, sum(amount) as amount
    from snapshot
    group by opportunity_key, snapshot_date
),
step as (
    select
        after.opportunity_key,
        after.snapshot_date,
        after.stage,
        new_stage.layer - old_stage.layer as layers
    from deal as after
    join deal as before on before.opportunity_key = after.opportunity_key and before.snapshot_date = after.snapshot_date - 7
    join stage as new_stage on new_stage.stage = after.stage and new_stage.kind = 'open'
    join stage as old_stage on old_stage.stage = before.stage and old_stage.kind = 'open'
    where after.stage <> before.stage
),
move as (
    select 1 as kind, step.* from step where layers > 1
    union all
    select 2 as kind, step.* from step where layers < 0
    union all
    select distinct 3 as kind, step.*
    from step
    join deal on deal.opportunity_key = step.opportunity_key and deal.stage = step.stage and deal.snapshot_date < step.snapshot_date
),
last_move as (
    select kind, opportunity_key, count(*) as moves, max(snapshot_date) as moved_on
    from move
    group by kind, opportunity_key
),
-- the last snapshot of the stay that began with that move
stayed as (
    select last_move.*, deal.amount
    from last_move
    join deal as arrival on arrival.opportunity_key = last_move.opportunity_key and arrival.snapshot_date = moved_on
    join deal
        on deal.opportunity_key = last_move.opportunity_key
        and deal.snapshot_date >= moved_on
        and deal.stage = arrival.stage
        and not exists (
            select 1
            from deal as other
            where
                other.opportunity_key = deal.opportunity_key
                and other.snapshot_date between moved_on and deal.snapshot_date
                and other.stage <> deal.stage
        )
    qualify row_number() over (partition by kind, last_move.opportunity_key order by deal.snapshot_date desc) = 1
)
select
    '' as member,
    ['skip', 'regression', 'round_trip'][cast(kind as integer)] as kind,
    sum(moves) as moves,
    count(*) as deals,
    sum(amount) as amount
from stayed
group by stayed.kind
order by stayed.kind
