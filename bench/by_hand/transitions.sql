with
deal as (
    select snapshot_date, opportunity_key, any_value(stage) as stage, sum(amount) as amount
    from snapshot
    where snapshot_date in (date '2026-10-12', date '2026-10-19')
    group by snapshot_date, opportunity_key
),
before as (
    select deal.*, position, layer, kind
    from deal
    join stage using (stage)
    where snapshot_date = date '2026-10-12'
),
after as (
    select deal.*, position, layer, kind
    from deal
    join stage using (stage)
    where snapshot_date = date '2026-10-19'
),
cell as (
    select
        case when before.stage is null then '(new)' when before.kind <> 'open' then '(reopened)' else before.stage end
            as from_state,
        coalesce(after.stage, '(vanished)') as to_state,
        if(before.kind = 'open', before.position, null) as from_position,
        after.position as to_position,
        if(before.kind = 'open', before.layer, null) as from_layer,
        after.layer as to_layer,
        case
            when after.stage is null then 'vanished'
            when after.kind <> 'open' then after.kind
            when before.stage is null then 'new'
            when before.kind <> 'open' then 'reopened'
            when before.stage = after.stage then 'stayed'
            when after.layer > before.layer + 1 then 'skip'
            when after.layer > before.layer then 'advance'
            else 'regression'
        end as direction,
        count(*) as count,
        sum(before.amount) as opening_amount,
        sum(after.amount) as closing_amount
    from before
    full join after using (opportunity_key)
    where before.stage is null or before.kind = 'open' or after.kind = 'open'
    group by all
)
select
    * exclude (opening_amount, closing_amount),
    case when direction in ('lost', 'vanished') and from_state <> '(new)' then opening_amount else closing_amount end
        as amount,
    opening_amount,
    closing_amount
from cell
order by from_position nulls last, from_state, to_position nulls last
