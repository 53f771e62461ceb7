-- one row per member and snapshot date after the first, up to the review: what was there for the first time, what moved
with
first_sight as (
    select opportunity_key, first_seen
    from stay
    where place = 1 and first_seen <= $as_of
),
came as (
    select
        line.member,
        line.snapshot_date,
        count(distinct line.opportunity_key) as deals,
        sum(line.amount) as amount
    from selected_snapshot as line
    join first_sight
        on first_sight.opportunity_key = line.opportunity_key
        and first_sight.first_seen = line.snapshot_date
    group by line.member, line.snapshot_date
),
moved as (
    select member, next_seen as snapshot_date, count(*) as deals
    from selected_stay
    where next_seen <= $as_of
    group by member, next_seen
),
member_list as (
    select distinct member from selected_snapshot where snapshot_date <= $as_of
)
select
    member_list.member,
    calendar.snapshot_date,
    calendar.previous_date,
    datediff('day', calendar.previous_date, calendar.snapshot_date) as days,
    coalesce(came.deals, 0) as new_count,
    case when came.deals is null then 0 else came.amount end as new_amount,
    coalesce(moved.deals, 0) as moved_count
from member_list
cross join calendar
left join came
    on came.member = member_list.member
    and came.snapshot_date = calendar.snapshot_date
left join moved
    on moved.member = member_list.member
    and moved.snapshot_date = calendar.snapshot_date
where calendar.previous_date is not null and calendar.snapshot_date <= $as_of
order by member_list.member, calendar.snapshot_date
