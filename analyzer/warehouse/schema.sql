-- The tables that one visitor's data lives in. Emptied and filled anew by every load.

-- one row per line of an opportunity and snapshot date, ordered by date so that scans skip the other weeks.
-- line is 0 where the opportunity has a single line that day, else the number of the line, from 1; stage and
-- stage_entered_on are those of the last line. arrived_on: the first snapshot of the unbroken stay in its stage, where the
-- data gives no day by then; null where that is the first snapshot of all.
-- '(blank)' stands for no value of a role; extra_1 to extra_3 are columns of the user's own, null for no value.
create or replace table snapshot (
    snapshot_date date not null,
    opportunity_key integer not null,
    line smallint not null,
    stage varchar,
    amount decimal(18, 2),
    probability double,
    closed_on date,
    expected_close date,
    stage_entered_on date,
    arrived_on date,
    region varchar not null,
    product varchar not null,
    industry varchar not null,
    channel varchar not null,
    rep varchar not null,
    customer varchar not null,
    extra_1 varchar,
    extra_2 varchar,
    extra_3 varchar
);

-- one row per opportunity, as its newest snapshot has it
create or replace table opportunity (
    opportunity_key integer not null,
    opportunity_id varchar,
    opportunity_name varchar,
    customer varchar not null,
    created_on date,
    closed_on date,
    region varchar not null,
    product varchar not null,
    industry varchar not null,
    channel varchar not null,
    rep varchar not null
);

-- one row per opportunity and unbroken stay in a stage; days without the opportunity break none. place counts from 1 in
-- order of time. first_seen, last_seen and next_seen are snapshot dates: of this stay, and the first one in the stage
-- after. since: when it began, as known at last_seen (see known_since). left_on: what the data gives at next_seen for the
-- stage after, null where that is not between the two. amount (all lines added), dates and role values (of the last line)
-- are those of last_seen.
create or replace table stay (
    opportunity_key integer not null,
    place integer not null,
    stage varchar not null,
    first_seen date not null,
    last_seen date not null,
    since date,
    previous_stage varchar,
    next_stage varchar,
    next_seen date,
    left_on date,
    amount decimal(18, 2),
    closed_on date,
    expected_close date,
    region varchar not null,
    product varchar not null,
    industry varchar not null,
    channel varchar not null,
    rep varchar not null,
    customer varchar not null,
    extra_1 varchar,
    extra_2 varchar,
    extra_3 varchar
);

-- one row per stage of the user's sales process; layer is null for lost
create or replace table stage (
    stage varchar not null,
    position integer not null,
    layer integer,
    kind varchar not null,
    benchmark_days integer
);

-- one row per role, member and period, both days included
create or replace table target (
    role varchar not null,
    member varchar not null,
    starts_on date not null,
    ends_on date not null,
    amount decimal(18, 2) not null
);

-- one row per snapshot date; position counts from 1, previous_date is null for the first
create or replace table calendar (
    snapshot_date date not null,
    previous_date date,
    position integer not null
);

-- one row per role and member that any snapshot holds, '(blank)' for no value
create or replace table member (
    role varchar not null,
    member varchar not null
);
