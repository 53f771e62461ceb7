-- one row per snapshot date, member and field: the deals that should hold the field, and those that do
with
part as (
    select
        snapshot_date,
        member,
        split_deal,
        count(*) as lines,
        count(expected_close) as open_lines,
        count(closed_on) as closed_lines,
        sum(opportunity_id) as opportunity_id,
        sum(opportunity_name) as opportunity_name,
        sum(customer) as customer,
        sum(amount) as amount,
        sum(probability) as probability,
        sum(created_on) as created_on,
        sum(closed_on) as closed_on,
        sum(expected_close) as expected_close,
        sum(stage_entered_on) as stage_entered_on,
        sum(region) as region,
        sum(product) as product,
        sum(industry) as industry,
        sum(channel) as channel,
        sum(rep) as rep
    from held_field
    where snapshot_date >= $since and snapshot_date <= $as_of
    group by snapshot_date, member, split_deal
),
field as (
    select 'opportunity_id' as field, 1 as place
    union all
    select 'opportunity_name' as field, 2 as place
    union all
    select 'customer' as field, 3 as place
    union all
    select 'amount' as field, 4 as place
    union all
    select 'probability' as field, 5 as place
    union all
    select 'created_on' as field, 6 as place
    union all
    select 'expected_close' as field, 7 as place
    union all
    select 'closed_on' as field, 8 as place
    union all
    select 'stage_entered_on' as field, 9 as place
    union all
    select 'region' as field, 10 as place
    union all
    select 'product' as field, 11 as place
    union all
    select 'industry' as field, 12 as place
    union all
    select 'channel' as field, 13 as place
    union all
    select 'rep' as field, 14 as place
),
field_part as (
    select
        part.snapshot_date,
        part.member,
        field.field,
        field.place,
        part.split_deal,
        case
            when field.field = 'closed_on' then part.closed_lines
            when field.field in ('probability', 'expected_close', 'stage_entered_on') then part.open_lines
            else part.lines
        end as lines,
        case field.field
            when 'opportunity_id' then part.opportunity_id
            when 'opportunity_name' then part.opportunity_name
            when 'customer' then part.customer
            when 'amount' then part.amount
            when 'probability' then part.probability
            when 'created_on' then part.created_on
            when 'closed_on' then part.closed_on
            when 'expected_close' then part.expected_close
            when 'stage_entered_on' then part.stage_entered_on
            when 'region' then part.region
            when 'product' then part.product
            when 'industry' then part.industry
            when 'channel' then part.channel
            when 'rep' then part.rep
        end as lines_with
    from part
    cross join field
),
-- a deal of several lines holds a field when each of its lines does
counted as (
    select
        snapshot_date,
        member,
        field,
        place,
        sum(case when split_deal is null then lines else 1 end) as deals,
        sum(case when split_deal is null then lines_with when lines_with = lines then 1 else 0 end) as deals_with
    from field_part
    where lines > 0
    group by snapshot_date, member, field, place
)
select
    snapshot_date,
    member,
    field,
    cast(deals as bigint) as deals,
    cast(deals_with as bigint) as deals_with,
    cast(deals_with as double) / cast(deals as double) as share
from counted
order by snapshot_date, member, place
