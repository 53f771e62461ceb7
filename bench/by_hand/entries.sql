with
deal as (
    select snapshot_date, opportunity_key, any_value(coalesce(layer, 8)) as layer, any_value(kind) as kind,
        sum(amount)::double as amount, max(closed_on) as closed_on
    from snapshot
    join stage using (stage)
    where snapshot_date <= date '2026-10-19'
    group by snapshot_date, opportunity_key
),
with_before as (
    select
        *,
        lag(snapshot_date) over one_deal as before_date,
        lag(kind) over one_deal as before_kind
    from deal
    window one_deal as (partition by opportunity_key order by snapshot_date)
)
select
    '' as member,
    snapshot_date,
    layer,
    count(*) as deals,
    count(amount) as priced,
    sum(amount) as amount,
    sum(amount ** 2) as squared_amount
from with_before
where snapshot_date > date '2026-07-06'
    and if(before_date = snapshot_date - 7, before_kind, 'none') is distinct from kind
    and not (kind = 'lost' and before_date = snapshot_date - 7)
    and (kind = 'open' or coalesce(closed_on > snapshot_date - 7, true))
    and not (kind = 'won' and before_date = snapshot_date - 7 and before_kind = 'open')
group by snapshot_date, layer
order by snapshot_date, layer
