select
    snapshot_date,
    any_value(stage) as stage,
    any_value(layer) as layer,
    any_value(kind) as kind,
    sum(amount) as amount,
    any_value(expected_close) as expected_close,
    any_value(stage_entered_on) as stage_since,
    snapshot_date - stage_since as dwell_days,
    false as dwell_is_minimum
from snapshot
join stage using (stage)
where opportunity_key = (select opportunity_key from opportunity where opportunity_id = 'OPP-0000123')
group by snapshot_date
order by snapshot_date
