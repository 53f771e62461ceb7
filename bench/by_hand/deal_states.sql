select
    opportunity_id,
    any_value(opportunity_name) as opportunity_name,
    arg_max(stage.stage, snapshot_date) as stage,
    arg_max(kind, snapshot_date) as kind,
    arg_max(layer, snapshot_date) as layer,
    arg_max(position, snapshot_date) as position,
    (select sum(amount)::double from snapshot as last where last.opportunity_key = snapshot.opportunity_key
        and last.snapshot_date = max(snapshot.snapshot_date)) as amount,
    max(snapshot_date) as last_seen,
    max(snapshot_date) = date '2026-10-19' as is_there
from snapshot
join opportunity using (opportunity_key)
join stage on stage.stage = snapshot.stage
where opportunity_id in ('OPP-0000003', 'OPP-0000123', 'OPP-0000700')
group by opportunity_key, opportunity_id
order by opportunity_key
