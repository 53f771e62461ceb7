select stage, position, layer, kind, benchmark_days from stage order by position
