-- one row per open deal whose amount the rep's own record does not bear out, the largest first, at most $at_most of them
with
open_deal as (
    select
        line.opportunity_key,
        line.rep,
        line.stage,
        max(line.customer) as customer,
        max(line.region) as region,
        cast(sum(line.amount) as double) as amount
    from selected_snapshot as line
    join stage on stage.stage = line.stage
    where line.snapshot_date = $as_of and stage.kind = 'open'
    group by line.opportunity_key, line.rep, line.stage
),
-- beyond the usual: over so many times what these deals closed at in the middle, and outside their range on a log scale
judged as (
    select
        open_deal.*,
        own_record.won_deals,
        own_record.median_ratio,
        own_record.ratio_low,
        own_record.ratio_high,
        own_record.usual_amount,
        greatest(
            $inflated_times * own_record.usual_amount,
            own_record.upper_quarter * power(own_record.upper_quarter / own_record.lower_quarter, 1.5)
        ) as usual_limit
    from open_deal
    join own_record on own_record.rep = open_deal.rep and own_record.stage = open_deal.stage
    where own_record.won_deals >= $few_won_deals
),
suspect as (
    select
        judged.*,
        amount > usual_limit as is_beyond_usual,
        ratio_high < 1 - $deviation_limit as is_usually_cut
    from judged
    where amount > usual_limit or (amount > 0 and ratio_high < 1 - $deviation_limit)
)
select
    opportunity.opportunity_id,
    opportunity.opportunity_name,
    suspect.customer,
    suspect.region,
    suspect.rep,
    suspect.stage,
    suspect.amount,
    suspect.won_deals,
    suspect.median_ratio,
    suspect.ratio_low,
    suspect.ratio_high,
    suspect.usual_amount,
    suspect.usual_limit,
    suspect.is_beyond_usual,
    suspect.is_usually_cut,
    count(*) over () as deals_in_all,
    sum(suspect.amount) over () as amount_in_all
from suspect
join opportunity on opportunity.opportunity_key = suspect.opportunity_key
order by suspect.amount desc, suspect.opportunity_key
limit $at_most
