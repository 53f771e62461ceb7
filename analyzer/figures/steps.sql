-- one row per step of the usual length that ended after $since and by the review, oldest first
select snapshot_date, previous_date, days, usual_days
from counted_step
where snapshot_date > $since
order by snapshot_date
