select calendar.snapshot_date, calendar.previous_date, count(*) as deals
from calendar
join snapshot using (snapshot_date)
group by all
order by snapshot_date
