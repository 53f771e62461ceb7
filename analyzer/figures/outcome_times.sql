-- one row per number of days since deals were created and what had become of them then
with
first_snapshot as (
    select min(snapshot_date) as first_date from calendar
),
deal_now as (
    select known_stay.kind, known_stay.first_seen, known_stay.last_seen, known_stay.closing_day, opportunity.created_on
    from known_stay
    join opportunity on opportunity.opportunity_key = known_stay.opportunity_key
    where known_stay.ended_on is null
),
-- older deals are seen only if they have lasted: what closed before is in no snapshot
watched as (
    select min(day) as since
    from (
        select first_date as day from first_snapshot
        union all
        select deal_now.closing_day as day
        from deal_now
        join first_snapshot on first_snapshot.first_date = deal_now.first_seen
        where deal_now.closing_day is not null
    ) as known_day
),
timed as (
    select
        deal_now.kind as outcome,
        deal_now.created_on,
        case when deal_now.kind = 'open' then deal_now.last_seen else deal_now.closing_day end as until_day
    from deal_now
    cross join watched
    where deal_now.created_on >= watched.since
)
select datediff('day', created_on, until_day) as days, outcome, count(*) as deals
from timed
where until_day >= created_on
group by datediff('day', created_on, until_day), outcome
order by days, outcome
