-- one row per member and kind (open, won, lost) at the review snapshot
with
stage_sum as (
    select member, stage, deals, amount
    from selected_level
    where snapshot_date = $as_of
),
kind_sum as (
    select stage_sum.member, stage.kind, sum(stage_sum.deals) as deals, sum(stage_sum.amount) as amount
    from stage_sum
    join stage on stage.stage = stage_sum.stage
    group by stage_sum.member, stage.kind
),
outcome as (
    select 'open' as kind, 1 as place
    union all
    select 'won' as kind, 2 as place
    union all
    select 'lost' as kind, 3 as place
),
member_list as (
    select member from stage_sum
    union
    select '' as member where cast($is_total as boolean)
)
select
    member_list.member,
    outcome.kind,
    cast(coalesce(kind_sum.deals, 0) as bigint) as count,
    case when kind_sum.deals is null then 0 else kind_sum.amount end as amount
from member_list
cross join outcome
left join kind_sum on kind_sum.member = member_list.member and kind_sum.kind = outcome.kind
order by member_list.member, outcome.place
