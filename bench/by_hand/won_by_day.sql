with
deal as (
    select opportunity_key, snapshot_date, any_value(kind) as kind, sum(amount) as amount,
        max(closed_on) as closed_on, max(expected_close) as expected_close
    from snapshot
    join stage using (stage)
    where snapshot_date <= date '2026-10-19'
    group by opportunity_key, snapshot_date
),
newest as (
    select
        opportunity_key,
        max(snapshot_date) filter (kind <> 'won') as not_won_until,
        min(snapshot_date) as first_date,
        arg_max(kind, snapshot_date) as kind,
        arg_max(coalesce(amount, -1), snapshot_date) as amount,
        arg_max(coalesce(closed_on, date '9999-01-01'), snapshot_date) as closed_on,
        arg_max(coalesce(expected_close, date '9999-01-01'), snapshot_date) as expected_close
    from deal
    group by opportunity_key
),
dated as (
    select
        nullif(newest.amount, -1) as amount,
        least(
            case when newest.closed_on <= date '2026-10-19' then newest.closed_on else date '9999-01-01' end,
            case
                when newest.closed_on > date '2026-10-19' and newest.expected_close <= date '2026-10-19'
                    then newest.expected_close
                else date '9999-01-01'
            end
        ) as said_on,
        case
            when said_on < date '9999-01-01' then said_on
            else (
                select min(deal.snapshot_date)
                from deal
                where deal.opportunity_key = newest.opportunity_key
                    and deal.snapshot_date > coalesce(newest.not_won_until, date '2026-07-06')
            )
        end as won_on
    from newest
    where newest.kind = 'won'
)
select '' as member, won_on, count(*) as deals, sum(amount) as amount, count(amount) as deals_with_amount
from dated
where won_on is not null
group by won_on
order by won_on
