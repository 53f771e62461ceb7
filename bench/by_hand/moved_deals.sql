with
before as (
    select opportunity_key, sum(amount) as amount
    from snapshot
    where snapshot_date = date '2026-10-12' and stage = 'Needs identified'
    group by opportunity_key
),
after as (
    select opportunity_key, sum(amount) as amount
    from snapshot
    where snapshot_date = date '2026-10-19' and stage = 'Solution proposed'
    group by opportunity_key
),
found as (
    select
        opportunity_key,
        before.amount as opening_amount,
        after.amount as closing_amount,
        count(*) over () as deals_in_all
    from before
    join after using (opportunity_key)
    order by after.amount desc nulls last, opportunity_key
    limit 1000
)
select
    opportunity_id,
    opportunity_name,
    customer,
    region,
    product,
    rep,
    'Needs identified' as from_state,
    'Solution proposed' as to_state,
    opening_amount,
    closing_amount,
    closing_amount as amount,
    deals_in_all
from found
join opportunity using (opportunity_key)
order by closing_amount desc nulls last, opportunity_key
