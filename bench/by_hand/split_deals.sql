select count(distinct opportunity_key) as deals
from (
    select snapshot_date, opportunity_key
    from snapshot
    where snapshot_date <= date '2026-10-19'
    group by all
    having min(product) <> max(product)
)
