select
    member,
    round(sum(
        amount * (least(ends_on, date '2026-12-31') - greatest(starts_on, date '2026-10-01') + 1)
        / (ends_on - starts_on + 1)
    ), 2) as target
from target
where role = 'region' and starts_on <= date '2026-12-31' and ends_on >= date '2026-10-01'
group by member
order by member
