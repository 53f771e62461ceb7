-- one row per stage, in the user's order
select stage, position, layer, kind, benchmark_days
from stage
order by position
