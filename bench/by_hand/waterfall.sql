with
level as (
    select snapshot_date, stage, position, layer, count(distinct opportunity_key) as count, sum(amount) as amount
    from snapshot
    join stage using (stage)
    where snapshot_date in (date '2026-10-12', date '2026-10-19') and kind = 'open'
    group by all
),
bar as (
    select
        now.stage,
        now.position,
        now.layer,
        now.count,
        now.amount,
        earlier.count as previous_count,
        earlier.amount as previous_amount,
        now.amount::double / sum(now.amount) over ()::double as share,
        sum(now.count) over ()::bigint as total_count,
        sum(now.amount) over () as total_amount
    from level as now
    join level as earlier using (stage)
    where now.snapshot_date = date '2026-10-19' and earlier.snapshot_date = date '2026-10-12'
)
select *, sum(share) filter (where layer <= 3) over () as low_share, 'amount' as share_by
from bar
order by position
