select
    snapshot_date,
    stage,
    layer,
    kind,
    amount,
    expected_close,
    stage_entered_on as stage_since,
    snapshot_date - stage_entered_on as dwell_days
from snapshot
join stage using (stage)
where opportunity_key = (select opportunity_key from opportunity where opportunity_id = 'OPP-0000123')
order by snapshot_date
