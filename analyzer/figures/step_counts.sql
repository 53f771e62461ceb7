-- one row per member, layer of an open deal, and place where it was one step later: how often, in the steps after $since
with
step as (
    select snapshot_date, previous_date
    from counted_step
    where snapshot_date > $since
),
before_step as (
    select step.snapshot_date, deal.opportunity_key, deal.member, stage.layer, deal.amount, deal.is_whole
    from step
    join selected_part as deal on deal.snapshot_date = step.previous_date
    join stage on stage.stage = deal.stage
    where stage.kind = 'open'
),
after_step as (
    select
        deal.snapshot_date,
        deal.opportunity_key,
        case when stage.kind = 'open' then cast(stage.layer as varchar) else stage.kind end as place,
        deal.amount
    from step
    join selected_deal as deal on deal.snapshot_date = step.snapshot_date
    join stage on stage.stage = deal.stage
),
moved as (
    select
        before_step.member,
        before_step.layer as from_layer,
        coalesce(after_step.place, 'vanished') as to_place,
        case when before_step.is_whole and after_step.amount is not null then before_step.amount end as amount_before,
        case when before_step.is_whole and before_step.amount is not null then after_step.amount end as amount_after,
        case when before_step.amount is null then 1 else 0 end as was_blank,
        case when before_step.amount is null and after_step.amount is not null then 1 else 0 end as was_filled
    from before_step
    left join after_step
        on after_step.snapshot_date = before_step.snapshot_date
        and after_step.opportunity_key = before_step.opportunity_key
)
select
    member,
    from_layer,
    to_place,
    count(*) as deals,
    sum(amount_before) as amount_before,
    sum(amount_after) as amount_after,
    sum(was_blank) as blank,
    sum(was_filled) as filled
from moved
group by member, from_layer, to_place
order by member, from_layer, to_place
