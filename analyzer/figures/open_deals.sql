-- one row per member and open deal at the review snapshot, the largest first
with
standing as (
    select opportunity_key, coalesce(since, since_at_least) as since
    from known_stay
    where is_open_now
)
select
    deal.member,
    deal.opportunity_key,
    opportunity.opportunity_id,
    deal.stage,
    stage.layer,
    datediff('day', standing.since, $as_of) as days_in_stage,
    deal.amount,
    deal.customer,
    deal.rep
from selected_part as deal
join stage on stage.stage = deal.stage
join opportunity on opportunity.opportunity_key = deal.opportunity_key
left join standing on standing.opportunity_key = deal.opportunity_key
where deal.snapshot_date = $as_of and stage.kind = 'open'
order by deal.member, case when deal.amount is null then 1 else 0 end, deal.amount desc, deal.opportunity_key
