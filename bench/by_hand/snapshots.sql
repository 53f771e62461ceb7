select snapshot_date, previous_date, count(distinct opportunity_key) as deals
from calendar
join snapshot using (snapshot_date)
group by all
order by snapshot_date
