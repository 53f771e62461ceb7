with
line as (
    select
        line > 0 as is_split,
        opportunity_key,
        kind,
        1 as opportunity_id,
        (opportunity_name is not null)::int as opportunity_name,
        (snapshot.customer <> '(blank)')::int as customer,
        (amount is not null)::int as amount,
        (probability is not null)::int as probability,
        (created_on is not null)::int as created_on,
        (snapshot.closed_on is not null)::int as closed_on,
        (expected_close is not null)::int as expected_close,
        (stage_entered_on is not null)::int as stage_entered_on,
        (snapshot.region <> '(blank)')::int as region,
        (snapshot.product <> '(blank)')::int as product,
        (snapshot.industry <> '(blank)')::int as industry,
        (snapshot.channel <> '(blank)')::int as channel,
        (snapshot.rep <> '(blank)')::int as rep
    from snapshot
    join stage using (stage)
    join opportunity using (opportunity_key)
    where snapshot_date = date '2026-10-19'
),
deal as (
    select * exclude (is_split, opportunity_key) from line where not is_split
    union all
    select any_value(kind), min(columns(* exclude (is_split, opportunity_key, kind)))
    from line
    where is_split
    group by opportunity_key
),
told as (
    unpivot deal
    on opportunity_id, opportunity_name, customer, amount, probability, created_on, expected_close, closed_on,
        stage_entered_on, region, product, industry, channel, rep
    into name field value held
)
select
    timestamp '2026-10-19' as snapshot_date,
    '' as member,
    field,
    count(*) as deals,
    sum(held)::bigint as deals_with,
    sum(held) / count(*) as share
from told
where
    (field <> 'closed_on' or kind <> 'open')
    and (field not in ('probability', 'expected_close', 'stage_entered_on') or kind = 'open')
group by field
order by list_position([
    'opportunity_id', 'opportunity_name', 'customer', 'amount', 'probability', 'created_on', 'expected_close',
    'closed_on', 'stage_entered_on', 'region', 'product', 'industry', 'channel', 'rep'
], field)
