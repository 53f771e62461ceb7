with
deal as (
    select
        opportunity_key,
        snapshot_date,
        any_value(layer) as layer,
        any_value(kind) as kind,
        sum(amount)::double as amount,
        max(probability) as probability,
        max(expected_close) as expected_close
    from snapshot
    join stage using (stage)
    where snapshot_date <= date '2026-10-19'
    group by opportunity_key, snapshot_date
),
record as (
    select opportunity_key, list_distinct(list(layer) filter (kind = 'open')) as layers, arg_max(kind, snapshot_date) as kind
    from deal
    group by opportunity_key
),
stood as (
    select unnest(layers) as layer, kind
    from record
    where kind <> 'open'
),
share as (
    select layer, avg((kind = 'won')::integer) as chance
    from stood
    group by layer
),
weighed as (
    select
        deal.*,
        coalesce(probability, chance) as used,
        coalesce(deal.expected_close, created_on + 60) as due_on
    from deal
    join opportunity using (opportunity_key)
    left join share using (layer)
    where snapshot_date = date '2026-10-19' and deal.kind = 'open'
)
select
    '' as member,
    layer,
    due_on,
    count(*) as deals,
    sum(amount) as amount,
    sum(used) as wins,
    sum(amount * used) as weighted_amount,
    count(*) - count(amount) as deals_without_amount,
    sum(used) filter (amount is null) as wins_without_amount,
    count(probability) as deals_with_probability,
    count(*) - count(used) as deals_without_chance
from weighed
group by layer, due_on
order by layer, due_on
