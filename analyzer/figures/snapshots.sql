-- one row per snapshot date
with
part as (
    select snapshot_date, split_deal, count(*) as lines
    from selected_snapshot
    group by snapshot_date, split_deal
),
counted as (
    select snapshot_date, cast(sum(case when split_deal is null then lines else 1 end) as bigint) as deals
    from part
    group by snapshot_date
)
select calendar.snapshot_date, calendar.previous_date, coalesce(counted.deals, 0) as deals
from calendar
left join counted on counted.snapshot_date = calendar.snapshot_date
order by calendar.snapshot_date
