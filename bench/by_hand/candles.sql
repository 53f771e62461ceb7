with
held as (
    select snapshot_date, opportunity_key, sum(amount) as amount
    from snapshot
    where stage = 'Solution proposed'
    group by snapshot_date, opportunity_key
),
paired as (
    select
        coalesce(after.snapshot_date, before.snapshot_date + 7) as snapshot_date,
        before.opportunity_key as before_key,
        after.opportunity_key as after_key,
        before.amount as before_amount,
        after.amount as after_amount
    from held as before
    full join held as after
        on after.opportunity_key = before.opportunity_key
        and after.snapshot_date = before.snapshot_date + 7
)
select
    snapshot_date,
    snapshot_date - 7 as previous_date,
    count(before_key) as opening_count,
    count(*) filter (where before_key is null) as came_in_count,
    count(*) filter (where after_key is null) as went_out_count,
    count(after_key) as closing_count,
    opening_count + came_in_count as high_count,
    opening_count - went_out_count as low_count,
    sum(before_amount) as opening_amount,
    sum(after_amount) filter (where before_key is null) as came_in_amount,
    sum(before_amount) filter (where after_key is null) as went_out_amount,
    sum(after_amount) filter (where before_key is not null) - sum(before_amount) filter (where after_key is not null)
        as change_of_stayed_amount,
    sum(after_amount) as closing_amount,
    opening_amount + came_in_amount as high_amount,
    opening_amount - went_out_amount as low_amount
from paired
where snapshot_date between date '2026-07-13' and date '2026-10-19'
group by snapshot_date
order by snapshot_date
