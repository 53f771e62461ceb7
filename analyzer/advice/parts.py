"""What the rules look at, part by part, from the rows of the figures: of one member, or of several together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from analyzer.advice.inputs import Benchmark, Cycle, Level, Rates, Step
from analyzer.advice.rows import Row, Rows
from analyzer.settings import Settings

TOP = 1


def levels(rows: Rows) -> Mapping[int, Level]:
    """Layer -> its open deals, of `figures.funnel_levels`."""
    found: dict[int, Level] = {}
    for row in rows:
        layer = int(row["layer"])
        found[layer] = found[layer] + _level(row) if layer in found else _level(row)
    return found


def _level(row: Row) -> Level:
    return Level(
        int(row["count"]),
        int(row["priced_count"]),
        row["amount"] or 0.0,
        row["largest_amount"] or 0.0,
        row["squared_amount"] or 0.0,
        int(row["dated_count"]),
        row["mean_days"] or 0.0,
        row["sd_days"] or 0.0,
        row["mean_days_at_most"],
        int(row["stalled_count"]),
        row["stalled_amount"] or 0.0,
        int(row["perhaps_stalled_count"]),
        int(row["count"] - row["known_count"]),
    )


def steps(rows: Rows, trend: Rows) -> list[Step]:
    """From snapshot to snapshot: `figures.arrivals`, and of `figures.layer_trend` how many deals there were before."""
    stood: Counter[date] = Counter()
    for level in trend:
        stood[level["snapshot_date"]] += int(level["count"])
    return [
        Step(
            row["snapshot_date"],
            int(row["days"]),
            int(row["new_count"]),
            int(row["moved_count"]),
            stood[row["previous_date"]],
        )
        for row in rows
    ]


def cycle(rows: Rows, settings: Settings) -> Cycle | None:
    """Of `figures.sales_cycle`, where enough deals were won."""
    won = int(rows[0]["won_dated"]) if rows else 0
    if won < settings.few_wins or not rows[0]["median_days"]:
        return None
    return Cycle(float(rows[0]["median_days"]), float(rows[0]["sd_days"] or 0.0), won)


def benchmark(held: Iterable[tuple[Row, int]]) -> Benchmark | None:
    """Of `figures.benchmarks` of several stages, each with how many deals it holds: the mean, weighed by these."""
    weighed = [(row, deals) for row, deals in held if deals]
    if not weighed or any(row["benchmark_days"] is None for row, _ in weighed):
        return None
    days = sum(row["benchmark_days"] * deals for row, deals in weighed) / sum(deals for _, deals in weighed)
    is_set = all(row["benchmark_is_set"] for row, _ in weighed)
    completed = {row["stage"]: int(row["benchmark_completed"]) for row, _ in weighed}
    return Benchmark(days, None if is_set else sum(completed.values()))


def lead_shares(trend: Rows, days: Sequence[date]) -> tuple[tuple[date, float | None], ...]:
    """The share of layer 1 at each of the snapshots, None where nothing was open: `figures.layer_trend`."""
    by_day: dict[date, list[Row]] = defaultdict(list)
    for row in trend:
        by_day[row["snapshot_date"]].append(row)
    return tuple((day, _lead_share(by_day[day])) for day in days)


def _lead_share(rows: Rows) -> float | None:
    by = "count" if any(row["share_by"] == "count" for row in rows) else "amount"
    at_top = [row[by] for row in rows if row["layer"] == TOP and row["count"]]
    total, held = _total(row[by] for row in rows), _total(at_top) if at_top else 0.0
    return held / total if held is not None and total else None


def _total(values: Iterable[float | None]) -> float | None:
    """Of what is known; None where nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def rates(rows: Rows) -> tuple[Rates, ...]:
    """`figures.advance_rates`, stage by stage in their order."""
    held: dict[tuple[int, int, str], Counter[str]] = defaultdict(Counter)
    for row in rows:
        counted = held[row["position"], row["layer"], row["stage"]]
        for name in ("deal_weeks", "advanced", "lost"):
            counted[f"{row['period']} {name}"] += int(row[name])
    return tuple(
        Rates(
            stage,
            of["recent deal_weeks"],
            of["recent advanced"],
            of["earlier deal_weeks"],
            of["earlier advanced"],
            int(layer),
            of["recent lost"],
            of["earlier lost"],
        )
        for (_, layer, stage), of in sorted(held.items())
    )


def at_first(trend: Rows, day: date) -> Mapping[int, int]:
    """Layer -> open deals at that snapshot, of `figures.layer_trend`."""
    found: Counter[int] = Counter()
    for row in trend:
        if row["snapshot_date"] == day:
            found[int(row["layer"])] += int(row["count"])
    return dict(found)
