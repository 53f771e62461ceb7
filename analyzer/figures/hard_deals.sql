-- one row per hard deal that a rep works at the review snapshot, by rep, the largest first
with
open_deal as (
    select
        line.opportunity_key,
        waiting_deal.stage,
        waiting_deal.layer,
        waiting_deal.is_back,
        waiting_deal.days_at_least as dwell_days,
        waiting_deal.is_dated,
        cast(sum(line.amount) as double) as amount
    from selected_snapshot as line
    join waiting_deal on waiting_deal.opportunity_key = line.opportunity_key
    where line.snapshot_date = $as_of
    group by
        line.opportunity_key,
        waiting_deal.stage,
        waiting_deal.layer,
        waiting_deal.is_back,
        waiting_deal.days_at_least,
        waiting_deal.is_dated
),
-- the share of the open deals with an amount that are at least as large: where all are alike none stands out
by_size as (
    select opportunity_key, cume_dist() over (order by amount desc) as share
    from open_deal
    where amount is not null
),
said_hard as (
    select distinct opportunity_key
    from selected_snapshot
    where
        snapshot_date = $as_of
        and lower(
            case cast($difficulty as varchar)
                when 'extra_1' then extra_1
                when 'extra_2' then extra_2
                when 'extra_3' then extra_3
            end
        ) in (
            'hard', 'very hard', 'high', 'very high', 'difficult', 'tough', 'complex', 'yes', 'true',
            '高', '难', '難', '困难', '困難', '很难', '很難', '较难', '較難', '较高', '較高', '很高', '是'
        )
),
hard as (
    select
        open_deal.*,
        coalesce(by_size.share <= $hard_quarter, false) as is_large,
        open_deal.dwell_days > $stalled_days as is_stalled,
        said_hard.opportunity_key is not null as is_said
    from open_deal
    left join by_size on by_size.opportunity_key = open_deal.opportunity_key
    left join said_hard on said_hard.opportunity_key = open_deal.opportunity_key
    where
        said_hard.opportunity_key is not null
        or (
            open_deal.layer >= 4
            and (by_size.share <= $hard_quarter or open_deal.is_back or open_deal.dwell_days > $stalled_days)
        )
),
whose as (
    select
        line.opportunity_key,
        max(line.region) as region,
        max(line.product) as product,
        max(line.industry) as industry,
        max(line.channel) as channel,
        max(line.rep) as rep,
        max(line.customer) as customer,
        max(line.extra_1) as extra_1,
        max(line.extra_2) as extra_2,
        max(line.extra_3) as extra_3
    from selected_snapshot as line
    join hard on hard.opportunity_key = line.opportunity_key
    where line.snapshot_date = $as_of
    group by line.opportunity_key
)
select
    opportunity.opportunity_id,
    opportunity.opportunity_name,
    whose.customer,
    whose.region,
    whose.product,
    whose.industry,
    whose.channel,
    whose.rep,
    whose.extra_1,
    whose.extra_2,
    whose.extra_3,
    hard.stage,
    hard.layer,
    hard.amount,
    opportunity.created_on,
    hard.dwell_days,
    not hard.is_dated as dwell_is_minimum,
    hard.is_large,
    hard.is_back,
    hard.is_stalled,
    hard.is_said
from hard
join whose on whose.opportunity_key = hard.opportunity_key
join opportunity on opportunity.opportunity_key = hard.opportunity_key
where whose.rep <> '(blank)'
order by whose.rep, hard.amount desc nulls last, opportunity.opportunity_key
