-- one row per rule and deal of the review snapshot that breaks it, the largest first, at most $at_most
-- of each rule
with
deal as (
    select *
    from described_deal
    where snapshot_date = $as_of
),
before_deal as (
    select deal.opportunity_key, deal.stage as from_stage, stage.layer as from_layer
    from selected_deal as deal
    join stage on stage.stage = deal.stage
    where deal.snapshot_date = cast($compare_to as date) and stage.kind = 'open'
),
-- dated_deals: where no closed deal has its day, a field is missing and not a date
fact as (
    select
        deal.*,
        stage.layer,
        stage.kind,
        opportunity.opportunity_id,
        opportunity.opportunity_name,
        opportunity.created_on,
        before_deal.from_stage,
        stage.kind = 'open' and stage.layer >= 4 as is_high,
        stage.kind = 'open' and stage.layer > before_deal.from_layer + 1 as is_jump,
        datediff('day', deal.stage_entered_on, $as_of) as days_in_stage,
        count(case when stage.kind <> 'open' then deal.closed_on end) over () as dated_deals
    from deal
    join stage on stage.stage = deal.stage
    join opportunity on opportunity.opportunity_key = deal.opportunity_key
    left join before_deal on before_deal.opportunity_key = deal.opportunity_key
),
rule as (
    select 'closed_before_created' as rule, 1 as place
    union all
    select 'expected_close_past' as rule, 2 as place
    union all
    select 'zero_amount' as rule, 3 as place
    union all
    select 'no_amount' as rule, 4 as place
    union all
    select 'jump_before_review' as rule, 5 as place
    union all
    select 'undated_jump' as rule, 6 as place
    union all
    select 'closed_without_date' as rule, 7 as place
    union all
    select 'certain_but_open' as rule, 8 as place
    union all
    select 'high_without_chance' as rule, 9 as place
),
broken as (
    select
        rule.rule,
        rule.place,
        fact.*,
        case rule.rule
            when 'closed_before_created' then datediff('day', fact.closed_on, fact.created_on)
            when 'expected_close_past' then datediff('day', fact.expected_close, $as_of)
        end as days_off
    from fact
    cross join rule
    where
        case rule.rule
            when 'closed_before_created' then fact.closed_on < fact.created_on
            when 'expected_close_past' then fact.kind = 'open' and fact.expected_close < $as_of
            when 'zero_amount' then fact.is_high and fact.amount = 0
            when 'no_amount' then fact.is_high and fact.amount is null
            when 'jump_before_review' then fact.is_jump and fact.days_in_stage in (0, 1)
            when 'undated_jump' then fact.is_jump and coalesce(fact.days_in_stage, -1) < 0
            when 'closed_without_date' then fact.kind <> 'open' and fact.closed_on is null and fact.dated_deals > 0
            when 'certain_but_open' then fact.kind = 'open' and fact.probability >= 1
            when 'high_without_chance' then fact.is_high and fact.probability <= 0
        end
),
ranked as (
    select
        broken.*,
        row_number() over (partition by rule order by amount desc nulls last, opportunity_key) as rank_in_rule,
        count(*) over (partition by rule) as deals_in_all,
        sum(amount) over (partition by rule) as amount_in_all
    from broken
),
in_all as (
    select count(distinct opportunity_key) as contradicting_deals from broken
)
select
    rule,
    opportunity_id,
    opportunity_name,
    customer,
    region,
    rep,
    from_stage,
    stage,
    layer,
    amount,
    probability,
    created_on,
    closed_on,
    expected_close,
    stage_entered_on,
    days_off,
    deals_in_all,
    amount_in_all,
    in_all.contradicting_deals
from ranked
cross join in_all
where rank_in_rule <= $at_most and (cast($rule as varchar) is null or rule = $rule)
order by place, rank_in_rule
