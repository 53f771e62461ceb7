select snapshot_date, previous_date, datediff('day', previous_date, snapshot_date) as days, 7 as usual_days
from calendar
where previous_date is not null and snapshot_date <= date '2026-10-19'
order by snapshot_date
