-- What more than one figure reads of the selection: a rule that stands here stands in no figure.

-- one row per opportunity that is open at the comparison snapshot, at the review or at both, or that is new and closed:
-- the state it was in then and is in now. from_stage, to_stage: null where it was not, or is not there. from_state: its
-- stage, '(new)' where it was not there, '(reopened)' where it was closed. to_state: its stage, '(vanished)' where it is
-- not there. amount: today's; of what is lost or vanished the
-- earlier one.
create or replace view moved_deal as
with
before_deal as (
    select deal.opportunity_key, deal.stage, stage.kind, deal.amount
    from selected_deal as deal
    join stage using (stage)
    where deal.snapshot_date = getvariable('compare_to')::date
),
after_deal as (
    select deal.opportunity_key, deal.stage, stage.kind, deal.amount
    from selected_deal as deal
    join stage using (stage)
    where deal.snapshot_date = getvariable('as_of')::date and getvariable('compare_to') is not null
)
select
    coalesce(after_deal.opportunity_key, before_deal.opportunity_key) as opportunity_key,
    before_deal.stage as from_stage,
    after_deal.stage as to_stage,
    case
        when before_deal.stage is null then '(new)'
        when before_deal.kind <> 'open' then '(reopened)'
        else before_deal.stage
    end as from_state,
    coalesce(after_deal.stage, '(vanished)') as to_state,
    before_deal.amount as opening_amount,
    after_deal.amount as closing_amount,
    case
        when before_deal.stage is not null and coalesce(after_deal.kind, 'lost') = 'lost' then before_deal.amount
        else after_deal.amount
    end as amount
from before_deal
full join after_deal on after_deal.opportunity_key = before_deal.opportunity_key
where before_deal.kind is null or before_deal.kind = 'open' or after_deal.kind = 'open';

-- one row per selected stay in a stage, with the place of the stage in the funnel. since: see known_since. since_at_least:
-- where that is null, the first snapshot of all. days: to the end of the stay (the day that the data gives, else the first
-- snapshot that had the deal elsewhere), so far where it is still there, null where that is not known; see dwell_days.
-- is_open_now: an open deal, still there at the review. ended_on: the first snapshot that had it in another stage, null
-- until then. closing_day, of a won or lost deal: the day that the data gives; else the day it was expected to close,
-- where that is past; else since.
create or replace view known_stay as
with
dated as (
    select
        stay.*,
        case when stay.since is null then stay.first_seen end as since_at_least,
        case
            when stay.next_seen is not null then coalesce(stay.left_on, stay.next_seen)
            when stay.last_seen = getvariable('as_of')::date then stay.last_seen
        end as until
    from selected_stay as stay
)
select
    stay.* exclude (until),
    stage.kind,
    stage.layer,
    stage.position,
    following.kind as next_kind,
    following.layer as next_layer,
    earlier.kind as previous_kind,
    earlier.layer as previous_layer,
    earlier.position as previous_position,
    dwell_days(stay.since, stay.first_seen, stay.until) as days,
    stage.kind = 'open' and stay.last_seen = getvariable('as_of')::date as is_open_now,
    stay.next_seen as ended_on,
    case
        when stage.kind = 'open' then null
        when stay.closed_on <= getvariable('as_of')::date then stay.closed_on
        when stay.expected_close <= getvariable('as_of')::date then stay.expected_close
        else stay.since
    end as closing_day
from dated as stay
join stage using (stage)
left join stage as following on following.stage = stay.next_stage
left join stage as earlier on earlier.stage = stay.previous_stage;

-- one row per open stage: how long the selected deals stood in it that have left it, where it is known since when
create or replace view usual_dwell as
select stage, count(*) as completed, median(days) as median_days
from known_stay
where kind = 'open' and since is not null and ended_on is not null
group by stage;

-- one row per open stage: how long deals should stay in it. benchmark_days: the stage's own, else what is usual, null with
-- fewer than few_dwells completed dwells; the same for all members
create or replace view stage_benchmark as
select
    stage.stage,
    coalesce(
        cast(stage.benchmark_days as double),
        case when usual_dwell.completed >= getvariable('few_dwells') then usual_dwell.median_days end
    ) as benchmark_days,
    stage.benchmark_days is not null as benchmark_is_set,
    coalesce(usual_dwell.completed, 0) as benchmark_completed
from stage
left join usual_dwell on usual_dwell.stage = stage.stage
where stage.kind = 'open';

-- one row per selected deal and snapshot date, with its values of that day: stage_since and dwell_days, since when and how
-- many days it has been in its stage, dwell_is_minimum where it may be there for longer; see known_since and dwell_days
create or replace view dated_deal as
select
    deal.*,
    stood_since(deal.since, calendar.snapshot_date, deal.snapshot_date) as stage_since,
    dwell_days(deal.since, calendar.snapshot_date, deal.snapshot_date) as dwell_days,
    deal.since is null as dwell_is_minimum
from described_deal as deal
cross join calendar
where calendar.position = 1;

-- one row per selected deal that is open at the review snapshot, with its values of then
create or replace view waiting_deal as
select deal.*, stage.layer, stage.position
from dated_deal as deal
join stage using (stage)
where deal.snapshot_date = getvariable('as_of')::date and stage.kind = 'open';

-- one row per opportunity that came back from a later open stage to where it stands at the review snapshot
create or replace view returned_deal as
select stay.opportunity_key
from stay
join stage using (stage)
join stage as earlier on earlier.stage = stay.previous_stage
where
    earlier.kind = 'open'
    and earlier.position > stage.position
    and stay.first_seen <= getvariable('as_of')::date
    and coalesce(stay.next_seen > getvariable('as_of')::date, true);

-- one row per selected deal that is won at the review, as known then, and member of its lines; also what left later
-- snapshots. won_on: its closing day, null where nobody knows when before the first snapshot of all it was won.
create or replace view known_win as
with
won_stay as (
    select opportunity_key, last_seen, closing_day
    from known_stay
    where kind = 'won' and next_stage is null
)
select
    line.member,
    line.opportunity_key,
    won_stay.closing_day as won_on,
    max(line.customer) as customer,
    max(line.rep) as rep,
    cast(sum(line.amount) as decimal(18, 2)) as amount
from won_stay
join selected_snapshot as line
    on line.opportunity_key = won_stay.opportunity_key
    and line.snapshot_date = won_stay.last_seen
group by line.member, line.opportunity_key, won_stay.closing_day;

-- one row per opportunity without id, name and customer: its id is the number of its sheet and row, which is another one
-- once a file comes or goes
create or replace view numbered_opportunity as
select opportunity_key
from opportunity
where regexp_matches(opportunity_id, '^#[0-9]+[.][0-9]+$');

-- one row per line of a deal and snapshot date: for each field 1 where the line holds it, 0 where it is blank, null where
-- such a deal needs none: open ones no closing date, closed ones no expected close, probability and day of their stage.
-- An id that intake made of the name, the customer or the row, for want of one, is none. Name and day of creation are
-- those of the newest snapshot.
create or replace view held_field as
select
    line.snapshot_date,
    line.opportunity_key,
    line.split_deal,
    line.member,
    case
        when deal.opportunity_id = deal.opportunity_name or deal.opportunity_id = deal.customer then 0
        when deal.opportunity_id = concat(deal.opportunity_name, ' · ', deal.customer) then 0
        when deal.opportunity_id = concat(deal.customer, ' · ', deal.product) then 0
        when deal.opportunity_key in (select opportunity_key from numbered_opportunity) then 0
        else 1
    end as opportunity_id,
    case when deal.opportunity_name is null then 0 else 1 end as opportunity_name,
    case when line.customer = '(blank)' then 0 else 1 end as customer,
    case when line.amount is null then 0 else 1 end as amount,
    case when stage.kind <> 'open' then null when line.probability is null then 0 else 1 end as probability,
    case when deal.created_on is null then 0 else 1 end as created_on,
    case when stage.kind = 'open' then null when line.closed_on is null then 0 else 1 end as closed_on,
    case when stage.kind <> 'open' then null when line.expected_close is null then 0 else 1 end as expected_close,
    case when stage.kind <> 'open' then null when line.stage_entered_on is null then 0 else 1 end as stage_entered_on,
    case when line.region = '(blank)' then 0 else 1 end as region,
    case when line.product = '(blank)' then 0 else 1 end as product,
    case when line.industry = '(blank)' then 0 else 1 end as industry,
    case when line.channel = '(blank)' then 0 else 1 end as channel,
    case when line.rep = '(blank)' then 0 else 1 end as rep
from selected_snapshot as line
join stage using (stage)
join opportunity as deal using (opportunity_key);

-- one row per rep and stage, from their won deals up to the review: what stood there once, and what it closed at.
-- ratio: the won amount / the amount when the deal was last seen at the stage, before it was won; its median, and the
-- 95% interval of the median by ranks. usual_amount, lower_quarter, upper_quarter: of the won amounts.
create or replace view own_record as
with
first_win as (
    select deal.opportunity_key, min(deal.snapshot_date) as won_by
    from selected_deal as deal
    join stage using (stage)
    where stage.kind = 'won' and deal.snapshot_date <= getvariable('as_of')::date
    group by deal.opportunity_key
),
won as (
    select first_win.*, deal.amount as won_amount
    from first_win
    join selected_deal as deal
        on deal.opportunity_key = first_win.opportunity_key
        and deal.snapshot_date = first_win.won_by
    where deal.amount > 0
),
stood as (
    select won.opportunity_key, won.won_amount, deal.stage, arg_max(deal.amount, deal.snapshot_date) as amount
    from won
    join selected_deal as deal
        on deal.opportunity_key = won.opportunity_key
        and deal.snapshot_date < won.won_by
    join stage using (stage)
    where stage.kind = 'open' and deal.amount > 0
    group by won.opportunity_key, won.won_amount, deal.stage
),
pair as (
    select
        opportunity.rep,
        stood.stage,
        cast(stood.won_amount as double) as won_amount,
        cast(stood.won_amount as double) / cast(stood.amount as double) as ratio
    from stood
    join opportunity using (opportunity_key)
    where opportunity.rep <> '(blank)'
),
ranked as (
    select
        pair.*,
        row_number() over (partition by rep, stage order by ratio) as place,
        count(*) over (partition by rep, stage) as deals
    from pair
),
with_ranks as (
    select ranked.*, greatest(1, floor((deals - 1.96 * sqrt(deals)) / 2)) as lower_rank
    from ranked
)
select
    rep,
    stage,
    count(*) as won_deals,
    median(ratio) as median_ratio,
    max(case when place = lower_rank then ratio end) as ratio_low,
    max(case when place = deals + 1 - lower_rank then ratio end) as ratio_high,
    median(won_amount) as usual_amount,
    quantile_cont(won_amount, 0.25) as lower_quarter,
    quantile_cont(won_amount, 0.75) as upper_quarter
from with_ranks
group by rep, stage;

-- one row per step: two snapshots up to the review that lie the usual time apart. Of several in a week the one nearest to
-- whole weeks before the review stands for its week. days: between the two; usual_days: the median of the last 26 pairs.
-- Pairs whose days are not within half of the usual are none: what happened in them is not what happens in a step.
create or replace view counted_step as
with
dated as (
    select snapshot_date, datediff('day', snapshot_date, getvariable('as_of')::date) as days_ago
    from calendar
    where snapshot_date <= getvariable('as_of')::date
),
in_week as (
    select
        snapshot_date,
        row_number() over (
            partition by (days_ago + 3) // 7
            order by abs(days_ago - 7 * ((days_ago + 3) // 7)), snapshot_date
        ) as place
    from dated
),
pair as (
    select
        snapshot_date,
        lag(snapshot_date) over (order by snapshot_date) as previous_date,
        row_number() over (order by snapshot_date desc) as place
    from in_week
    where place = 1
),
gap as (
    select pair.*, datediff('day', previous_date, snapshot_date) as days
    from pair
    where previous_date is not null
),
usual as (
    select quantile_disc(days, 0.5) as usual_days
    from gap
    where place <= 26
)
select gap.snapshot_date, gap.previous_date, gap.days, usual.usual_days
from gap
cross join usual
where gap.days between 0.5 * usual.usual_days and 1.5 * usual.usual_days;

-- one row per opportunity, snapshot date and member of the role: its selected lines of that member added up. is_whole:
-- no other line of it belongs to another member, as far as the number of its lines tells.
create or replace view selected_part as
select
    snapshot_date, opportunity_key, member, stage, amount, since, closed_on, expected_close, customer, rep,
    true as is_whole
from selected_snapshot
where line = 0
union all
select
    snapshot_date,
    opportunity_key,
    member,
    stage,
    cast(sum(amount) as decimal(18, 2)) as amount,
    max(since) as since,
    max(closed_on) as closed_on,
    max(expected_close) as expected_close,
    max(customer) as customer,
    max(rep) as rep,
    false as is_whole
from selected_snapshot
where line > 0
group by snapshot_date, opportunity_key, member, stage;

-- one row per member and opportunity that is open at the review snapshot: its selected lines of that member added up, and
-- how long it has been in its stage
create or replace view waiting_part as
select
    part.*,
    stage.layer,
    dwell_days(part.since, calendar.snapshot_date, part.snapshot_date) as dwell_days
from selected_part as part
join stage using (stage)
cross join calendar
where part.snapshot_date = getvariable('as_of')::date and stage.kind = 'open' and calendar.position = 1;

-- one row per opportunity, snapshot date up to the review and member, as in selected_part. days_in_stage: since it came to
-- its stage, as far as known; at least so many where it was there at the first snapshot of all.
create or replace view dated_part as
select
    part.*,
    datediff('day', coalesce(stay.since, stay.since_at_least), part.snapshot_date) as days_in_stage
from selected_part as part
left join known_stay as stay
    on stay.opportunity_key = part.opportunity_key
    and stay.stage = part.stage
    and part.snapshot_date between stay.first_seen and stay.last_seen
where part.snapshot_date <= getvariable('as_of')::date;
