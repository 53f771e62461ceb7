-- one row per snapshot date
with
counted as (
    select snapshot_date, cast(sum(single_deal) + count(distinct split_deal) as bigint) as deals
    from selected_snapshot
    group by snapshot_date
)
select calendar.snapshot_date, calendar.previous_date, coalesce(counted.deals, 0) as deals
from calendar
left join counted on counted.snapshot_date = calendar.snapshot_date
order by calendar.snapshot_date
