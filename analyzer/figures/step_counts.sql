-- one row per member, step after $since, layer and age of an open deal, and place and age at the end of the step: how often
with
step as (
    select snapshot_date, previous_date, days
    from counted_step
    where snapshot_date > $since
),
before_step as (
    select
        step.snapshot_date,
        step.days,
        deal.opportunity_key,
        deal.member,
        deal.stage,
        stage.layer,
        deal.amount,
        deal.is_whole,
        coalesce(deal.days_in_stage, 0) as days_in_stage
    from step
    join dated_part as deal on deal.snapshot_date = step.previous_date
    join stage on stage.stage = deal.stage
    where stage.kind = 'open'
),
after_step as (
    select
        deal.snapshot_date,
        deal.opportunity_key,
        deal.stage,
        stage.kind,
        case when stage.kind = 'open' then cast(stage.layer as varchar) else stage.kind end as place,
        deal.amount
    from step
    join selected_deal as deal on deal.snapshot_date = step.snapshot_date
    join stage on stage.stage = deal.stage
),
moved as (
    select
        before_step.member,
        before_step.snapshot_date,
        before_step.layer as from_layer,
        before_step.days_in_stage as days_before,
        coalesce(after_step.place, 'vanished') as to_place,
        case
            when after_step.stage = before_step.stage then before_step.days_in_stage + before_step.days
            when after_step.kind = 'open' then 0
        end as days_after,
        case when before_step.is_whole and after_step.amount is not null then before_step.amount end as amount_before,
        case when before_step.is_whole and before_step.amount is not null then after_step.amount end as amount_after,
        case when before_step.amount is null then 1 else 0 end as was_blank,
        case when before_step.amount is null and after_step.amount is not null then 1 else 0 end as was_filled
    from before_step
    left join after_step
        on after_step.snapshot_date = before_step.snapshot_date
        and after_step.opportunity_key = before_step.opportunity_key
),
aged as (
    select
        moved.*,
        case
            when days_before < $age_1 then 0
            when days_before < $age_2 then 1
            when days_before < $age_3 then 2
            when days_before < $age_4 then 3
            when days_before < $age_5 then 4
            else 5
        end as from_age,
        case
            when days_after is null then null
            when days_after < $age_1 then 0
            when days_after < $age_2 then 1
            when days_after < $age_3 then 2
            when days_after < $age_4 then 3
            when days_after < $age_5 then 4
            else 5
        end as to_age
    from moved
)
select
    member,
    snapshot_date,
    from_layer,
    from_age,
    to_place,
    to_age,
    count(*) as deals,
    sum(amount_before) as amount_before,
    sum(amount_after) as amount_after,
    sum(was_blank) as blank,
    sum(was_filled) as filled
from aged
group by member, snapshot_date, from_layer, from_age, to_place, to_age
order by
    member,
    snapshot_date,
    from_layer,
    from_age,
    to_place,
    case when to_age is null then 1 else 0 end,
    to_age
