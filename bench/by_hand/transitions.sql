with
before as (
    select opportunity_key, stage, kind, amount
    from snapshot
    join stage using (stage)
    where snapshot_date = date '2026-10-12'
),
after as (
    select opportunity_key, stage, kind, amount
    from snapshot
    join stage using (stage)
    where snapshot_date = date '2026-10-19'
)
select
    case when before.stage is null then '(new)' when before.kind <> 'open' then '(reopened)' else before.stage end
        as from_state,
    coalesce(after.stage, '(vanished)') as to_state,
    count(*) as count,
    sum(before.amount) as opening_amount,
    sum(after.amount) as closing_amount
from before
full join after using (opportunity_key)
where before.stage is null or before.kind = 'open' or after.kind = 'open'
group by from_state, to_state
order by from_state, to_state
