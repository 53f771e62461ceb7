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
),
judged as (
    select
        *,
        greatest(2 * usual_amount, quarters[2] * (quarters[2] / quarters[1]) ** 1.5) as usual_limit,
        amount > usual_limit as is_beyond_usual,
        ratio_high < 0.85 as is_usually_cut
    from open_deal
    join record using (rep, stage)
    where won_deals >= 2
)
select
    opportunity_id,
    opportunity_name,
    judged.customer,
    judged.region,
    judged.rep,
    stage,
    amount,
    won_deals,
    median_ratio,
    ratio_low,
    ratio_high,
    usual_amount,
    usual_limit,
    is_beyond_usual,
    is_usually_cut,
    count(*) over () as deals_in_all,
    sum(amount) over () as amount_in_all
from judged
join opportunity using (opportunity_key)
where is_beyond_usual or (amount > 0 and is_usually_cut)
order by amount desc, judged.opportunity_key
limit 500
