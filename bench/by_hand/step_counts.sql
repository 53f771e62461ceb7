with
line as (
    select snapshot_date, opportunity_key, any_value(stage) as stage, sum(amount) as amount, count(*) as lines,
        any_value(stage_entered_on) as entered
    from snapshot
    where snapshot_date <= date '2026-10-19'
    group by snapshot_date, opportunity_key
),
later as (
    select line.*, stage.layer, stage.kind, lead(line) over one_deal as next_line
    from line
    join stage using (stage)
    window one_deal as (partition by opportunity_key order by snapshot_date)
),
placed as (
    select
        later.*,
        next_line.snapshot_date = later.snapshot_date + 7 as is_there,
        next_stage.kind as next_kind,
        len(list_filter([14, 28, 56, 84, 140], lambda x: later.snapshot_date - entered >= x)) as from_age,
        case
            when is_there is distinct from true or next_stage.kind <> 'open' then null
            when next_line.stage <> later.stage then 0
            else len(list_filter([14, 28, 56, 84, 140], lambda x: next_line.snapshot_date - entered >= x))
        end as to_age,
        next_stage.layer as next_layer
    from later
    left join stage as next_stage on next_stage.stage = next_line.stage
    where later.kind = 'open' and later.snapshot_date < date '2026-10-19'
)
select
    '' as member,
    snapshot_date + 7 as snapshot_date,
    layer as from_layer,
    from_age,
    case
        when is_there is distinct from true then 'vanished'
        when next_kind = 'open' then next_layer::varchar
        else next_kind
    end as to_place,
    to_age,
    count(*) as deals,
    sum(if(is_there and lines = 1 and next_line.amount is not null, amount, null)) as amount_before,
    sum(if(is_there and lines = 1 and amount is not null, next_line.amount, null)) as amount_after,
    count(*) - count(amount) as blank,
    count(*) filter (amount is null and is_there and next_line.amount is not null) as filled
from placed
group by all
order by snapshot_date, from_layer, from_age, to_place, to_age nulls last
