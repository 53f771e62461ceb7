-- one row per member and layer that hold open deals at the review: how much, how unevenly, and how long they have waited
with
waiting as (
    select
        member,
        opportunity_key,
        layer,
        cast(amount as double) as amount,
        since is not null as is_dated,
        cast(dwell_days as double) as days
    from waiting_part
),
-- of a deal that stood there at the first snapshot of all: it cannot be longer than since it was created
undated as (
    select
        opportunity.opportunity_key,
        cast(datediff('day', opportunity.created_on, $as_of) as double) as days_at_most
    from opportunity
    cross join calendar
    where
        calendar.position = 1
        and opportunity.created_on <= calendar.snapshot_date
        and opportunity.opportunity_key in (select opportunity_key from waiting where not is_dated)
),
waited as (
    select
        waiting.member,
        waiting.layer,
        waiting.amount,
        waiting.is_dated,
        waiting.days,
        case when waiting.is_dated then waiting.days else undated.days_at_most end as days_at_most
    from waiting
    left join undated on undated.opportunity_key = waiting.opportunity_key
),
-- surely stalled, and perhaps
judged as (
    select
        waited.*,
        coalesce(days > $stalled_days, false) as is_stalled,
        coalesce(days_at_most > $stalled_days, true) as may_be_stalled
    from waited
)
select
    member,
    layer,
    count(*) as count,
    count(amount) as priced_count,
    sum(amount) as amount,
    max(amount) as largest_amount,
    sum(amount * amount) as squared_amount,
    cast(sum(case when is_dated then 1 else 0 end) as bigint) as dated_count,
    count(days) as known_count,
    avg(days) as mean_days,
    stddev_samp(days) as sd_days,
    case when count(days_at_most) = count(*) then avg(days_at_most) end as mean_days_at_most,
    cast(sum(case when is_stalled then 1 else 0 end) as bigint) as stalled_count,
    sum(case when is_stalled then amount end) as stalled_amount,
    cast(sum(case when may_be_stalled and not is_stalled then 1 else 0 end) as bigint) as perhaps_stalled_count
from judged
group by member, layer
order by member, layer
