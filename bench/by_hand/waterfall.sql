with
level as (
    select
        stage,
        count(*) filter (where snapshot_date = date '2026-10-19') as count,
        sum(amount) filter (where snapshot_date = date '2026-10-19') as amount,
        count(*) filter (where snapshot_date = date '2026-10-12') as previous_count,
        sum(amount) filter (where snapshot_date = date '2026-10-12') as previous_amount
    from snapshot
    where snapshot_date in (date '2026-10-12', date '2026-10-19')
    group by stage
)
select
    stage,
    position,
    layer,
    count,
    amount,
    previous_count,
    previous_amount,
    amount::double / sum(amount) over ()::double as share,
    sum(count) over ()::bigint as total_count,
    sum(amount) over () as total_amount
from level
join stage using (stage)
where kind = 'open'
order by position
