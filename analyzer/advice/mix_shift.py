"""When the whole moves one way and each part the other: a shift in the mix, not in the work (Simpson's paradox)."""

from __future__ import annotations

from analyzer.message import Message
from analyzer.model import Engine, Selection
from analyzer.settings import Settings


def mix_shifts(engine: Engine, selection: Selection, settings: Settings) -> tuple[Message, ...]:
    """One sentence for each role by which a rate of the whole moved one way, and of every member the other."""
    return ()
