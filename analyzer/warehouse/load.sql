-- From `incoming` (one row per opportunity line and snapshot date, with its key and line, ordered by date) and
-- `newest` (its last row per opportunity, ordered by key) to the tables of schema.sql.

insert into snapshot
select
    snapshot_date,
    opportunity_key,
    line,
    stage,
    amount,
    probability,
    closed_on,
    expected_close,
    stage_entered_on,
    coalesce(region, '(blank)'),
    coalesce(product, '(blank)'),
    coalesce(industry, '(blank)'),
    coalesce(channel, '(blank)'),
    coalesce(rep, '(blank)'),
    coalesce(customer, '(blank)'),
    extra_1,
    extra_2,
    extra_3
from incoming;

insert into opportunity
select
    opportunity_key,
    opportunity_id,
    opportunity_name,
    coalesce(customer, '(blank)'),
    created_on,
    closed_on,
    coalesce(region, '(blank)'),
    coalesce(product, '(blank)'),
    coalesce(industry, '(blank)'),
    coalesce(channel, '(blank)'),
    coalesce(rep, '(blank)')
from newest;

insert into calendar
select
    snapshot_date,
    lag(snapshot_date) over (order by snapshot_date),
    row_number() over (order by snapshot_date)
from (select distinct snapshot_date from snapshot) as dates;
