-- one row per open stage, in order: what it holds, its share of all, and what it held at the comparison snapshot
with
stage_sum as (
    select stage, snapshot_date, deals, amount
    from selected_level
    where snapshot_date in ($as_of, cast($compare_to as date))
),
bar as (
    select
        stage.stage,
        stage.position,
        stage.layer,
        coalesce(after_sum.deals, 0) as deals,
        after_sum.amount,
        coalesce(before_sum.deals, 0) as previous_deals,
        before_sum.amount as previous_amount
    from stage
    left join stage_sum as after_sum
        on after_sum.stage = stage.stage and after_sum.snapshot_date = $as_of
    left join stage_sum as before_sum
        on before_sum.stage = stage.stage and before_sum.snapshot_date = cast($compare_to as date)
    where stage.kind = 'open'
),
total as (
    select
        bar.*,
        sum(deals) over () as total_deals,
        sum(amount) over () as total_amount,
        case when $measure = 'count' or sum(amount) over () is null then 'count' else 'amount' end as share_by
    from bar
),
shared as (
    select
        total.*,
        case
            when share_by = 'count' then cast(deals as double) / nullif(total_deals, 0)
            when deals = 0 then cast(0 as double) / nullif(cast(total_amount as double), 0)
            else cast(amount as double) / nullif(cast(total_amount as double), 0)
        end as share
    from total
)
-- no deals hold an amount of 0; deals of which none has an amount hold no amount
select
    stage,
    position,
    layer,
    cast(deals as bigint) as count,
    case when deals > 0 then amount else 0 end as amount,
    case when cast($compare_to as date) is not null then cast(previous_deals as bigint) end as previous_count,
    case
        when cast($compare_to as date) is null then null
        when previous_deals > 0 then previous_amount
        else 0
    end as previous_amount,
    share,
    cast(total_deals as bigint) as total_count,
    case when total_deals > 0 then total_amount else 0 end as total_amount,
    case
        when sum(share) over () is not null then coalesce(sum(case when layer <= 3 then share end) over (), 0)
    end as low_share,
    share_by
from shared
order by position
