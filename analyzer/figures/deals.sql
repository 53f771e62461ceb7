-- one row per opportunity at the review snapshot, the largest first, at most $at_most of them
with
wanted_stage as (
    select stage, layer
    from stage
    where
        (cast($stage as varchar) is null or stage = $stage)
        and (cast($layer_from as integer) is null or layer >= $layer_from)
        and (cast($layer_to as integer) is null or layer <= $layer_to)
        and (cast($kind as varchar) is null or kind = $kind)
),
-- the deals that lack the field that is asked for
incomplete as (
    select distinct opportunity_key
    from held_field
    where
        snapshot_date = $as_of
        and cast($without as varchar) is not null
        and case $without
            when 'opportunity_id' then opportunity_id
            when 'opportunity_name' then opportunity_name
            when 'customer' then customer
            when 'amount' then amount
            when 'probability' then probability
            when 'created_on' then created_on
            when 'closed_on' then closed_on
            when 'expected_close' then expected_close
            when 'stage_entered_on' then stage_entered_on
            when 'region' then region
            when 'product' then product
            when 'industry' then industry
            when 'channel' then channel
            when 'rep' then rep
        end = 0
),
found as (
    select deal.*, wanted_stage.layer
    from dated_deal as deal
    join wanted_stage on wanted_stage.stage = deal.stage
    left join incomplete on incomplete.opportunity_key = deal.opportunity_key
    where
        deal.snapshot_date = $as_of
        and (cast($without as varchar) is null or incomplete.opportunity_key is not null)
),
found_in_all as (
    select count(*) as deals_in_all from found
),
shown as (
    select *
    from found
    order by amount desc nulls last, opportunity_key
    limit $at_most
)
select
    opportunity.opportunity_id,
    opportunity.opportunity_name,
    shown.customer,
    shown.region,
    shown.products as product,
    shown.industry,
    shown.channel,
    shown.rep,
    shown.extra_1,
    shown.extra_2,
    shown.extra_3,
    shown.stage,
    shown.layer,
    shown.amount,
    shown.probability,
    shown.expected_close,
    opportunity.created_on,
    shown.stage_since,
    shown.dwell_days,
    shown.dwell_is_minimum,
    found_in_all.deals_in_all
from shown
join opportunity on opportunity.opportunity_key = shown.opportunity_key
cross join found_in_all
order by shown.amount desc nulls last, shown.opportunity_key
