with
state as (
    select opportunity_key, snapshot_date, min(stage) as stage, sum(amount) as amount
    from snapshot
    group by all
),
moved as (
    select
        *,
        lag(stage) over (partition by opportunity_key order by snapshot_date) as was,
        snapshot_date = min(snapshot_date) over (partition by opportunity_key) as is_new
    from state
)
select
    '' as member,
    snapshot_date,
    previous_date,
    7 as days,
    count(*) filter (where is_new) as new_count,
    sum(amount) filter (where is_new) as new_amount,
    count(*) filter (where was <> stage) as moved_count
from moved
join calendar using (snapshot_date)
where previous_date is not null
group by all
order by snapshot_date
