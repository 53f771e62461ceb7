"""Ten visitors who click at once, each with a session of their own, without browsers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Iterator

from bench.pages import STORY, click
from bench.pipeline import Pipeline
from bench.server import serving
from bench.table import Row, in_words
from bench.timing import percentile
from bench.visitor import Visitor

VISITORS = 10
CLICKS_A_SECOND = 10.0
GOAL_SECONDS = 1.0
SHARE = 0.95
WEEKS = 16


def rows(deals: int, seconds: float) -> Iterator[Row]:
    """Two rows: the reruns a second when all click as soon as they are answered; the wait at ten clicks a second."""
    with serving(Pipeline(deals, WEEKS)) as server:
        at_once, paced = asyncio.run(_clicking(server.port, seconds))
    who = f"{VISITORS} visitors at once, {deals:,} deals x {WEEKS} weeks each"
    reruns = len(at_once) / seconds
    goal = f"{CLICKS_A_SECOND:g} a second"
    yield Row(f"{who}: reruns", f"{reruns:.1f} a second", goal, reruns / CLICKS_A_SECOND, 1.0, "at least")
    waited = percentile(paced, SHARE)
    what = f"{who}, {CLICKS_A_SECOND:g} clicks a second: 95% answered within"
    yield Row(what, in_words(waited), in_words(GOAL_SECONDS), waited / GOAL_SECONDS, 1.0)


async def _clicking(port: int, seconds: float) -> tuple[list[float], list[float]]:
    """The waits for all answers, first clicking at once, then paced."""
    visitors = [Visitor(port, STORY[number % len(STORY)]) for number in range(VISITORS)]
    for visitor in visitors:
        await visitor.open()
    at_once = await _all(_at_once(visitor, seconds) for visitor in visitors)
    every = VISITORS / CLICKS_A_SECOND
    paced = await _all(
        _paced(visitor, seconds, every, every * number / VISITORS) for number, visitor in enumerate(visitors)
    )
    for visitor in visitors:
        await visitor.close()
    return at_once, paced


async def _all(clicking: Iterator[Awaitable[list[float]]]) -> list[float]:
    return [wait for waits in await asyncio.gather(*clicking) for wait in waits]


async def _at_once(visitor: Visitor, seconds: float) -> list[float]:
    waits: list[float] = []
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        waits.append(await click(visitor, len(waits)))
    return waits


async def _paced(visitor: Visitor, seconds: float, every: float, first: float) -> list[float]:
    """Click on the beat; a click that comes late because the last answer did has waited since its beat."""
    start = time.perf_counter() + first
    waits: list[float] = []
    while (beat := start + every * len(waits)) < start + seconds:
        await asyncio.sleep(max(0.0, beat - time.perf_counter()))
        await click(visitor, len(waits))
        waits.append(time.perf_counter() - beat)
    return waits
