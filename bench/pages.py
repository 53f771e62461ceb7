"""How long a page's script takes beyond its queries."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from statistics import median

from bench.pipeline import Pipeline
from bench.server import Server, serving
from bench.table import Row, in_words
from bench.visitor import Visitor

STORY = ("gauges", "waterfall", "week-over-week", "products")
GOAL_SECONDS = 0.040
WEEKS = 16


def rows(deals: int, repeats: int) -> Iterator[Row]:
    """One row per page of the story: its script as the server runs it, each time for another selection."""
    with serving(Pipeline(deals, WEEKS)) as server:
        for page in STORY:
            beyond, in_queries = asyncio.run(_script_times(server, page, repeats))
            yield Row(
                f"page `{page}`: script beyond its queries",
                in_words(beyond),
                f"{in_words(GOAL_SECONDS)} (its queries: {in_words(in_queries)})",
                beyond / GOAL_SECONDS,
                1.0,
            )


async def _script_times(server: Server, page: str, repeats: int) -> tuple[float, float]:
    """Medians of the seconds beyond and in queries."""
    visitor = Visitor(server.port, page)
    await visitor.open()
    await visitor.choose("as_of", 1)
    before = len(server.script_times())
    for turn in range(repeats):
        await click(visitor, turn)
    await visitor.close()
    runs = server.script_times()[before:]
    return median(run["script"] - run["queries"] for run in runs), median(run["queries"] for run in runs)


async def click(visitor: Visitor, turn: int) -> float:
    """Another review snapshot, then another measure, in turns: the seconds until the answer is here."""
    if turn % 2:
        return await visitor.choose("measure", turn // 2 % 2)
    return await visitor.choose("as_of", turn // 2 % (visitor.choices["as_of"] - 2))
