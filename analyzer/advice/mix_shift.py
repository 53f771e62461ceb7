"""When the whole moves one way and each part the other: a shift in the mix, not in the work (Simpson's paradox)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from analyzer import figures
from analyzer.advice.rows import Row, rows_of
from analyzer.language.words import ROLE
from analyzer.message import Message, Share
from analyzer.model import BLANK, LOW_LAYERS, ROLES, Engine, Role, Selection
from analyzer.settings import Settings

# The members that are judged must hold nearly all deals, or the others could be what moved the whole.
NEARLY_ALL = 0.8

# A mix that does less than a percentage point is not worth a sentence, unless it turns everything around.
FROM_A_POINT = 0.01
# So much of the deals is another member's than before.
NEW_MIX = 0.2

# Of a customer there are too few deals to tell a rate.
PARTS: tuple[Role, ...] = tuple(role for role in ROLES if role != "customer")

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


@dataclass(frozen=True)
class Shift:
    """whole: all that can be judged. steady: its rate now, had the mix stayed. towards: the member that grew most.

    is_simpsons: the whole moved one way and each member the other.
    """

    whole: Part
    steady: float
    towards: Part
    is_simpsons: bool


def mix_shifts(engine: Engine, selection: Selection, settings: Settings) -> tuple[Message, ...]:
    """One sentence for each role and rate that its mix of members moved: against all of them, or more than they did.

    The rates: deals of layers 1 to 3 that went on from one snapshot to the next, and won of all closed deals; in the
    last `conversion_weeks` against earlier. Raises what the engine raises.
    """
    return tuple(said for role in PARTS for said in _of_role(engine, selection, settings, role))


def _of_role(engine: Engine, selection: Selection, settings: Settings, role: Role) -> Iterable[Message]:
    if len(engine.run(figures.members(role))) < 2:
        return
    rows = rows_of(engine.run(figures.advance_rates(selection, settings, role)))
    low = [row for row in rows if row["layer"] in LOW_LAYERS]
    rates: Mapping[What, list[Part]] = {
        "advance": _parts((row, row["advanced"], row["deal_weeks"]) for row in low),
        "win": _parts((row, row["won"], row["won"] + row["lost"]) for row in rows),
    }
    for what, parts in rates.items():
        found = shifted(parts, settings.few_deals)
        if found is not None:
            yield _said(what, found, role)


def _parts(counted: Iterable[tuple[Row, int, int]]) -> list[Part]:
    """Each row of `figures.advance_rates` with how many came of how many, added up by member."""
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for row, came, of in counted:
        sums[row["member"]].update({f"came {row['period']}": came, f"of {row['period']}": of})
    return [
        Part(member, of["came recent"], of["of recent"], of["came earlier"], of["of earlier"])
        for member, of in sorted(sums.items())
    ]


def shifted(parts: Sequence[Part], few: int) -> Shift | None:
    """What the mix did to the rate, where it did more than the members; None where it did not, or nobody can tell.

    The change of the whole is the members' changes, weighed by what they hold, and the rest is the mix (Kitagawa 1955,
    "Components of a difference between two rates").
    """
    judged = [part for part in parts if part.member != BLANK and min(part.of, part.of_before) >= max(few, 1)]
    whole, held = _together(parts), _together(judged)
    if len(judged) < 2 or held.of < NEARLY_ALL * whole.of or held.of_before < NEARLY_ALL * whole.of_before:
        return None
    shares = [(part, part.of / held.of, part.of_before / held.of_before) for part in judged]
    if sum(abs(now - before) for _, now, before in shares) / 2 < NEW_MIX:
        return None
    by_members = sum((now + before) / 2 * part.change for part, now, before in shares)
    by_mix = held.change - by_members
    is_simpsons = all(part.change * held.change < 0 for part in judged)
    is_of_the_mix = by_mix * by_members < 0 or abs(by_mix) > abs(by_members)
    if not is_simpsons and not (is_of_the_mix and abs(by_mix) >= FROM_A_POINT):
        return None
    towards = max(judged, key=lambda part: part.of / held.of - part.of_before / held.of_before)
    return Shift(held, held.came / held.of - by_mix, towards, is_simpsons)


def _together(parts: Sequence[Part]) -> Part:
    return Part(
        "",
        sum(part.came for part in parts),
        sum(part.of for part in parts),
        sum(part.came_before for part in parts),
        sum(part.of_before for part in parts),
    )


def _said(what: What, found: Shift, role: Role) -> Message:
    whole, towards = found.whole, found.towards
    turn = "mix" if not found.is_simpsons else "rose" if whole.change > 0 else "fell"
    values = {
        "before": Share(whole.came_before / whole.of_before),
        "now": Share(whole.came / whole.of),
        "steady": Share(found.steady),
        "role": ROLE[role],
        "member": towards.member,
        "share": Share(towards.of / whole.of),
        "share_before": Share(towards.of_before / whole.of_before),
    }
    text = _TEXTS[what, turn]
    return text.saying(**{name: value for name, value in values.items() if f"{{{name}}}" in text.text})


_TEXTS: Mapping[tuple[What, str], Message] = MappingProxyType(
    {
        ("advance", "fell"): Message(
            "{now} of the low deals go on from one snapshot to the next, against {before} earlier, though for every "
            "{role} it is more than before: {member} has {share} of these deals now, {share_before} earlier."
        ),
        ("advance", "rose"): Message(
            "{now} of the low deals go on from one snapshot to the next, against {before} earlier, though for every "
            "{role} it is less than before: {member} has {share} of these deals now, {share_before} earlier."
        ),
        ("advance", "mix"): Message(
            "{now} of the low deals go on from one snapshot to the next, against {before} earlier; it would be "
            "{steady} had the mix by {role} stayed: {member} has {share} of these deals now, {share_before} earlier."
        ),
        ("win", "fell"): Message(
            "{now} of the closed deals were won, against {before} earlier, though for every {role} it is more than "
            "before: {member} has {share} of these deals now, {share_before} earlier."
        ),
        ("win", "rose"): Message(
            "{now} of the closed deals were won, against {before} earlier, though for every {role} it is less than "
            "before: {member} has {share} of these deals now, {share_before} earlier."
        ),
        ("win", "mix"): Message(
            "{now} of the closed deals were won, against {before} earlier; it would be {steady} had the mix by {role} "
            "stayed: {member} has {share} of these deals now, {share_before} earlier."
        ),
    }
)
