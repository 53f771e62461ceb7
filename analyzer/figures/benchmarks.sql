-- one row per open stage: how long deals should stay in it
select
    stage.stage,
    stage.position,
    stage.layer,
    benchmark.benchmark_days,
    benchmark.benchmark_is_set,
    benchmark.benchmark_completed
from stage_benchmark as benchmark
join stage on stage.stage = benchmark.stage
order by stage.position
