-- one row per member: what closed in the year before the review, how long the won deals took, and what is open now
with
deal_now as (
    select opportunity_key, member, kind, amount, closing_day, is_open_now
    from known_stay
    where ended_on is null
),
closed as (
    select
        deal_now.member,
        deal_now.kind,
        deal_now.amount,
        deal_now.closing_day,
        case
            when opportunity.created_on <= deal_now.closing_day
                then datediff('day', opportunity.created_on, deal_now.closing_day)
        end as days
    from deal_now
    join opportunity on opportunity.opportunity_key = deal_now.opportunity_key
    where
        deal_now.kind in ('won', 'lost')
        and (deal_now.closing_day > $year_before or deal_now.closing_day is null)
),
closed_sum as (
    select
        member,
        sum(case when kind = 'won' and closing_day is not null then 1 else 0 end) as won,
        sum(case when kind = 'lost' and closing_day is not null then 1 else 0 end) as lost,
        sum(case when kind = 'won' and closing_day is null then 1 else 0 end) as won_undated,
        sum(case when kind = 'lost' and closing_day is null then 1 else 0 end) as lost_undated,
        count(case when kind = 'won' then days end) as won_dated,
        median(case when kind = 'won' then days end) as median_days,
        stddev_samp(case when kind = 'won' then days end) as sd_days,
        count(case when kind = 'won' and closing_day is not null then amount end) as won_priced,
        sum(case when kind = 'won' and closing_day is not null then amount end) as won_amount,
        avg(case when kind = 'won' and closing_day is not null then cast(amount as double) end) as mean_won_amount,
        stddev_samp(case when kind = 'won' and closing_day is not null then cast(amount as double) end) as sd_won_amount
    from closed
    group by member
),
open_sum as (
    select member, count(*) as deals, sum(amount) as amount
    from deal_now
    where is_open_now
    group by member
),
member_list as (
    select member from closed_sum
    union
    select member from open_sum
)
select
    member_list.member,
    cast(coalesce(closed_sum.won, 0) as bigint) as won,
    cast(coalesce(closed_sum.lost, 0) as bigint) as lost,
    cast(coalesce(closed_sum.won_undated, 0) as bigint) as won_undated,
    cast(coalesce(closed_sum.lost_undated, 0) as bigint) as lost_undated,
    coalesce(closed_sum.won_dated, 0) as won_dated,
    closed_sum.median_days,
    closed_sum.sd_days,
    coalesce(closed_sum.won_priced, 0) as won_priced,
    case when closed_sum.won > 0 then closed_sum.won_amount else 0 end as won_amount,
    closed_sum.mean_won_amount,
    closed_sum.sd_won_amount,
    coalesce(open_sum.deals, 0) as open_count,
    case when open_sum.deals > 0 then open_sum.amount else 0 end as open_amount
from member_list
left join closed_sum on closed_sum.member = member_list.member
left join open_sum on open_sum.member = member_list.member
order by member_list.member
