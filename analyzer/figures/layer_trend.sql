-- one row per member, snapshot date up to the review and layer of an open stage: what it held, and its share of the open
with
layer_sum as (
    select
        selected_level.member,
        selected_level.snapshot_date,
        stage.layer,
        sum(selected_level.deals) as deals,
        sum(selected_level.amount) as amount
    from selected_level
    join stage on stage.stage = selected_level.stage
    where selected_level.snapshot_date <= $as_of and stage.kind = 'open'
    group by selected_level.member, selected_level.snapshot_date, stage.layer
),
total as (
    select
        member,
        snapshot_date,
        sum(deals) as deals,
        sum(amount) as amount,
        case when $measure = 'count' or sum(sum(amount)) over () is null then 'count' else 'amount' end as share_by
    from layer_sum
    group by member, snapshot_date
),
layer_list as (
    select distinct layer from stage where kind = 'open'
)
select
    total.member,
    total.snapshot_date,
    layer_list.layer,
    cast(coalesce(layer_sum.deals, 0) as bigint) as count,
    case when layer_sum.deals > 0 then layer_sum.amount else 0 end as amount,
    case
        when total.share_by = 'count' then cast(coalesce(layer_sum.deals, 0) as double) / nullif(total.deals, 0)
        when layer_sum.deals > 0 then cast(layer_sum.amount as double) / nullif(cast(total.amount as double), 0)
        else cast(0 as double) / nullif(cast(total.amount as double), 0)
    end as share,
    total.share_by
from total
cross join layer_list
left join layer_sum
    on layer_sum.member = total.member
    and layer_sum.snapshot_date = total.snapshot_date
    and layer_sum.layer = layer_list.layer
order by total.member, total.snapshot_date, layer_list.layer
