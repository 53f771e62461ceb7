-- one row per hard deal that a rep works at the review snapshot, by rep, the largest first
with
open_deal as (
    select waiting_deal.*, returned_deal.opportunity_key is not null as is_back
    from waiting_deal
    left join returned_deal on returned_deal.opportunity_key = waiting_deal.opportunity_key
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
        coalesce(open_deal.dwell_days > $stalled_days, false) as is_stalled,
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
)
select
    opportunity.opportunity_id,
    opportunity.opportunity_name,
    hard.customer,
    hard.region,
    hard.product,
    hard.industry,
    hard.channel,
    hard.rep,
    hard.extra_1,
    hard.extra_2,
    hard.extra_3,
    hard.stage,
    hard.layer,
    cast(hard.amount as double) as amount,
    opportunity.created_on,
    hard.dwell_days,
    hard.dwell_is_minimum,
    hard.is_large,
    hard.is_back,
    hard.is_stalled,
    hard.is_said
from hard
join opportunity on opportunity.opportunity_key = hard.opportunity_key
where hard.rep <> '(blank)'
order by hard.rep, hard.amount desc nulls last, opportunity.opportunity_key
