with
deal as (
    select
        opportunity_key,
        any_value(stage) as stage,
        sum(amount) as amount,
        any_value(probability) as probability,
        any_value(closed_on) as closed_on,
        any_value(expected_close) as expected_close,
        any_value(stage_entered_on) as stage_entered_on,
        any_value(customer) as customer,
        any_value(region) as region,
        any_value(rep) as rep
    from snapshot
    where snapshot_date = date '2026-10-19'
    group by opportunity_key
),
before_deal as (
    select distinct opportunity_key, stage as from_stage, layer as from_layer
    from snapshot
    join stage using (stage)
    where snapshot_date = date '2026-10-12' and kind = 'open'
),
fact as (
    select deal.*, layer, kind, opportunity_id, opportunity_name, created_on, from_stage, from_layer
    from deal
    join stage using (stage)
    join opportunity using (opportunity_key)
    left join before_deal using (opportunity_key)
),
high as (
    from fact where kind = 'open' and layer >= 4
),
jump as (
    from fact where kind = 'open' and layer > from_layer + 1
),
broken as (
    select 1 as place, 'closed_before_created' as rule, *, created_on - closed_on as days_off from fact
    where closed_on < created_on
    union all
    select 2, 'expected_close_past', *, date '2026-10-19' - expected_close from fact
    where kind = 'open' and expected_close < date '2026-10-19'
    union all
    select 3, 'zero_amount', *, null from high where amount = 0
    union all
    select 4, 'no_amount', *, null from high where amount is null
    union all
    select 5, 'jump_before_review', *, null from jump
    where stage_entered_on in (date '2026-10-18', date '2026-10-19')
    union all
    select 6, 'undated_jump', *, null from jump
    where stage_entered_on is null or stage_entered_on > date '2026-10-19'
    union all
    select 7, 'closed_without_date', *, null from fact where kind <> 'open' and closed_on is null
    union all
    select 8, 'certain_but_open', *, null from fact where kind = 'open' and probability >= 1
    union all
    select 9, 'high_without_chance', *, null from high where probability <= 0
),
counted as (
    select
        *,
        count(*) over (partition by rule) as deals_in_all,
        sum(amount) over (partition by rule) as amount_in_all,
        (select count(distinct opportunity_key) from broken) as contradicting_deals
    from broken
    qualify row_number() over (partition by rule order by amount desc nulls last, opportunity_key) <= 1000
)
select * exclude (place, opportunity_key, kind, from_layer)
from counted
order by place, amount desc nulls last, opportunity_key
