-- one row per snapshot date that has one before it: what the focus stage held then, what came in and went out, what it holds
with
week as (
    select snapshot_date, previous_date
    from calendar
    where
        previous_date is not null
        and snapshot_date <= $as_of
        and cast($focus_stage as varchar) is not null
),
focus_deal as (
    select snapshot_date, opportunity_key, amount
    from selected_deal
    where stage = $focus_stage and snapshot_date <= $as_of
),
after_deal as (
    select week.snapshot_date, focus_deal.opportunity_key, focus_deal.amount
    from focus_deal
    join week on week.snapshot_date = focus_deal.snapshot_date
),
before_deal as (
    select week.snapshot_date, focus_deal.opportunity_key, focus_deal.amount
    from focus_deal
    join week on week.previous_date = focus_deal.snapshot_date
),
pair as (
    select
        coalesce(after_deal.snapshot_date, before_deal.snapshot_date) as snapshot_date,
        before_deal.opportunity_key as before_key,
        after_deal.opportunity_key as after_key,
        before_deal.amount as opening_amount,
        after_deal.amount as closing_amount
    from before_deal
    full join after_deal
        on after_deal.opportunity_key = before_deal.opportunity_key
        and after_deal.snapshot_date = before_deal.snapshot_date
),
traffic as (
    select
        snapshot_date,
        count(before_key) as opening_count,
        sum(case when before_key is null then 1 else 0 end) as came_in_count,
        sum(case when after_key is null then 1 else 0 end) as went_out_count,
        count(after_key) as closing_count,
        sum(opening_amount) as opening_amount,
        sum(case when before_key is null then closing_amount end) as came_in_amount,
        sum(case when after_key is null then opening_amount end) as went_out_amount,
        sum(case when before_key is not null then closing_amount end) as stayed_closing_amount,
        sum(case when after_key is not null then opening_amount end) as stayed_opening_amount,
        sum(closing_amount) as closing_amount
    from pair
    group by snapshot_date
),
candle as (
    select
        week.snapshot_date,
        week.previous_date,
        coalesce(opening_count, 0) as opening_count,
        coalesce(came_in_count, 0) as came_in_count,
        coalesce(went_out_count, 0) as went_out_count,
        coalesce(closing_count, 0) as closing_count,
        -- null where there are deals and none of them has an amount
        case when opening_count > 0 then opening_amount else 0 end as opening_amount,
        case when came_in_count > 0 then came_in_amount else 0 end as came_in_amount,
        case when went_out_count > 0 then went_out_amount else 0 end as went_out_amount,
        case when closing_count > 0 then closing_amount else 0 end as closing_amount,
        case
            when opening_amount is not null or closing_amount is not null
                then coalesce(stayed_closing_amount, 0) - coalesce(stayed_opening_amount, 0)
            when coalesce(opening_count, 0) + coalesce(closing_count, 0) = 0 then 0
        end as change_of_stayed_amount
    from week
    left join traffic on traffic.snapshot_date = week.snapshot_date
)
select
    snapshot_date,
    previous_date,
    cast(opening_count as bigint) as opening_count,
    cast(came_in_count as bigint) as came_in_count,
    cast(went_out_count as bigint) as went_out_count,
    cast(closing_count as bigint) as closing_count,
    cast(opening_count + came_in_count as bigint) as high_count,
    cast(opening_count - went_out_count as bigint) as low_count,
    opening_amount,
    came_in_amount,
    went_out_amount,
    change_of_stayed_amount,
    closing_amount,
    opening_amount + coalesce(came_in_amount, 0) as high_amount,
    opening_amount - coalesce(went_out_amount, 0) as low_amount
from candle
order by snapshot_date
