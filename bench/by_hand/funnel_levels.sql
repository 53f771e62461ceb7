with
deal as (
    select
        opportunity_key,
        layer,
        sum(snapshot.amount)::double as amount,
        date '2026-10-19' - min(stage_entered_on) as days
    from snapshot
    join stage using (stage)
    where snapshot_date = date '2026-10-19' and kind = 'open'
    group by all
)
select
    '' as member,
    layer,
    count(*) as count,
    count(amount) as priced_count,
    sum(amount) as amount,
    max(amount) as largest_amount,
    sum(amount ** 2) as squared_amount,
    count(*) as dated_count,
    count(*) as known_count,
    avg(days) as mean_days,
    stddev(days) as sd_days,
    avg(days) as mean_days_at_most,
    count(*) filter (where days > 30) as stalled_count,
    sum(amount) filter (where days > 30) as stalled_amount,
    0 as perhaps_stalled_count
from deal
group by layer
order by layer
