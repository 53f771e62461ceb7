-- one row per member, step after $since, and layer where deals came in that were not open at its beginning; 7: won at
-- once, 8: lost at once
with
step as (
    select snapshot_date, previous_date
    from counted_step
    where snapshot_date > $since
),
after_step as (
    select
        step.previous_date,
        deal.snapshot_date,
        deal.opportunity_key,
        deal.member,
        stage.kind,
        coalesce(stage.layer, 8) as layer,
        cast(deal.amount as double) as amount
    from step
    join selected_part as deal on deal.snapshot_date = step.snapshot_date
    join stage on stage.stage = deal.stage
    where
        stage.kind = 'open'
        or deal.closed_on is null
        or deal.closed_on > step.previous_date
),
before_step as (
    select step.previous_date, deal.opportunity_key, stage.kind
    from step
    join selected_deal as deal on deal.snapshot_date = step.previous_date
    join stage on stage.stage = deal.stage
)
select
    after_step.member,
    after_step.snapshot_date,
    after_step.layer,
    count(*) as deals,
    count(after_step.amount) as priced,
    sum(after_step.amount) as amount,
    sum(after_step.amount * after_step.amount) as squared_amount
from after_step
left join before_step
    on before_step.previous_date = after_step.previous_date
    and before_step.opportunity_key = after_step.opportunity_key
where
    before_step.kind is null
    or (before_step.kind = 'won' and after_step.kind = 'open')
    or (before_step.kind = 'lost' and after_step.kind <> 'lost')
group by after_step.member, after_step.snapshot_date, after_step.layer
order by after_step.member, after_step.snapshot_date, after_step.layer
