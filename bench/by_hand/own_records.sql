with
deal as (
    select snapshot_date, opportunity_key, any_value(stage) as stage, any_value(kind) as kind, sum(amount) as amount
    from snapshot
    join stage using (stage)
    where snapshot_date <= date '2026-10-19'
    group by snapshot_date, opportunity_key
),
win as (
    select opportunity_key, min(snapshot_date) as won_by, arg_min(amount, snapshot_date) as won_amount
    from deal
    where kind = 'won'
    group by opportunity_key
    having won_amount > 0
),
pair as (
    select opportunity_key, stage, any_value(won_amount)::double as won, won / arg_max(amount, snapshot_date) as ratio
    from deal
    join win using (opportunity_key)
    where snapshot_date < won_by and kind = 'open' and amount > 0
    group by opportunity_key, stage
),
record as (
    select
        rep,
        stage,
        count(*) as won_deals,
        list_sort(list(ratio)) as ratios,
        greatest(1, floor((count(*) - 1.96 * sqrt(count(*))) / 2))::int as lower_rank,
        median(ratio) as median_ratio,
        ratios[lower_rank] as ratio_low,
        ratios[won_deals + 1 - lower_rank] as ratio_high,
        median(won) as usual_amount,
        quantile_cont(won, [0.25, 0.75]) as quarters
    from pair
    join opportunity using (opportunity_key)
    group by rep, stage
),
open_deal as (
    select opportunity_key, any_value(rep) as rep, any_value(customer) as customer, any_value(region) as region,
        any_value(stage) as stage, sum(amount) as amount
    from snapshot
    join stage using (stage)
    where snapshot_date = date '2026-10-19' and kind = 'open'
    group by opportunity_key
)
select
    rep,
    stage,
    count(*) as open_deals,
    sum(amount) as open_amount,
    coalesce(any_value(won_deals), 0) as won_deals,
    greatest(2 - coalesce(any_value(won_deals), 0), 0) as deals_missing,
    any_value(median_ratio) as median_ratio,
    any_value(ratio_low) as ratio_low,
    any_value(ratio_high) as ratio_high,
    any_value(usual_amount) as usual_amount
from open_deal
join stage using (stage)
left join record using (rep, stage)
where amount > 0
group by rep, stage, position
order by deals_missing, rep, position
