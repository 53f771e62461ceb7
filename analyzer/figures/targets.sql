-- one row per member of the role that has a target in the quarter
select member, target
from selected_target
order by member
