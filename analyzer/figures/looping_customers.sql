-- one row per member, customer and product that came to layer 2 again and again without getting further, the worst first
with
standing as (
    select stay.opportunity_key
    from stay
    join stage on stage.stage = stay.stage
    where
        stay.first_seen <= $as_of
        and coalesce(stay.next_seen > $as_of, true)
        and (stage.kind = 'lost' or stage.layer < 4)
),
-- what a deal without a product is about, only the deal itself tells
contact as (
    select
        known.member,
        known.customer,
        known.product,
        case when known.product = '(blank)' then known.opportunity_key end as own_deal,
        known.opportunity_key,
        known.first_seen,
        coalesce(known.next_seen, known.last_seen) as over_on
    from selected_stay as known
    join stage on stage.stage = known.stage
    join standing on standing.opportunity_key = known.opportunity_key
    where stage.layer = 2 and known.customer <> '(blank)' and known.first_seen > $since
),
in_turn as (
    select
        contact.*,
        max(over_on) over (
            partition by member, customer, product, own_deal
            order by first_seen, opportunity_key
            rows between unbounded preceding and 1 preceding
        ) as all_over_on
    from contact
),
-- the customer enters when none of its deals stands there already
looping as (
    select
        member,
        customer,
        product,
        own_deal,
        sum(case when all_over_on >= first_seen then 0 else 1 end) as entries,
        count(distinct opportunity_key) as deals,
        max(case when all_over_on >= first_seen then null else first_seen end) as last_entry
    from in_turn
    group by member, customer, product, own_deal
)
select
    member,
    customer,
    product,
    cast(entries as bigint) as entries,
    deals,
    last_entry
from looping
where entries > $loop_limit
order by entries desc, member, customer, product, last_entry, deals
