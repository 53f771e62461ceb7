with
held as (
    select
        coalesce(product, '(blank)') as member,
        count(*) filter (where snapshot_date = date '2026-10-19') as count,
        sum(amount) filter (where snapshot_date = date '2026-10-19') as amount,
        count(*) filter (where snapshot_date = date '2026-10-12') as previous_count,
        sum(amount) filter (where snapshot_date = date '2026-10-12') as previous_amount,
        sum(amount) filter (where snapshot_date = date '2026-10-19' and layer = 1) as layer_1,
        sum(amount) filter (where snapshot_date = date '2026-10-19' and layer = 2) as layer_2,
        sum(amount) filter (where snapshot_date = date '2026-10-19' and layer = 3) as layer_3,
        sum(amount) filter (where snapshot_date = date '2026-10-19' and layer = 4) as layer_4,
        sum(amount) filter (where snapshot_date = date '2026-10-19' and layer = 5) as layer_5,
        sum(amount) filter (where snapshot_date = date '2026-10-19' and layer = 6) as layer_6,
        count(*) filter (where snapshot_date = date '2026-10-19' and layer = 4) as count_layer_4,
        count(*) filter (where snapshot_date = date '2026-10-19' and layer = 5) as count_layer_5
    from snapshot
    join stage using (stage)
    where snapshot_date in (date '2026-10-12', date '2026-10-19') and kind = 'open'
    group by all
)
select
    held.*,
    held.amount - previous_amount as change,
    target.amount as target,
    (layer_4 - 1.5 * target.amount)::double / (1.5 * target.amount)::double as deviation_4,
    (layer_5 - 1.2 * target.amount)::double / (1.2 * target.amount)::double as deviation_5
from held
left join target
    on target.member = held.member and target.role = 'product' and target.starts_on = date '2026-10-01'
order by held.amount desc
