-- one row per member and kind of detour (skip, regression, round_trip): moves of the year before the review
with
arrived as (
    select opportunity_key, place, member, stage, layer, position, previous_layer, previous_position, amount
    from known_stay
    where kind = 'open' and previous_kind = 'open' and first_seen > $year_before
),
move as (
    select arrived.*, 'skip' as kind
    from arrived
    where layer > previous_layer + 1
    union all
    select arrived.*, 'regression' as kind
    from arrived
    where layer < previous_layer or (layer = previous_layer and position < previous_position)
    union all
    select arrived.*, 'round_trip' as kind
    from arrived
    where exists (
        select 1
        from stay
        where
            stay.opportunity_key = arrived.opportunity_key
            and stay.stage = arrived.stage
            and stay.place < arrived.place
    )
),
-- each deal once, with the amount it had last
ranked as (
    select
        member,
        kind,
        amount,
        row_number() over (partition by member, kind, opportunity_key order by place desc) as place
    from move
),
detour as (
    select
        member,
        kind,
        count(*) as moves,
        sum(case when place = 1 then 1 else 0 end) as deals,
        sum(case when place = 1 then amount end) as amount
    from ranked
    group by member, kind
),
detour_kind as (
    select 'skip' as kind, 1 as place
    union all
    select 'regression' as kind, 2 as place
    union all
    select 'round_trip' as kind, 3 as place
),
-- one snapshot tells of no move
member_list as (
    select member from detour
    union
    select '' as member
    where cast($is_total as boolean) and (select count(*) from calendar where snapshot_date <= $as_of) > 1
)
select
    member_list.member,
    detour_kind.kind,
    cast(coalesce(detour.moves, 0) as bigint) as moves,
    cast(coalesce(detour.deals, 0) as bigint) as deals,
    case when detour.deals > 0 then detour.amount else 0 end as amount
from member_list
cross join detour_kind
left join detour on detour.member = member_list.member and detour.kind = detour_kind.kind
order by member_list.member, detour_kind.place
