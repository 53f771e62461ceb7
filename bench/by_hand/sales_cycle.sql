with
last_day as (
    select opportunity_key, max(snapshot_date) as snapshot_date
    from snapshot
    group by opportunity_key
),
deal as (
    select opportunity_key, snapshot_date, any_value(stage) as stage, max(closed_on) as closed_on, sum(amount) as amount
    from snapshot
    join last_day using (opportunity_key, snapshot_date)
    group by opportunity_key, snapshot_date
),
won as (
    select deal.amount, case when created_on <= deal.closed_on then deal.closed_on - created_on end as days
    from deal
    join opportunity using (opportunity_key)
    where stage = 'Closed won' and deal.closed_on > date '2025-10-19'
)
select
    '' as member,
    count(*) as won,
    (select count(*) from deal where stage = 'Closed lost' and closed_on > date '2025-10-19') as lost,
    0 as won_undated,
    0 as lost_undated,
    count(days) as won_dated,
    median(days) as median_days,
    stddev(days) as sd_days,
    count(amount) as won_priced,
    sum(amount) as won_amount,
    avg(amount) as mean_won_amount,
    stddev(amount) as sd_won_amount,
    (select count(*) from deal where stage not like 'Closed%' and snapshot_date = date '2026-10-19') as open_count,
    (select sum(amount) from deal where stage not like 'Closed%' and snapshot_date = date '2026-10-19') as open_amount
from won
