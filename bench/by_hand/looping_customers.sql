with
state as (
    select
        opportunity_key,
        snapshot_date,
        stage,
        layer,
        kind,
        lag(layer, 1, 0) over (partition by opportunity_key order by snapshot_date) as was
    from (select opportunity_key, snapshot_date, max(line) as line from snapshot group by all) as last_line
    join snapshot using (opportunity_key, snapshot_date, line)
    join stage using (stage)
),
-- a deal's stay takes the values of its last line
deal as (
    select
        opportunity_key,
        arg_max(snapshot.customer, (snapshot_date, line)) as customer,
        arg_max(snapshot.product, (snapshot_date, line)) as product,
        min(snapshot_date) as begins
    from snapshot
    group by opportunity_key
),
told as (
    select
        opportunity_key,
        count(*) filter (where layer = 2 and was is distinct from 2) as entries,
        max(snapshot_date) filter (where layer = 2 and was is distinct from 2) as last_entry,
        coalesce(arg_max(layer, snapshot_date) >= 4, false) and arg_max(kind, snapshot_date) <> 'lost' as has_got_on,
        max(snapshot_date) filter (where kind = 'open') as last_open,
        max(snapshot_date) as last_seen
    from state
    group by opportunity_key
),
span as (
    select *, case when last_open < last_seen then last_open + 7 else last_open + 1 end as ends
    from told
    join deal using (opportunity_key)
),
counted as (
    select
        one.customer,
        one.product,
        bool_or(one.has_got_on) or bool_or(exists (
            from span as other
            where other.customer = one.customer
                and other.product = one.product
                and (other.begins, other.opportunity_key) < (one.begins, one.opportunity_key)
                and other.ends > one.begins
        )) as are_apart,
        max(case when has_got_on then 0 else entries end) as most,
        sum(entries) as together,
        count(*) as deals,
        max(last_entry) as last_entry
    from span as one
    group by all
)
select '' as member, customer, product, if(are_apart, most, together) as entries, deals, last_entry
from counted
where if(are_apart, most, together) > 1
order by entries desc, customer, product, last_entry, deals
