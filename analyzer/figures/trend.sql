-- one row per member and snapshot date up to the review snapshot: what was open
with
stage_sum as (
    select member, snapshot_date, stage, sum(single_deal) + count(distinct split_deal) as deals, sum(amount) as amount
    from selected_snapshot
    where snapshot_date <= $as_of
    group by member, snapshot_date, stage
),
open_sum as (
    select
        stage_sum.member,
        stage_sum.snapshot_date,
        sum(stage_sum.deals) as deals,
        sum(stage_sum.amount) as amount
    from stage_sum
    join stage on stage.stage = stage_sum.stage and stage.kind = 'open'
    group by stage_sum.member, stage_sum.snapshot_date
),
member_list as (
    select distinct member from stage_sum
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
