-- one row per member and day on which deals were won that are won at the review: how many, and their amount
select member, won_on, count(*) as deals, sum(amount) as amount, count(amount) as deals_with_amount
from known_win
where won_on is not null
group by member, won_on
order by member, won_on
