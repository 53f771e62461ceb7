-- one row per member and customer that bought there before: of each member the $at_most that bought most
with
win as (
    select
        known_win.member,
        known_win.customer,
        known_win.rep,
        known_win.amount,
        row_number() over (
            partition by known_win.member, known_win.customer
            order by known_win.won_on desc nulls last, known_win.opportunity_key desc
        ) as newest_first
    from known_win
    where known_win.customer <> '(blank)'
),
bought as (
    select
        member,
        customer,
        count(*) as won_deals,
        cast(sum(amount) as double) as won_amount,
        max(case when newest_first = 1 then rep end) as rep
    from win
    group by member, customer
),
ranked as (
    select
        bought.*,
        row_number() over (partition by member order by won_amount desc nulls last, customer) as place
    from bought
),
open_of_rep as (
    select rep, count(*) as deals from known_stay where is_open_now group by rep
),
open_of_customer as (
    select customer, count(*) as deals from known_stay where is_open_now group by customer
)
select
    ranked.member,
    ranked.place,
    ranked.customer,
    ranked.won_deals,
    ranked.won_amount,
    coalesce(open_of_customer.deals, 0) as open_deals,
    ranked.rep,
    coalesce(open_of_rep.deals, 0) as rep_open_deals
from ranked
left join open_of_rep on open_of_rep.rep = ranked.rep
left join open_of_customer on open_of_customer.customer = ranked.customer
where ranked.place <= $at_most
order by ranked.member, ranked.place
