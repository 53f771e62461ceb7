-- one row per member and layer that hold open deals at the review: how much, how unevenly, and how long they have waited
with
deal_part as (
    select line.member, line.opportunity_key, stage.layer, cast(sum(line.amount) as double) as amount
    from selected_snapshot as line
    join stage on stage.stage = line.stage
    where line.snapshot_date = $as_of and stage.kind = 'open'
    group by line.member, line.opportunity_key, stage.layer
),
-- surely stalled, and perhaps: it stood there at the first snapshot of all, and nobody knows since when
waited as (
    select
        deal_part.*,
        cast(waiting_deal.days_at_least as double) as days_at_least,
        cast(waiting_deal.days_at_most as double) as days_at_most,
        waiting_deal.is_dated,
        waiting_deal.days_at_least > $stalled_days as is_stalled,
        coalesce(waiting_deal.days_at_most > $stalled_days, true) as may_be_stalled
    from deal_part
    join waiting_deal on waiting_deal.opportunity_key = deal_part.opportunity_key
)
select
    member,
    layer,
    count(*) as count,
    count(amount) as priced_count,
    sum(amount) as amount,
    max(amount) as largest_amount,
    sum(amount * amount) as squared_amount,
    cast(sum(case when is_dated then 1 else 0 end) as bigint) as dated_count,
    avg(days_at_least) as mean_days,
    stddev_samp(days_at_least) as sd_days,
    case when count(days_at_most) = count(*) then avg(days_at_most) end as mean_days_at_most,
    cast(sum(case when is_stalled then 1 else 0 end) as bigint) as stalled_count,
    sum(case when is_stalled then amount end) as stalled_amount,
    cast(sum(case when may_be_stalled and not is_stalled then 1 else 0 end) as bigint) as perhaps_stalled_count
from waited
group by member, layer
order by member, layer
