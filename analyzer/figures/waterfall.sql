-- one row per open stage, in order: what it holds, its share of all, and what it held at the comparison snapshot
with
after_sum as (
    select stage, sum(single_deal) + count(distinct split_deal) as deals, sum(amount) as amount
    from selected_snapshot
    where snapshot_date = $as_of
    group by stage
),
before_sum as (
    select stage, sum(single_deal) + count(distinct split_deal) as deals, sum(amount) as amount
    from selected_snapshot
    where snapshot_date = cast($compare_to as date)
    group by stage
),
total as (
    select
        coalesce(sum(after_sum.deals), 0) as deals,
        case when sum(after_sum.deals) is null then 0 else sum(after_sum.amount) end as amount,
        case when $measure = 'count' or sum(after_sum.amount) is null then 'count' else 'amount' end as share_by
    from after_sum
    join stage on stage.stage = after_sum.stage and stage.kind = 'open'
),
bar as (
    select
        stage.stage,
        stage.position,
        stage.layer,
        coalesce(after_sum.deals, 0) as deals,
        case when after_sum.deals is null then 0 else after_sum.amount end as amount,
        case when cast($compare_to as date) is not null then coalesce(before_sum.deals, 0) end as previous_deals,
        case
            when cast($compare_to as date) is null then null
            when before_sum.deals is null then 0
            else before_sum.amount
        end as previous_amount
    from stage
    left join after_sum on after_sum.stage = stage.stage
    left join before_sum on before_sum.stage = stage.stage
    where stage.kind = 'open'
),
shared as (
    select
        bar.*,
        total.deals as total_deals,
        total.amount as total_amount,
        total.share_by,
        case
            when total.share_by = 'count' then cast(bar.deals as double) / nullif(total.deals, 0)
            else cast(bar.amount as double) / nullif(cast(total.amount as double), 0)
        end as share
    from bar
    cross join total
)
select
    stage,
    position,
    layer,
    cast(deals as bigint) as count,
    amount,
    cast(previous_deals as bigint) as previous_count,
    previous_amount,
    share,
    cast(total_deals as bigint) as total_count,
    total_amount,
    case
        when sum(share) over () is not null then coalesce(sum(case when layer <= 3 then share end) over (), 0)
    end as low_share,
    share_by
from shared
order by position
