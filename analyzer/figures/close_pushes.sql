-- one row per member: how often, and by how long, the expected close of its open deals has been put off
with
open_deal as (
    select opportunity_key, member, amount
    from known_stay
    where is_open_now
),
plan_line as (
    select snapshot.opportunity_key, snapshot.snapshot_date, snapshot.expected_close
    from snapshot
    join open_deal on open_deal.opportunity_key = snapshot.opportunity_key
    where snapshot.snapshot_date <= $as_of and snapshot.expected_close is not null
),
planned_deal as (
    select opportunity_key, max(expected_close) > min(expected_close) as is_replanned
    from plan_line
    group by opportunity_key
),
replanned as (
    select plan_line.opportunity_key, plan_line.snapshot_date, max(plan_line.expected_close) as expected_close
    from plan_line
    join planned_deal on planned_deal.opportunity_key = plan_line.opportunity_key
    where planned_deal.is_replanned
    group by plan_line.opportunity_key, plan_line.snapshot_date
),
with_plan_before as (
    select
        opportunity_key,
        expected_close,
        lag(expected_close) over (partition by opportunity_key order by snapshot_date) as planned_before
    from replanned
),
pushed as (
    select opportunity_key, count(*) as pushes, sum(datediff('day', planned_before, expected_close)) as days
    from with_plan_before
    where expected_close > planned_before
    group by opportunity_key
)
select
    open_deal.member,
    count(*) as deals,
    sum(open_deal.amount) as amount,
    count(pushed.days) as pushed_deals,
    cast(coalesce(sum(pushed.pushes), 0) as bigint) as pushes,
    median(pushed.days) as median_days_pushed,
    case
        when count(pushed.days) > 0 then sum(case when pushed.days is not null then open_deal.amount end)
        else 0
    end as pushed_amount
from open_deal
join planned_deal on planned_deal.opportunity_key = open_deal.opportunity_key
left join pushed on pushed.opportunity_key = open_deal.opportunity_key
group by open_deal.member
order by open_deal.member
