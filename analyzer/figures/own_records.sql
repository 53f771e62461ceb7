-- one row per rep and stage that hold an open deal with an amount: what the rep's won deals that stood there closed at
with
open_deal as (
    select line.rep, line.stage, line.opportunity_key, sum(line.amount) as amount
    from selected_snapshot as line
    join stage on stage.stage = line.stage
    where line.snapshot_date = $as_of and stage.kind = 'open' and line.rep <> '(blank)'
    group by line.rep, line.stage, line.opportunity_key
),
held as (
    select rep, stage, count(*) as open_deals, sum(amount) as open_amount
    from open_deal
    where amount > 0
    group by rep, stage
)
select
    held.rep,
    held.stage,
    held.open_deals,
    held.open_amount,
    coalesce(own_record.won_deals, 0) as won_deals,
    greatest($few_won_deals - coalesce(own_record.won_deals, 0), 0) as deals_missing,
    own_record.median_ratio,
    own_record.ratio_low,
    own_record.ratio_high,
    own_record.usual_amount
from held
join stage on stage.stage = held.stage
left join own_record on own_record.rep = held.rep and own_record.stage = held.stage
order by deals_missing, held.rep, stage.position
