-- What a selection lets through. The engine sets these variables for one query at a time:
--   role                              the role to group by
--   region_members ... extra_3_members    the members let through, unset for all; '(blank)' is no value
--   as_of, compare_to                 the review snapshot, and the one it is compared with
--   quarter_starts_on, quarter_ends_on, target_basis    which targets count, and how

-- the value of the role to group by, '' without one
create or replace macro member_of(region, product, industry, channel, rep, customer, extra_1, extra_2, extra_3) as
    case getvariable('role')
        when 'region' then region
        when 'product' then product
        when 'industry' then industry
        when 'channel' then channel
        when 'rep' then rep
        when 'customer' then customer
        when 'extra_1' then coalesce(extra_1, '(blank)')
        when 'extra_2' then coalesce(extra_2, '(blank)')
        when 'extra_3' then coalesce(extra_3, '(blank)')
        else ''
    end;

-- whether the filters let these values through
create or replace macro is_selected(region, product, industry, channel, rep, customer, extra_1, extra_2, extra_3) as
    (getvariable('region_members') is null or list_contains(getvariable('region_members'), region))
    and (getvariable('product_members') is null or list_contains(getvariable('product_members'), product))
    and (getvariable('industry_members') is null or list_contains(getvariable('industry_members'), industry))
    and (getvariable('channel_members') is null or list_contains(getvariable('channel_members'), channel))
    and (getvariable('rep_members') is null or list_contains(getvariable('rep_members'), rep))
    and (getvariable('customer_members') is null or list_contains(getvariable('customer_members'), customer))
    and (getvariable('extra_1_members') is null
        or list_contains(getvariable('extra_1_members'), coalesce(extra_1, '(blank)')))
    and (getvariable('extra_2_members') is null
        or list_contains(getvariable('extra_2_members'), coalesce(extra_2, '(blank)')))
    and (getvariable('extra_3_members') is null
        or list_contains(getvariable('extra_3_members'), coalesce(extra_3, '(blank)')));

-- since when a deal is in its stage, as known on a day: the day that the data gives, else the first snapshot that had it
-- there, null where that is the first snapshot of all
create or replace macro known_since(entered_on, arrived_on, day) as
    case when entered_on <= day then entered_on else arrived_on end;

-- since when a deal has been in its stage on a day, at the latest: where since is null it stood there at the first snapshot
-- of all. Null where that is all that is known: a single look tells nothing.
create or replace macro stood_since(since, first_seen, day) as
    coalesce(since, case when first_seen < day then first_seen end);

-- how many days a deal has been in its stage until a day, or at least so many where since is null
create or replace macro dwell_days(since, first_seen, until) as
    datediff('day', stood_since(since, first_seen, until), until);

-- one row per line of an opportunity and snapshot date. line is 0 where the opportunity has a single line that day;
-- split_deal is the opportunity where it has several, so that counting can leave the many others alone. since: see
-- known_since.
create or replace view selected_snapshot as
select
    snapshot_date,
    opportunity_key,
    line,
    case when line > 0 then opportunity_key end as split_deal,
    stage,
    amount,
    probability,
    closed_on,
    expected_close,
    stage_entered_on,
    known_since(stage_entered_on, arrived_on, snapshot_date) as since,
    region,
    product,
    industry,
    channel,
    rep,
    customer,
    coalesce(extra_1, '(blank)') as extra_1,
    coalesce(extra_2, '(blank)') as extra_2,
    coalesce(extra_3, '(blank)') as extra_3,
    member_of(region, product, industry, channel, rep, customer, extra_1, extra_2, extra_3) as member
from snapshot
where is_selected(region, product, industry, channel, rep, customer, extra_1, extra_2, extra_3);

-- one row per opportunity and snapshot date: its selected lines added up
create or replace view selected_deal as
select snapshot_date, opportunity_key, stage, amount
from selected_snapshot
where line = 0
union all
select snapshot_date, opportunity_key, stage, cast(sum(amount) as decimal(18, 2)) as amount
from selected_snapshot
where line > 0
group by snapshot_date, opportunity_key, stage;

-- one row per opportunity and snapshot date: as selected_deal, with its values. products: those of all lines, named together
create or replace view described_deal as
select
    snapshot_date, opportunity_key, stage, amount, probability, closed_on, expected_close, stage_entered_on, since,
    region, product, product as products, industry, channel, rep, customer, extra_1, extra_2, extra_3
from selected_snapshot
where line = 0
union all
select
    snapshot_date,
    opportunity_key,
    stage,
    cast(sum(amount) as decimal(18, 2)) as amount,
    max(probability) as probability,
    max(closed_on) as closed_on,
    max(expected_close) as expected_close,
    max(stage_entered_on) as stage_entered_on,
    max(since) as since,
    max(region) as region,
    max(product) as product,
    string_agg(distinct product, ', ' order by product) as products,
    max(industry) as industry,
    max(channel) as channel,
    max(rep) as rep,
    max(customer) as customer,
    max(extra_1) as extra_1,
    max(extra_2) as extra_2,
    max(extra_3) as extra_3
from selected_snapshot
where line > 0
group by snapshot_date, opportunity_key, stage;

-- one row per stay in a stage that began by the review snapshot, as it was known then: nothing in it is later, and the
-- filters and the member go by the role values of last_seen
create or replace view selected_stay as
with
-- of a stay that lasted on, when it was last seen by the review
begun as (
    select stay.opportunity_key, stay.place, max(snapshot.snapshot_date) as last_seen
    from stay
    join snapshot
        on snapshot.opportunity_key = stay.opportunity_key
        and snapshot.snapshot_date between stay.first_seen and getvariable('as_of')::date
    where stay.first_seen <= getvariable('as_of')::date and stay.last_seen > getvariable('as_of')::date
    group by stay.opportunity_key, stay.place
),
begun_line as (
    select
        begun.place,
        line.*,
        sum(line.amount) over (partition by begun.opportunity_key, begun.place) as amount_in_all,
        row_number() over (partition by begun.opportunity_key, begun.place order by line.line desc) as from_last
    from begun
    join snapshot as line
        on line.opportunity_key = begun.opportunity_key
        and line.snapshot_date = begun.last_seen
),
stay_by_then as (
    select
        * replace (
            case when next_seen <= getvariable('as_of')::date then next_stage end as next_stage,
            case when next_seen <= getvariable('as_of')::date then next_seen end as next_seen,
            case when next_seen <= getvariable('as_of')::date then left_on end as left_on
        )
    from stay
    where last_seen <= getvariable('as_of')::date
    union all
    select
        stay.opportunity_key,
        stay.place,
        stay.stage,
        stay.first_seen,
        line.snapshot_date,
        known_since(line.stage_entered_on, line.arrived_on, line.snapshot_date),
        stay.previous_stage,
        null,
        null,
        null,
        cast(line.amount_in_all as decimal(18, 2)),
        line.closed_on,
        line.expected_close,
        line.region,
        line.product,
        line.industry,
        line.channel,
        line.rep,
        line.customer,
        line.extra_1,
        line.extra_2,
        line.extra_3
    from begun_line as line
    join stay using (opportunity_key, place)
    where line.from_last = 1
)
select
    * replace (
        coalesce(extra_1, '(blank)') as extra_1,
        coalesce(extra_2, '(blank)') as extra_2,
        coalesce(extra_3, '(blank)') as extra_3
    ),
    member_of(region, product, industry, channel, rep, customer, extra_1, extra_2, extra_3) as member
from stay_by_then
where is_selected(region, product, industry, channel, rep, customer, extra_1, extra_2, extra_3);

-- one row per snapshot date, stage and member that hold an opportunity: how many, and their amount
create or replace view selected_level as
with
part as (
    select snapshot_date, stage, member, split_deal, count(*) as lines, sum(amount) as amount
    from selected_snapshot
    group by snapshot_date, stage, member, split_deal
)
select
    snapshot_date,
    stage,
    member,
    sum(case when split_deal is null then lines else 1 end) as deals,
    sum(amount) as amount
from part
group by snapshot_date, stage, member;

-- one row per member of the role that has a target in the quarter.
-- A target counts by the share of its days that lie in the quarter, rounded half up to the cent.
-- A target of one role says nothing about a part of it: with a filter on another role there is none.
create or replace view selected_target as
with
counted as (
    select
        member,
        cast(amount * 100 as hugeint) as cents,
        datediff('day', starts_on, ends_on) + 1 as days,
        datediff(
            'day',
            greatest(starts_on, getvariable('quarter_starts_on')::date),
            least(ends_on, getvariable('quarter_ends_on')::date)
        ) + 1 as days_in_quarter
    from target
    where
        role = getvariable('role')
        and (getvariable('region_members') is null
            or (role = 'region' and list_contains(getvariable('region_members'), member)))
        and (getvariable('product_members') is null
            or (role = 'product' and list_contains(getvariable('product_members'), member)))
        and (getvariable('industry_members') is null
            or (role = 'industry' and list_contains(getvariable('industry_members'), member)))
        and (getvariable('channel_members') is null
            or (role = 'channel' and list_contains(getvariable('channel_members'), member)))
        and (getvariable('rep_members') is null
            or (role = 'rep' and list_contains(getvariable('rep_members'), member)))
        and (getvariable('customer_members') is null
            or (role = 'customer' and list_contains(getvariable('customer_members'), member)))
        and coalesce(
            getvariable('extra_1_members'), getvariable('extra_2_members'), getvariable('extra_3_members')
        ) is null
),
full_target as (
    select member, sum((2 * cents * days_in_quarter + days) // (2 * days)) as cents
    from counted
    where days_in_quarter > 0
    group by member
),
-- a won deal without a closing date closed when it was expected to: that is where most CRMs keep the day
won as (
    select deal.member, sum(deal.amount) * 100 as cents
    from selected_snapshot as deal
    join stage using (stage)
    where
        getvariable('target_basis') = 'remaining'
        and deal.snapshot_date = getvariable('as_of')::date
        and stage.kind = 'won'
        and coalesce(deal.closed_on, deal.expected_close)
            between getvariable('quarter_starts_on')::date and getvariable('quarter_ends_on')::date
    group by deal.member
)
select
    full_target.member,
    cast(cast(greatest(full_target.cents - coalesce(won.cents, 0), 0) as decimal(20, 2)) / 100 as decimal(18, 2))
        as target
from full_target
left join won using (member);
