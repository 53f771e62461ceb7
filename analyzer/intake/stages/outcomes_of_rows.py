"""What the columns beside the stage say of each row: open, won, lost, over, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analyzer.intake.matching.sheet_kinds import KnownSheet
from analyzer.intake.stages.outcome_columns import OutcomeColumn, kind_by_name
from analyzer.intake.stages.tallies import Coded, coded, combined
from analyzer.intake.values.columns_of_values import as_decimal

_CERTAIN = 0.995


def said_by_columns(sheet: KnownSheet, columns: Sequence[OutcomeColumn]) -> Coded:
    """What statuses and flags say together."""
    parts = [_said_by(sheet, column) for column in columns]
    flags = tuple(column.flag for column in columns)
    return combined(parts, lambda said: _together(dict(zip(flags, said, strict=True))))


def _said_by(sheet: KnownSheet, column: OutcomeColumn) -> Coded:
    says = {value.strip(): outcome for value, outcome in column.says.items()}
    return coded(sheet.raw.cells[column.profile.column], says.get)


def _together(said: Mapping[str | None, str | None]) -> str | None:
    """One outcome of a status (under None) and of flags; a status that is won or lost comes first."""
    status, is_won, is_lost, is_over = (said.get(flag) for flag in (None, "won", "lost", "over"))
    if status in ("won", "lost"):
        return status
    if is_won or is_lost:
        return "won" if is_won else "lost"
    if is_over:
        return "lost" if "won" in said else "over"
    by_flags = "open" if "over" in said or {"won", "lost"} <= said.keys() else None
    return by_flags or status


def said_by_chance(sheet: KnownSheet) -> Coded | None:
    """What certainty says, where some label says that a deal is over and not how; None where there is none."""
    is_any_over = any(kind_by_name(label) == "over" for label in sheet.columns["stage"].judged)
    if not is_any_over or "probability" not in sheet.columns:
        return None
    cells = sheet.raw.cells[sheet.columns["probability"].column]
    plain = [_number(text) for text in coded(cells).values if text and not _is_percentage(text)]
    whole = 100 if max((number for number in plain if number is not None), default=0) > 1 else 1
    return coded(cells, lambda text: _by_certainty(text, whole))


def _by_certainty(text: str, whole: int) -> str | None:
    number = _number(text)
    if number is None:
        return None
    share = number / (100 if _is_percentage(text) else whole)
    return "won" if share >= _CERTAIN else "lost" if share <= 1 - _CERTAIN else None


def _is_percentage(text: str) -> bool:
    return text.endswith(("%", "％"))


def _number(text: str) -> float | None:
    number = as_decimal(text.rstrip("%％ ").replace(",", "."))
    return float(number) if number is not None and 0 <= number <= 100 else None
