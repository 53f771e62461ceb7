-- one row per member, open stage and, where asked for, month of entry: how many deals came to the stage, and got beyond it
with
entry as (
    select
        opportunity_key,
        place,
        member,
        stage,
        position,
        layer,
        coalesce(since, since_at_least) as entered_on,
        since is null as is_at_first_sight,
        row_number() over (partition by opportunity_key, stage order by place) as turn
    from known_stay
    where kind = 'open'
),
-- a deal enters a stage once, however often it comes back
first_entry as (
    select
        entry.*,
        case when cast($by_cohort as boolean) then cast(date_trunc('month', entered_on) as date) end as cohort,
        entered_on > $young_after as is_too_young
    from entry
    where turn = 1
),
-- what became of it, whoever had it then
followed as (
    select
        first_entry.opportunity_key,
        first_entry.place,
        max(case when later_stage.layer > first_entry.layer then 1 else 0 end) as has_reached,
        max(
            case when later_stage.kind = 'lost' and coalesce(later.next_seen > $as_of, true) then 1 else 0 end
        ) as is_lost
    from first_entry
    join stay as later
        on later.opportunity_key = first_entry.opportunity_key
        and later.place > first_entry.place
        and later.first_seen <= $as_of
    join stage as later_stage on later_stage.stage = later.stage
    group by first_entry.opportunity_key, first_entry.place
)
select
    first_entry.member,
    first_entry.stage,
    first_entry.position,
    first_entry.layer,
    first_entry.cohort,
    count(*) as entered,
    cast(sum(case when first_entry.is_too_young then 1 else 0 end) as bigint) as too_young,
    cast(sum(case when first_entry.is_too_young then 0 else 1 end) as bigint) as judged,
    cast(sum(case when first_entry.is_too_young then 0 else coalesce(followed.has_reached, 0) end) as bigint) as reached,
    cast(
        sum(case when not first_entry.is_too_young and followed.has_reached = 0 then followed.is_lost else 0 end) as bigint
    ) as lost,
    cast(
        sum(case when not first_entry.is_too_young and first_entry.is_at_first_sight then 1 else 0 end) as bigint
    ) as at_first_sight
from first_entry
left join followed
    on followed.opportunity_key = first_entry.opportunity_key
    and followed.place = first_entry.place
group by first_entry.member, first_entry.stage, first_entry.position, first_entry.layer, first_entry.cohort
order by first_entry.member, first_entry.position, first_entry.cohort
