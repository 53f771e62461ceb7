with
newest as (
    select opportunity_key, max_by(stay, place) as stay
    from stay
    group by opportunity_key
),
line as (
    select opportunity_key, region, amount, closed_on
    from snapshot
    join stage using (stage)
    where kind = 'won' and snapshot_date = (
        select max(other.snapshot_date) from snapshot as other where other.opportunity_key = snapshot.opportunity_key
    )
),
win as (
    select opportunity_key, line.region, sum(line.amount)::double as amount, max(line.closed_on) as won_on
    from line
    group by opportunity_key, line.region
),
open_deal as (
    select stay.rep as rep, stay.customer as customer
    from newest
    where stay.last_seen = date '2026-10-19' and stay.stage not in ('Closed won', 'Closed lost')
),
bought as (
    select
        win.region as member,
        customer,
        count(*) as won_deals,
        sum(amount) as won_amount,
        max_by(rep, (won_on, opportunity_key)) as rep
    from win
    join opportunity using (opportunity_key)
    group by win.region, customer
)
select
    member,
    row_number() over (partition by member order by won_amount desc nulls last, customer) as place,
    customer,
    won_deals,
    won_amount,
    (select count(*) from open_deal where open_deal.customer = bought.customer) as open_deals,
    rep,
    (select count(*) from open_deal where open_deal.rep = bought.rep) as rep_open_deals
from bought
qualify place <= 5
order by member, place
