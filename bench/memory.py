"""How much memory fifty sessions hold, and how much of it stays when they have left."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator

from bench.pages import STORY
from bench.pipeline import Pipeline
from bench.server import Server, serving
from bench.table import Row
from bench.visitor import Visitor

GOAL_MEGABYTES = 1000.0
WEEKS = 12
LONGEST_WAIT = 60.0


def rows(deals: int, sessions: int, patience: float) -> Iterator[Row]:
    """Two rows: resident memory of the server with all sessions on their page, and what of theirs is left after.

    patience: seconds in which the memory of an idle server must not fall, to count as settled.
    """
    with serving(Pipeline(deals, WEEKS, arriving=0.0)) as server:
        asyncio.run(_visit(server.port, 1))
        empty = _settled(server, patience)
        held = asyncio.run(_hold(server, sessions, patience))
        left = _settled(server, patience)
    who = f"{sessions} sessions, {deals:,} deals x {WEEKS} weeks each"
    goal = f"{GOAL_MEGABYTES:,.0f} MB, {empty:,.0f} of them the server itself"
    yield Row(f"{who}: memory of the server", f"{held:,.0f} MB", goal, held / GOAL_MEGABYTES, 1.0)
    what = f"{who}: of their memory, kept after they left"
    yield Row(what, f"{left - empty:,.0f} MB", f"{held - empty:,.0f} MB held", (left - empty) / (held - empty), 0.25)


async def _hold(server: Server, sessions: int, patience: float) -> float:
    visitors = await _visit(server.port, sessions, stay=True)
    held = await asyncio.to_thread(_settled, server, patience)
    for visitor in visitors:
        await visitor.close()
    return held


async def _visit(port: int, sessions: int, stay: bool = False) -> list[Visitor]:
    visitors = [Visitor(port, STORY[number % len(STORY)]) for number in range(sessions)]
    for visitor in visitors:
        await visitor.open()
    if not stay:
        for visitor in visitors:
            await visitor.close()
    return visitors


def _settled(server: Server, patience: float) -> float:
    """Resident memory once it has stopped falling, or a minute is over."""
    lowest, since, until = server.resident_megabytes, time.monotonic(), time.monotonic() + LONGEST_WAIT
    while time.monotonic() < min(until, since + patience):
        time.sleep(0.5)
        now = server.resident_megabytes
        if now < lowest * 0.99:
            lowest, since = now, time.monotonic()
    return server.resident_megabytes
