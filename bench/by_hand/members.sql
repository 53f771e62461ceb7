select distinct region as member from snapshot order by member = '(blank)', member
