-- one row per member: how often, and by how long, the expected close of its open deals has been put off
with
open_deal as (
    select opportunity_key, member, amount
    from known_stay
    where is_open_now
),
planned as (
    select snapshot.opportunity_key, snapshot.snapshot_date, max(snapshot.expected_close) as expected_close
    from snapshot
    join open_deal on open_deal.opportunity_key = snapshot.opportunity_key
    where snapshot.snapshot_date <= $as_of and snapshot.expected_close is not null
    group by snapshot.opportunity_key, snapshot.snapshot_date
),
replanned as (
    select
        opportunity_key,
        expected_close,
        lag(expected_close) over (partition by opportunity_key order by snapshot_date) as planned_before
    from planned
),
pushed as (
    select
        opportunity_key,
        sum(case when expected_close > planned_before then 1 else 0 end) as pushes,
        sum(case when expected_close > planned_before then datediff('day', planned_before, expected_close) end) as days
    from replanned
    group by opportunity_key
)
select
    open_deal.member,
    count(*) as deals,
    sum(open_deal.amount) as amount,
    count(pushed.days) as pushed_deals,
    cast(sum(pushed.pushes) as bigint) as pushes,
    median(pushed.days) as median_days_pushed,
    case
        when count(pushed.days) > 0 then sum(case when pushed.days is not null then open_deal.amount end)
        else 0
    end as pushed_amount
from open_deal
join pushed on pushed.opportunity_key = open_deal.opportunity_key
group by open_deal.member
order by open_deal.member
