-- one row per member and open stage that has held any of its deals: how long its open deals have been there, and what is usual
with
stood as (
    select member, stage, days, amount, is_open_now, since is null as is_at_least, ended_on is not null as is_over
    from known_stay
    where kind = 'open'
),
open_sum as (
    select
        member,
        stage,
        count(*) as deals,
        count(days) as deals_dated,
        sum(case when is_at_least and days is not null then 1 else 0 end) as deals_at_least,
        avg(days) as mean_days,
        stddev_samp(days) as sd_days,
        median(days) as median_days
    from stood
    where is_open_now
    group by member, stage
),
completed_sum as (
    select member, stage, count(*) as completed, median(days) as completed_median_days
    from stood
    where is_over and not is_at_least
    group by member, stage
),
beyond_sum as (
    select stood.member, stood.stage, count(*) as deals, sum(stood.amount) as amount
    from stood
    join stage_benchmark as benchmark on benchmark.stage = stood.stage
    where stood.is_open_now and stood.days > benchmark.benchmark_days
    group by stood.member, stood.stage
),
member_stage as (
    select member, stage from open_sum
    union
    select member, stage from completed_sum
    union
    select '' as member, stage from stage where cast($is_total as boolean) and kind = 'open'
)
select
    member_stage.member,
    member_stage.stage,
    stage.position,
    stage.layer,
    coalesce(open_sum.deals, 0) as deals,
    coalesce(open_sum.deals_dated, 0) as deals_dated,
    cast(coalesce(open_sum.deals_at_least, 0) as bigint) as deals_at_least,
    open_sum.mean_days,
    open_sum.sd_days,
    open_sum.median_days,
    coalesce(completed_sum.completed, 0) as completed,
    completed_sum.completed_median_days,
    benchmark.benchmark_days,
    benchmark.benchmark_is_set,
    benchmark.benchmark_completed,
    case when benchmark.benchmark_days is not null then coalesce(beyond_sum.deals, 0) end as beyond,
    case
        when benchmark.benchmark_days is null then null
        when beyond_sum.deals > 0 then beyond_sum.amount
        else 0
    end as beyond_amount
from member_stage
join stage on stage.stage = member_stage.stage
join stage_benchmark as benchmark on benchmark.stage = member_stage.stage
left join open_sum on open_sum.member = member_stage.member and open_sum.stage = member_stage.stage
left join completed_sum on completed_sum.member = member_stage.member and completed_sum.stage = member_stage.stage
left join beyond_sum on beyond_sum.member = member_stage.member and beyond_sum.stage = member_stage.stage
order by member_stage.member, stage.position
