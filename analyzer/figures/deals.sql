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
    select deal.opportunity_key, deal.stage, wanted_stage.layer, deal.amount
    from selected_deal as deal
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
    select opportunity_key, stage, layer, amount
    from found
    order by amount desc nulls last, opportunity_key
    limit $at_most
),
-- line items differ in product, and are named together
shown_values as (
    select
        line.opportunity_key,
        max(line.customer) as customer,
        max(line.region) as region,
        string_agg(distinct line.product, ', ' order by line.product) as product,
        max(line.industry) as industry,
        max(line.channel) as channel,
        max(line.rep) as rep,
        max(line.extra_1) as extra_1,
        max(line.extra_2) as extra_2,
        max(line.extra_3) as extra_3,
        max(line.probability) as probability,
        max(line.expected_close) as expected_close,
        max(line.stage_entered_on) as stage_entered_on
    from selected_snapshot as line
    join shown on shown.opportunity_key = line.opportunity_key
    where line.snapshot_date = $as_of
    group by line.opportunity_key
),
-- for these the snapshots tell since when
undated as (
    select shown.opportunity_key, shown.stage
    from shown
    join shown_values on shown_values.opportunity_key = shown.opportunity_key
    where shown_values.stage_entered_on is null or shown_values.stage_entered_on > $as_of
),
-- the last snapshot that had the deal in another stage
elsewhere as (
    select snapshot.opportunity_key, max(snapshot.snapshot_date) as last_date
    from snapshot
    join undated on undated.opportunity_key = snapshot.opportunity_key
    where snapshot.snapshot_date < $as_of and snapshot.stage <> undated.stage
    group by snapshot.opportunity_key
),
seen_since as (
    select snapshot.opportunity_key, min(snapshot.snapshot_date) as first_date
    from snapshot
    join undated on undated.opportunity_key = snapshot.opportunity_key
    left join elsewhere on elsewhere.opportunity_key = snapshot.opportunity_key
    where
        snapshot.snapshot_date <= $as_of
        and (elsewhere.last_date is null or snapshot.snapshot_date > elsewhere.last_date)
    group by snapshot.opportunity_key
),
first_snapshot as (
    select min(snapshot_date) as snapshot_date from calendar
),
since as (
    select
        shown.opportunity_key,
        case
            when shown_values.stage_entered_on <= $as_of then shown_values.stage_entered_on
            when seen_since.first_date < $as_of or seen_since.first_date > first_snapshot.snapshot_date
                then seen_since.first_date
        end as stage_since,
        coalesce(shown_values.stage_entered_on > $as_of, true) and seen_since.first_date = first_snapshot.snapshot_date
            as dwell_is_minimum
    from shown
    join shown_values on shown_values.opportunity_key = shown.opportunity_key
    left join seen_since on seen_since.opportunity_key = shown.opportunity_key
    cross join first_snapshot
)
select
    opportunity.opportunity_id,
    opportunity.opportunity_name,
    shown_values.customer,
    shown_values.region,
    shown_values.product,
    shown_values.industry,
    shown_values.channel,
    shown_values.rep,
    shown_values.extra_1,
    shown_values.extra_2,
    shown_values.extra_3,
    shown.stage,
    shown.layer,
    shown.amount,
    shown_values.probability,
    shown_values.expected_close,
    opportunity.created_on,
    since.stage_since,
    datediff('day', since.stage_since, $as_of) as dwell_days,
    since.dwell_is_minimum,
    found_in_all.deals_in_all
from shown
join shown_values on shown_values.opportunity_key = shown.opportunity_key
join since on since.opportunity_key = shown.opportunity_key
join opportunity on opportunity.opportunity_key = shown.opportunity_key
cross join found_in_all
order by shown.amount desc nulls last, shown.opportunity_key
