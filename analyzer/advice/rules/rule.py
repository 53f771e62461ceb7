"""What a rule is: an id, what it is called and says, where it is shown, and what it is held against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analyzer.message import Message

Page = Literal["waterfall", "week_over_week", "products", "gauges", "health"]


@dataclass(frozen=True)
class Rule:
    """One named check. SPEC 6.

    id: as "S1". title: its name. says: what to do when it holds. page: the act that shows it. thresholds: the names of
    its settings.
    """

    id: str
    title: Message
    says: Message
    page: Page
    thresholds: tuple[str, ...]
