"""Columns beside the stage that tell which deals are open, won and lost: a status, or flags such as ``IsWon``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from analyzer.intake.matching.columns import Match
from analyzer.intake.matching.profile import ColumnProfile
from analyzer.intake.matching.sheet_kinds import KnownSheet
from analyzer.intake.stages.ordinals import split_ordinal
from analyzer.intake.stages.stage_words import IN_PART, find, key, only_ended
from analyzer.intake.stages.words import statuses
from analyzer.model import StageKind

# "over" is said of a deal that is won or lost, without saying which.
Outcome = Literal["open", "won", "lost", "over"]
Flag = Literal["won", "lost", "over"]


def _keys(names: str) -> frozenset[str]:
    return frozenset(key(name) for name in names.split(", "))


_STATUS_HEADERS = _keys(statuses.STATUS_HEADERS)
_FLAG_HEADERS: tuple[tuple[Flag, frozenset[str]], ...] = (
    ("won", _keys(statuses.WON_HEADERS)),
    ("lost", _keys(statuses.LOST_HEADERS)),
    ("over", _keys(statuses.OVER_HEADERS)),
)
_STILL_OPEN = _keys(statuses.STILL_OPEN)
_ON_HOLD = _keys(statuses.ON_HOLD)
_TRUE = frozenset(
    ("true", "1", "1.0", "yes", "y", "t", "x", "是", "ja", "oui", "si", "sim", "はい", "对", "√", "✓", "✔")
)
_FALSE = frozenset(("false", "0", "0.0", "no", "n", "f", "否", "nein", "non", "nao", "いいえ", "×", "-"))
_MOST_VALUES = 60


@dataclass(frozen=True)
class OutcomeColumn:
    """One column and what its values say. flag: what a true value says, None for a column of statuses."""

    match: Match
    says: Mapping[str, Outcome]
    flag: Flag | None = None

    @property
    def profile(self) -> ColumnProfile:
        return self.match.profile


def outcome_columns(sheet: KnownSheet) -> list[OutcomeColumn]:
    """The columns of ``sheet`` that tell outcomes, where neither the user nor a field has taken them."""
    free = [item for item in sheet.matches if item.field is None and item.profile.filled and item.confidence < 1]
    statuses = [found for found in map(_status, free) if found]
    flags = {found.flag: found for found in map(_flag, free) if found}
    return [*statuses[:1], *flags.values()]


def _status(match: Match) -> OutcomeColumn | None:
    header = key(match.profile.header)
    if not (header in _STATUS_HEADERS or header.removeprefix("deal") in _STATUS_HEADERS):
        return None
    values = match.profile.judged
    known = {value: outcome for value in values if (outcome := said_by(value))}
    held = [value for value in values if value in known or key(value) in _ON_HOLD]
    if not known or len(values) > _MOST_VALUES or len(held) <= len(values) / 2:
        return None
    return OutcomeColumn(match, known)


def _flag(match: Match) -> OutcomeColumn | None:
    header = key(match.profile.header)
    flag = next((flag for flag, headers in _FLAG_HEADERS if header in headers), None)
    values = [value.strip().casefold() for value in match.profile.judged]
    if flag is None or not values or not all(value in _TRUE or value in _FALSE for value in values):
        return None
    true = {value: flag for value in match.profile.judged if value.strip().casefold() in _TRUE}
    return OutcomeColumn(match, dict(true), flag)


def is_true(value: str | None) -> bool:
    """Whether ``value`` says yes."""
    return value is not None and value.strip().casefold() in _TRUE


def said_by(value: str) -> Outcome | None:
    """What one value of a status says of its deal."""
    if key(value) in _STILL_OPEN:
        return "open"
    kind = kind_by_name(value)
    return kind if kind != "open" else None


def kind_by_name(label: str) -> StageKind | Literal["over"] | None:
    """The kind of a stage of this name, "over" where it does not say how it ended, None where it is not known."""
    rest = split_ordinal(label)[1]
    found = (find(rest) if rest else None) or find(label)
    if found and found.sureness >= IN_PART:
        return found.place.kind
    return "over" if only_ended(rest) or only_ended(label) else None


def headers_of(columns: Sequence[OutcomeColumn]) -> list[str]:
    """How the columns are called."""
    return [column.profile.header for column in columns]
