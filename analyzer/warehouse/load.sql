-- From the rows of `incoming` (one per opportunity line and snapshot date, ordered by date and then as read,
-- numbered by `ordinal`) to the tables of schema.sql.

create temp table numbered as
select
    opportunity_id,
    cast(row_number() over (order by opportunity_id) as integer) as opportunity_key,
    max(datediff('day', date '0001-01-01', snapshot_date) * 10000000000 + ordinal) % 10000000000 as newest_ordinal
from incoming
group by opportunity_id;

-- several rows of one opportunity on one day are its line items, and the last one's stage stands
create temp table line_item as
with repeated as (
    select snapshot_date, opportunity_id
    from incoming
    group by snapshot_date, opportunity_id
    having count(*) > 1
)
select
    ordinal,
    row_number() over (partition by snapshot_date, opportunity_id order by ordinal) as line,
    last_value(stage) over (
        partition by snapshot_date, opportunity_id order by ordinal
        rows between unbounded preceding and unbounded following
    ) as stage
from incoming
join repeated using (snapshot_date, opportunity_id);

insert into snapshot
select
    incoming.snapshot_date,
    numbered.opportunity_key,
    coalesce(line_item.line, 0),
    coalesce(line_item.stage, incoming.stage),
    incoming.amount,
    incoming.probability,
    incoming.expected_close,
    incoming.stage_entered_on,
    coalesce(incoming.region, '(blank)'),
    coalesce(incoming.product, '(blank)'),
    coalesce(incoming.industry, '(blank)'),
    coalesce(incoming.channel, '(blank)'),
    coalesce(incoming.rep, '(blank)'),
    coalesce(incoming.customer, '(blank)')
from incoming
join numbered using (opportunity_id)
left join line_item using (ordinal);

insert into opportunity
select
    numbered.opportunity_key,
    incoming.opportunity_id,
    incoming.opportunity_name,
    coalesce(incoming.customer, '(blank)'),
    incoming.created_on,
    incoming.closed_on,
    coalesce(incoming.region, '(blank)'),
    coalesce(incoming.product, '(blank)'),
    coalesce(incoming.industry, '(blank)'),
    coalesce(incoming.channel, '(blank)'),
    coalesce(incoming.rep, '(blank)')
from incoming
join numbered on numbered.newest_ordinal = incoming.ordinal;

insert into calendar
select
    snapshot_date,
    lag(snapshot_date) over (order by snapshot_date),
    row_number() over (order by snapshot_date)
from (select distinct snapshot_date from snapshot) as dates;

insert into member
select distinct 'region', region from snapshot
union all
select distinct 'product', product from snapshot
union all
select distinct 'industry', industry from snapshot
union all
select distinct 'channel', channel from snapshot
union all
select distinct 'rep', rep from snapshot
union all
select distinct 'customer', customer from snapshot;

drop table numbered;
drop table line_item;
