-- one row per selection: the deals that any snapshot up to the review has under several members
with
part as (
    select snapshot_date, opportunity_key, count(distinct member) as members
    from selected_snapshot
    where line > 0 and snapshot_date <= $as_of
    group by snapshot_date, opportunity_key
)
select count(distinct opportunity_key) as deals
from part
where members > 1
