-- From `incoming` (one row per opportunity line and snapshot date, with its key and line, ordered by date), `newest`
-- (its last row per opportunity, ordered by key) and `stays` (one row per stay in a stage) to the tables of schema.sql.

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
    case when stage_entered_on <= snapshot_date then null else arrived_on end,
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

insert into stay
with
lines_added as (
    select opportunity_key, snapshot_date, cast(sum(amount) as decimal(18, 2)) as amount
    from snapshot
    where line > 0
    group by opportunity_key, snapshot_date
)
select
    stays.opportunity_key,
    stays.place,
    stays.stage,
    stays.first_seen,
    stays.last_seen,
    known_since(stays.stage_entered_on, stays.arrived_on, stays.last_seen),
    stays.previous_stage,
    stays.next_stage,
    stays.next_seen,
    case when stays.next_entered_on between stays.last_seen and stays.next_seen then stays.next_entered_on end,
    case when stays.line = 0 then stays.amount else lines_added.amount end,
    stays.closed_on,
    stays.expected_close,
    coalesce(stays.region, '(blank)'),
    coalesce(stays.product, '(blank)'),
    coalesce(stays.industry, '(blank)'),
    coalesce(stays.channel, '(blank)'),
    coalesce(stays.rep, '(blank)'),
    coalesce(stays.customer, '(blank)'),
    stays.extra_1,
    stays.extra_2,
    stays.extra_3
from stays
left join lines_added
    on lines_added.opportunity_key = stays.opportunity_key
    and lines_added.snapshot_date = stays.last_seen;
