-- one row per member with won deals: those of the year before the review, and those of the quarter so far
select
    member,
    count(case when won_on > $year_before then 1 end) as deals,
    count(case when won_on > $year_before then amount end) as priced,
    avg(case when won_on > $year_before then cast(amount as double) end) as mean_amount,
    stddev_pop(case when won_on > $year_before then cast(amount as double) end) as sd_amount,
    count(case when won_on >= $quarter_starts_on then 1 end) as deals_in_quarter,
    sum(case when won_on >= $quarter_starts_on then amount end) as amount_in_quarter
from known_win
where won_on is not null
group by member
order by member
