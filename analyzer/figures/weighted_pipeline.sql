-- one row per member, layer and day by which open deals should close: what they hold, and that times their chance
with
outcome as (
    select opportunity_key, kind
    from known_stay
    where next_stage is null and kind <> 'open'
),
stood as (
    select distinct opportunity_key, layer
    from known_stay
    where kind = 'open'
),
-- of the deals that stood in the layer once and are closed now, the share that was won
win_share as (
    select
        stood.layer,
        cast(sum(case when outcome.kind = 'won' then 1 else 0 end) as double) / count(*) as chance
    from stood
    join outcome on outcome.opportunity_key = stood.opportunity_key
    group by stood.layer
),
open_deal as (
    select
        line.member,
        line.opportunity_key,
        stage.layer,
        cast(sum(line.amount) as double) as amount,
        max(line.probability) as probability,
        max(line.expected_close) as expected_close
    from selected_snapshot as line
    join stage on stage.stage = line.stage
    where line.snapshot_date = $as_of and stage.kind = 'open'
    group by line.member, line.opportunity_key, stage.layer
),
-- a deal without an expected close should close a usual sales cycle after it was created
weighed as (
    select
        open_deal.*,
        coalesce(open_deal.probability, win_share.chance) as chance,
        coalesce(open_deal.expected_close, opportunity.created_on + cast($cycle_days as integer)) as due_on
    from open_deal
    join opportunity on opportunity.opportunity_key = open_deal.opportunity_key
    left join win_share on win_share.layer = open_deal.layer
)
select
    member,
    layer,
    due_on,
    count(*) as deals,
    sum(amount) as amount,
    sum(chance) as wins,
    sum(amount * chance) as weighted_amount,
    sum(case when amount is null then 1 else 0 end) as deals_without_amount,
    sum(case when amount is null then chance end) as wins_without_amount,
    sum(case when probability is null then 0 else 1 end) as deals_with_probability,
    sum(case when chance is null then 1 else 0 end) as deals_without_chance
from weighed
group by member, layer, due_on
order by member, layer, due_on
