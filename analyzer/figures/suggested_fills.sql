-- one row per deal of the review snapshot and role (industry, region, product) that is blank there and can be guessed,
-- the surest first, at most $at_most of them; none for a deal that could not be found again by its id
with
role as (
    select 'industry' as role
    union all
    select 'region' as role
    union all
    select 'product' as role
),
blank_value as (
    select
        line.opportunity_key,
        role.role,
        max(line.stage) as stage,
        max(line.customer) as customer,
        max(line.rep) as rep,
        max(line.region) as region,
        max(line.product) as product
    from selected_snapshot as line
    cross join role
    where
        line.snapshot_date = $as_of
        and line.opportunity_key not in (select opportunity_key from numbered_opportunity)
        and case role.role when 'industry' then line.industry when 'region' then line.region else line.product end
            = '(blank)'
    group by line.opportunity_key, role.role
),
asked_role as (
    select distinct role from blank_value
),
known_value as (
    select
        role.role,
        opportunity.customer,
        opportunity.rep,
        opportunity.region,
        opportunity.product,
        case role.role
            when 'industry' then opportunity.industry
            when 'region' then opportunity.region
            else opportunity.product
        end as member
    from opportunity
    cross join asked_role as role
),
customer_vote as (
    select role, customer, member, count(*) as votes
    from known_value
    where member <> '(blank)' and customer <> '(blank)' and customer in (select customer from blank_value)
    group by role, customer, member
),
similar_vote as (
    select role, rep, region, product, member, count(*) as votes
    from known_value
    where member <> '(blank)' and rep <> '(blank)'
    group by role, rep, region, product, member
),
-- how often a member is met at all: what a few deals say is drawn towards it
common as (
    select
        role,
        member,
        cast(count(*) as double) / sum(count(*)) over (partition by role) as common_share
    from known_value
    where member <> '(blank)'
    group by role, member
),
vote as (
    select blank_value.opportunity_key, blank_value.role, 'same_customer' as evidence, 1 as place, member, votes
    from blank_value
    join customer_vote
        on customer_vote.role = blank_value.role
        and customer_vote.customer = blank_value.customer
    union all
    -- similar: of the same rep, and of the same region and product as far as these are known and not asked for
    select
        blank_value.opportunity_key,
        blank_value.role,
        'similar_deals' as evidence,
        2 as place,
        member,
        sum(votes) as votes
    from blank_value
    join similar_vote
        on similar_vote.role = blank_value.role
        and similar_vote.rep = blank_value.rep
        and (blank_value.role = 'region' or blank_value.region in ('(blank)', similar_vote.region))
        and (blank_value.role = 'product' or blank_value.product in ('(blank)', similar_vote.product))
    group by blank_value.opportunity_key, blank_value.role, member
),
ranked as (
    select
        vote.*,
        sum(votes) over (partition by opportunity_key, role, place) as evidence_deals,
        row_number() over (partition by opportunity_key, role order by place, votes desc, member) as rank_of_member
    from vote
),
suggestion as (
    select
        ranked.opportunity_key,
        ranked.role,
        ranked.member,
        ranked.evidence,
        ranked.votes,
        ranked.evidence_deals,
        (cast(ranked.votes as double) + $prior_deals * common.common_share)
            / (cast(ranked.evidence_deals as double) + $prior_deals) as confidence
    from ranked
    join common on common.role = ranked.role and common.member = ranked.member
    where ranked.rank_of_member = 1
)
select
    suggestion.role,
    opportunity.opportunity_id,
    opportunity.opportunity_name,
    blank_value.customer,
    blank_value.rep,
    blank_value.region,
    blank_value.product,
    blank_value.stage,
    deal.amount,
    suggestion.member,
    suggestion.evidence,
    cast(suggestion.votes as bigint) as votes,
    cast(suggestion.evidence_deals as bigint) as evidence_deals,
    suggestion.confidence,
    count(*) over () as fills_in_all
from suggestion
join blank_value on blank_value.opportunity_key = suggestion.opportunity_key and blank_value.role = suggestion.role
join opportunity on opportunity.opportunity_key = suggestion.opportunity_key
join selected_deal as deal on deal.opportunity_key = suggestion.opportunity_key and deal.snapshot_date = $as_of
order by suggestion.confidence desc, deal.amount desc nulls last, suggestion.opportunity_key, suggestion.role
limit $at_most
