select
    '' as member,
    opportunity_key,
    any_value(opportunity_id) as opportunity_id,
    any_value(stage) as stage,
    any_value(layer) as layer,
    date '2026-10-19' - any_value(stage_entered_on) as days_in_stage,
    sum(amount) as amount,
    any_value(snapshot.customer) as customer,
    any_value(snapshot.rep) as rep
from snapshot
join stage using (stage)
join opportunity using (opportunity_key)
where snapshot_date = date '2026-10-19' and kind = 'open'
group by opportunity_key
order by amount desc nulls last, opportunity_key
