with
found as (
    select
        opportunity_key,
        before.amount as opening_amount,
        after.amount as closing_amount,
        count(*) over () as deals_in_all
    from snapshot as before
    join snapshot as after using (opportunity_key)
    where
        before.snapshot_date = date '2026-10-12'
        and after.snapshot_date = date '2026-10-19'
        and before.stage = 'Needs identified'
        and after.stage = 'Solution proposed'
    order by after.amount desc nulls last, opportunity_key
    limit 1000
)
select
    opportunity_id,
    opportunity_name,
    customer,
    coalesce(region, '(blank)') as region,
    product,
    rep,
    opening_amount,
    closing_amount,
    deals_in_all
from found
join opportunity using (opportunity_key)
order by closing_amount desc nulls last, opportunity_key
