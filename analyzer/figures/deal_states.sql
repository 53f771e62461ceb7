-- one row per deal that is asked for and was known at the review: where it was then, or was seen last
select
    opportunity.opportunity_id,
    opportunity.opportunity_name,
    known_stay.stage,
    known_stay.kind,
    known_stay.layer,
    known_stay.position,
    cast(known_stay.amount as double) as amount,
    known_stay.last_seen,
    known_stay.last_seen = cast($as_of as date) as is_there
from known_stay
join opportunity on opportunity.opportunity_key = known_stay.opportunity_key
where
    known_stay.ended_on is null
    -- the ids stand in one text, each on a line of its own
    and position(concat(chr(10), opportunity.opportunity_id, chr(10)) in $wanted) > 0
order by opportunity.opportunity_key
