select member, sum(amount) as target
from target
where role = 'region' and starts_on = date '2026-10-01' and ends_on = date '2026-12-31'
group by member
order by member
