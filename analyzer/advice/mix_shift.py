"""When the whole moves one way and each part the other: a shift in the mix, not in the work (Simpson's paradox)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import pandas as pd

from analyzer import figures
from analyzer.language.words import ROLE
from analyzer.message import Message, Share
from analyzer.model import BLANK, LOW_LAYERS, ROLES, Engine, Role, Selection
from analyzer.settings import Settings

# The members that are judged must hold nearly all deals, or the others could be what moved the whole.
NEARLY_ALL = 0.8

What = Literal["advance", "win"]


@dataclass(frozen=True)
class Part:
    """One member's rate: how many of how many came through, recently and earlier."""

    member: str
    came: int
    of: int
    came_before: int
    of_before: int

    @property
    def change(self) -> float:
        """How much the rate rose."""
        return self.came / self.of - self.came_before / self.of_before


def mix_shifts(engine: Engine, selection: Selection, settings: Settings) -> tuple[Message, ...]:
    """One sentence for each role by which a rate of the whole moved one way, and that of every member the other.

    The rates: deals of layers 1 to 3 that went on from one snapshot to the next, and won of all closed deals; in the
    last `conversion_weeks` against earlier. Raises what the engine raises.
    """
    return tuple(said for role in ROLES for said in _of_role(engine, selection, settings, role))


def _of_role(engine: Engine, selection: Selection, settings: Settings, role: Role) -> Iterable[Message]:
    if len(engine.run(figures.members(role))) < 2:
        return
    frame = engine.run(figures.advance_rates(selection, settings, role))
    low = frame[frame["layer"].isin(LOW_LAYERS)]
    closed = frame.assign(closed=frame["won"] + frame["lost"])
    rates: Mapping[What, list[Part]] = {
        "advance": _parts(low, "advanced", "deal_weeks"),
        "win": _parts(closed, "won", "closed"),
    }
    for what, parts in rates.items():
        found = shifted(parts, settings.few_deals)
        if found is not None:
            yield _said(what, found, parts, role)


def _parts(frame: pd.DataFrame, came: str, of: str) -> list[Part]:
    sums = frame.groupby(["member", "period"], as_index=False)[[came, of]].sum()
    rows = sums.itertuples(index=False, name=None)
    table = {(member, period): (int(came_by), int(of_all)) for member, period, came_by, of_all in rows}
    members = sorted({member for member, _ in table})
    return [
        Part(member, *table.get((member, "recent"), (0, 0)), *table.get((member, "earlier"), (0, 0)))
        for member in members
    ]


def shifted(parts: Sequence[Part], few: int) -> Part | None:
    """The member to which the mix has shifted, where the whole moved one way and all that can be judged the other."""
    whole = _together(parts)
    judged = [part for part in parts if part.member != BLANK and min(part.of, part.of_before) >= max(few, 1)]
    if len(judged) < 2 or not whole.of or not whole.of_before:
        return None
    held = _together(judged)
    if held.of < NEARLY_ALL * whole.of or held.of_before < NEARLY_ALL * whole.of_before:
        return None
    if not whole.change or any(part.change * whole.change >= 0 for part in judged):
        return None
    return max(judged, key=lambda part: part.of / whole.of - part.of_before / whole.of_before)


def _together(parts: Sequence[Part]) -> Part:
    return Part(
        "",
        sum(part.came for part in parts),
        sum(part.of for part in parts),
        sum(part.came_before for part in parts),
        sum(part.of_before for part in parts),
    )


def _said(what: What, towards: Part, parts: Sequence[Part], role: Role) -> Message:
    whole = _together(parts)
    values = {
        "before": Share(whole.came_before / whole.of_before),
        "now": Share(whole.came / whole.of),
        "role": ROLE[role],
        "member": towards.member,
        "share": Share(towards.of / whole.of),
        "share_before": Share(towards.of_before / whole.of_before),
    }
    return _TEXTS[what, whole.change > 0].saying(**values)


_TEXTS: Mapping[tuple[What, bool], Message] = MappingProxyType(
    {
        ("advance", False): Message(
            "From one snapshot to the next {now} of the low deals go on, against {before} earlier, though for every "
            "{role} it is more than before: {member} has {share} of these deals now, {share_before} earlier."
        ),
        ("advance", True): Message(
            "From one snapshot to the next {now} of the low deals go on, against {before} earlier, though for every "
            "{role} it is less than before: {member} has {share} of these deals now, {share_before} earlier."
        ),
        ("win", False): Message(
            "{now} of the closed deals were won, against {before} earlier, though for every {role} it is more than "
            "before: {member} has {share} of these deals now, {share_before} earlier."
        ),
        ("win", True): Message(
            "{now} of the closed deals were won, against {before} earlier, though for every {role} it is less than "
            "before: {member} has {share} of these deals now, {share_before} earlier."
        ),
    }
)
