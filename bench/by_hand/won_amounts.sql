with
deal as (
    select snapshot_date, opportunity_key, any_value(kind) as kind, sum(amount) as amount, max(closed_on) as closed_on,
        max(expected_close) as expected_close
    from snapshot
    join stage using (stage)
    where snapshot_date <= date '2026-10-19'
    group by snapshot_date, opportunity_key
),
newest as (
    select
        opportunity_key,
        arg_max(kind, snapshot_date) as kind,
        arg_max(coalesce(amount, -1), snapshot_date) as amount,
        arg_max(coalesce(closed_on, date '9999-01-01'), snapshot_date) as closed_on
    from deal
    group by opportunity_key
),
won as (
    select nullif(amount, -1) as amount, closed_on as won_on
    from newest
    where kind = 'won' and closed_on <= date '2026-10-19'
)
select
    '' as member,
    count(*) filter (won_on > date '2025-10-19') as deals,
    count(amount) filter (won_on > date '2025-10-19') as priced,
    avg(amount::double) filter (won_on > date '2025-10-19') as mean_amount,
    stddev_pop(amount::double) filter (won_on > date '2025-10-19') as sd_amount,
    count(*) filter (won_on >= date '2026-10-01') as deals_in_quarter,
    sum(amount) filter (won_on >= date '2026-10-01') as amount_in_quarter
from won
