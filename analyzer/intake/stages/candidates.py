"""What is known of each stage before the others are looked at: what was told, its name, its number, its chances."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from analyzer.intake.matching.plain_words import compact
from analyzer.intake.stages.ordinals import Numbered, all_taken_apart
from analyzer.intake.stages.spelling import Group
from analyzer.intake.stages.stage_words import (
    AWARDED,
    DEFAULT_NAMES,
    KNOWN,
    SIGNED,
    WON,
    Found,
    Place,
    find,
    key,
    only_ended,
    places,
)
from analyzer.message import Message
from analyzer.model import WON_LAYER, Stage, StageKind
from analyzer.settings import Settings

_NOT_KNOWN = Message("Its name is not known, and nothing else shows its place.")
_DECISION = 6
# After all steps of a decision.
_SIGNING = 20


@dataclass(frozen=True)
class Candidate:
    """One stage. place: None while nothing shows it. sureness: 0..1. is_told: by the user or a stage sheet.

    is_over: its name says that it is over, and not how. is_mixed: what its deals do differs between pipelines.
    """

    group: Group
    numbered: Numbered
    place: Place | None = None
    sureness: float = 0.0
    reason: Message = _NOT_KNOWN
    is_told: bool = False
    is_over: bool = False
    is_mixed: bool = False
    position: int | None = None

    @property
    def name(self) -> str:
        return self.group.name

    @property
    def chance(self) -> float | None:
        """The probability of winning that its name tells, or else the mean of its rows."""
        of_rows = None if self.is_mixed else self.group.probability
        return of_rows if self.numbered.chance is None else self.numbered.chance

    @property
    def may_be_open(self) -> bool:
        return not self.is_over and (self.place is None or self.place.kind == "open")


def candidates(
    groups: Iterable[Group], settings: Settings, told: Mapping[str, Stage], ends: Mapping[str, StageKind]
) -> list[Candidate]:
    """A candidate for each group that is not to be left out. ends: labels whose deals are all won or all lost."""
    groups = [group for group in groups if group.name]
    apart = all_taken_apart(group.name for group in groups)
    found = [_candidate(group, apart[group.name], settings, told) for group in groups]
    found = [_ended_by_status(item, ends) for item in found]
    found = [_closing(item, found) for item in found]
    return [_of_number_seven(item, found) for item in _in_company(found)]


def _candidate(group: Group, numbered: Numbered, settings: Settings, told: Mapping[str, Stage]) -> Candidate:
    stage = told.get(group.name)
    if stage and (stage.layer is not None or stage.kind == "lost"):
        reason = Message("You said so.") if settings.stages else Message("The stage sheet says so.")
        place = Place(stage.layer, stage.kind, 0)
        return Candidate(group, numbered, place, 1.0, reason, is_told=True, position=stage.position)
    position = stage.position if stage else None
    found = _by_name(group.name, numbered)
    if found is None or (stage and found[0].kind != "open"):
        is_over = only_ended(numbered.rest) or only_ended(group.name)
        return Candidate(group, numbered, is_over=is_over, position=position)
    place, sureness, reason = found
    if group.answered:
        return Candidate(group, numbered, place, 1.0, Message("You said so."), position=position)
    return Candidate(group, numbered, place, sureness, reason, position=position)


def _by_name(name: str, numbered: Numbered) -> tuple[Place, float, Message] | None:
    for known, (layer, kind) in DEFAULT_NAMES.items():
        if compact(known) == compact(name):
            place = replace(places()[compact(known)], layer=layer, kind=kind, also=())
            return place, 1.0, Message("It is the layer's own name.")
    found = (find(numbered.rest) if numbered.rest else None) or find(name)
    return (found.place, found.sureness, _why(found)) if found else None


def _why(found: Found) -> Message:
    if found.phrase is None:
        return Message("Sales teams commonly use this name.")
    return Message("Its name holds “{phrase}”.", phrase=found.phrase)


def _ended_by_status(item: Candidate, ends: Mapping[str, StageKind]) -> Candidate:
    kinds = {ends.get(label.text) for label in item.group.labels}
    kind = next(iter(kinds), None)
    if item.place or len(kinds) > 1 or kind is None:
        return item
    if kind == "open":
        reason = Message("Its deals are still open by another column, so it is the step of closing.")
        place = Place(_DECISION, "open", _SIGNING)
        return replace(item, place=place, sureness=0.92, reason=reason, is_over=False)
    layer = WON_LAYER if kind == "won" else None
    reason = Message("All its deals have an outcome in another column.")
    return replace(item, place=Place(layer, kind, WON), sureness=0.9, reason=reason, is_over=True)


def _closing(item: Candidate, found: list[Candidate]) -> Candidate:
    """``Close`` beside stages that are won and lost, as Dynamics has it, is the step before them."""
    kinds = {other.place.kind for other in found if other.place}
    if item.place or key(item.numbered.rest) != "close" or not {"won", "lost"} <= kinds:
        return item
    reason = Message("Other stages are won and lost, so it is the step of closing.")
    return replace(item, place=Place(_DECISION, "open", _SIGNING), sureness=0.9, reason=reason, is_over=False)


def _in_company(found: list[Candidate]) -> list[Candidate]:
    """The same, where a word of winning that comes before a plainer one is still a decision."""
    ranks = {item.place.rank for item in found if item.place and item.place.kind == "won"}
    ranks |= {WON for item in found if item.place and item.place.kind == "won" and item.is_told}
    last = {rank: _last_number(found, rank) for rank in ranks}
    return [_before_winning(item, ranks, last) for item in found]


def _last_number(found: list[Candidate], rank: int) -> float:
    numbers = [item.numbered.ordinal for item in found if item.place and item.place.rank == rank]
    return max((number for number in numbers if number is not None), default=float("inf"))


def _before_winning(item: Candidate, ranks: set[int], last: Mapping[int, float]) -> Candidate:
    if item.is_told or item.place is None or item.place.rank not in (AWARDED, SIGNED):
        return item
    plainer = {rank for rank in ranks if item.place.rank < rank <= WON}
    if not any((item.numbered.ordinal or 0) < last.get(rank, float("inf")) for rank in plainer):
        return item
    reason = Message("Another stage says more plainly that the deal is won, so this one comes before it.")
    return replace(item, place=Place(_DECISION, "open", _SIGNING), sureness=0.85, reason=reason)


def _of_number_seven(item: Candidate, found: list[Candidate]) -> Candidate:
    """A bare 7 after 1 to 6 is the seventh layer, which is won, where no other stage is."""
    bare = {other.numbered.ordinal for other in found if not other.numbered.rest}
    is_won = any(other.place and other.place.kind == "won" for other in found)
    if item.place or item.numbered.rest or item.numbered.ordinal != WON_LAYER or is_won or bare != set(range(1, 8)):
        return item
    reason = Message("Its number is taken for the layer.")
    return replace(item, place=Place(WON_LAYER, "won", WON), sureness=0.75, reason=reason)


def is_known(item: Candidate) -> bool:
    """Whether its name or the user places it, so that others may be measured by it."""
    return item.is_told or (item.place is not None and item.sureness >= KNOWN - 0.1)
