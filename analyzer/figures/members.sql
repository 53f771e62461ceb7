-- one row per member of a role, over all snapshots
select member
from member
where role = $role
order by case when member = '(blank)' then 1 else 0 end, member
