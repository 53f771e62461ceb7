select distinct coalesce(region, '(blank)') as member from snapshot order by member = '(blank)', member
