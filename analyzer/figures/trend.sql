-- one row per member and snapshot date up to the review snapshot: what was open
with
open_part as (
    select line.member, line.snapshot_date, line.split_deal, count(*) as lines, sum(line.amount) as amount
    from selected_snapshot as line
    join stage on stage.stage = line.stage
    where line.snapshot_date <= $as_of and stage.kind = 'open'
    group by line.member, line.snapshot_date, line.split_deal
),
open_sum as (
    select
        member,
        snapshot_date,
        sum(case when split_deal is null then lines else 1 end) as deals,
        sum(amount) as amount
    from open_part
    group by member, snapshot_date
),
member_list as (
    select distinct member from selected_snapshot where snapshot_date <= $as_of
)
select
    member_list.member,
    calendar.snapshot_date,
    cast(coalesce(open_sum.deals, 0) as bigint) as count,
    case when open_sum.deals is null then 0 else open_sum.amount end as amount
from member_list
cross join calendar
left join open_sum
    on open_sum.member = member_list.member
    and open_sum.snapshot_date = calendar.snapshot_date
where calendar.snapshot_date <= $as_of
order by member_list.member, calendar.snapshot_date
