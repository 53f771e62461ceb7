with
blank as (
    select opportunity_key, any_value(stage) as stage, any_value(customer) as customer, any_value(rep) as rep,
        max(product) as product, sum(amount) as amount
    from snapshot
    where snapshot_date = date '2026-10-19' and region = '(blank)'
    group by opportunity_key
),
known as (
    from opportunity where region <> '(blank)'
),
common as (
    select region as member, count(*) / sum(count(*)) over () as common_share from known group by region
),
vote as (
    select blank.opportunity_key, known.region as member, 'same_customer' as evidence, 1 as place, count(*) as votes
    from blank
    join known using (customer)
    group by blank.opportunity_key, known.region
    union all
    select blank.opportunity_key, known.region, 'similar_deals', 2, count(*)
    from blank
    join known using (rep, product)
    group by blank.opportunity_key, known.region
),
likeliest as (
    select *, sum(votes) over (partition by opportunity_key, place) as evidence_deals
    from vote
    qualify row_number() over (partition by opportunity_key order by place, votes desc, member) = 1
),
sure as (
    select *, (votes + 2 * common_share) / (evidence_deals + 2) as confidence
    from likeliest
    join common using (member)
)
select
    'region' as role,
    opportunity_id,
    opportunity_name,
    blank.customer,
    blank.rep,
    '(blank)' as region,
    blank.product,
    stage,
    amount,
    member,
    evidence,
    votes,
    evidence_deals,
    confidence,
    count(*) over () as fills_in_all
from sure
join blank using (opportunity_key)
join opportunity using (opportunity_key)
order by confidence desc, amount desc nulls last, opportunity_key
limit 1000
