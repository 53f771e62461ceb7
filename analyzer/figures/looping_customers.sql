-- one row per member, customer and product that came to layer 2 again and again without getting further, the worst first
with
-- only these can have come often enough
frequent as (
    select stay.customer
    from stay
    join stage on stage.stage = stay.stage
    where stage.layer = 2 and stay.customer <> '(blank)'
    group by stay.customer
    having count(*) > $loop_limit
),
-- what a deal without a product is about, only the deal itself tells
known as (
    select
        selected_stay.member,
        selected_stay.customer,
        selected_stay.product,
        case when selected_stay.product = '(blank)' then selected_stay.opportunity_key end as own_deal,
        selected_stay.opportunity_key,
        selected_stay.first_seen,
        -- a deal that is still there on a day stands beside one that begins on it
        coalesce(selected_stay.next_seen, selected_stay.last_seen + interval '1' day) as over_on,
        stage.kind = 'open' as is_open,
        selected_stay.next_stage is null and stage.layer >= 4 as has_got_on,
        stage.layer = 2 and coalesce(earlier.layer <> 2, true) and selected_stay.first_seen > $since as is_entry
    from selected_stay
    join frequent on frequent.customer = selected_stay.customer
    join stage on stage.stage = selected_stay.stage
    left join stage as earlier on earlier.stage = selected_stay.previous_stage
),
deal as (
    select
        member,
        customer,
        product,
        own_deal,
        opportunity_key,
        min(first_seen) as begins,
        max(case when is_open then over_on end) as ends,
        max(case when has_got_on then 1 else 0 end) as has_got_on,
        sum(case when is_entry then 1 else 0 end) as entries,
        max(case when is_entry then first_seen end) as last_entry
    from known
    group by member, customer, product, own_deal, opportunity_key
),
in_turn as (
    select
        deal.*,
        max(ends) over (
            partition by member, customer, product, own_deal
            order by begins, opportunity_key
            rows between unbounded preceding and 1 preceding
        ) as others_end
    from deal
),
-- deals one after the other that came to nothing are one circle; of deals side by side each has its own
looping as (
    select
        member,
        customer,
        product,
        own_deal,
        count(*) as deals,
        max(last_entry) as last_entry,
        case
            when max(has_got_on) = 1 or max(case when others_end > begins then 1 else 0 end) = 1
                then max(case when has_got_on = 1 then 0 else entries end)
            else sum(entries)
        end as entries
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
