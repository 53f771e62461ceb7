"""Which kind of table a sheet is, and its columns matched to the fields of that kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import duckdb

from analyzer.intake.columns import ACCEPTED, Match, header_score, match
from analyzer.intake.fields import (
    HISTORY_FIELDS,
    HISTORY_NEEDS,
    OPPORTUNITY_FIELDS,
    ROLE_FIELDS,
    STAGE_FIELDS,
    TARGET_FIELDS,
    TARGET_WORDS,
)
from analyzer.intake.plain_words import compact
from analyzer.intake.profile import ColumnProfile, profile
from analyzer.intake.raw_sheet import RawSheet
from analyzer.intake.report import TableKind
from analyzer.message import Message

_MOST_STAGES = 60


@dataclass(frozen=True)
class KnownSheet:
    """A raw sheet and what it was taken for. rows: those in its table. name: ``file`` or ``file/sheet``."""

    raw: RawSheet
    kind: TableKind
    reason: Message
    matches: tuple[Match, ...]
    rows: int
    columns: Mapping[str, ColumnProfile] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "columns", {item.field: item.profile for item in self.matches if item.field})

    @property
    def name(self) -> str:
        return sheet_name(self.raw)

    def match_of(self, name: str) -> Match:
        """The match of field ``name``, which the sheet has."""
        return next(item for item in self.matches if item.field == name)


def sheet_name(raw: RawSheet) -> str:
    """How settings and sentences call a sheet."""
    return f"{raw.file}/{raw.sheet}" if raw.sheet else raw.file


def recognise(connection: duckdb.DuckDBPyConnection, raw: RawSheet, chosen: Mapping[str, str]) -> KnownSheet:
    """What ``raw`` is by itself. A sheet of no known kind comes back as ``not_used``: it may yet be a lookup."""
    rows = raw.rows_read - raw.rows_not_data - raw.rows_rejected
    profiles = profile(connection, raw)
    if not rows:
        return KnownSheet(raw, "not_used", Message("It holds no rows of data."), match(profiles, (), chosen), 0)
    for judge in (_history, _targets, _stages, _opportunities):
        known = judge(raw, profiles, chosen, rows)
        if known:
            return known
    matches = match(profiles, OPPORTUNITY_FIELDS, chosen)
    return KnownSheet(
        raw, "not_used", Message("It has no column of stages, and no table here shares a key with it."), matches, rows
    )


Profiles = tuple[ColumnProfile, ...]
Chosen = Mapping[str, str]


def _history(raw: RawSheet, profiles: Profiles, chosen: Chosen, rows: int) -> KnownSheet | None:
    matches = match(profiles, HISTORY_FIELDS, {})
    fields = {item.field for item in matches}
    if not fields.issuperset(HISTORY_NEEDS) or any(_names(item, "stage") for item in profiles):
        return None
    return KnownSheet(raw, "stage_history", Message("Each row says when a deal changed its stage."), matches, rows)


def _names(item: ColumnProfile, field_name: str) -> bool:
    wanted = next(field for field in OPPORTUNITY_FIELDS if field.name == field_name)
    return compact(item.header) in {compact(alias) for alias in wanted.aliases}


def _targets(raw: RawSheet, profiles: Profiles, chosen: Chosen, rows: int) -> KnownSheet | None:
    matches = match(profiles, TARGET_FIELDS, {})
    by_field = {item.field: item for item in matches if item.field}
    if "amount" not in by_field or any(_names(item, "stage") for item in profiles):
        return None
    has_member = "member" in by_field or any(_role_of(item.profile) for item in matches)
    has_period = "period" in by_field or {"starts_on", "ends_on"} <= by_field.keys()
    named = compact(by_field["amount"].profile.header) in {compact(word) for word in TARGET_WORDS}
    named = named or _sounds_like_targets(raw) or {"role", "member"} <= by_field.keys()
    if not (has_member and has_period and named):
        return None
    role_matches = tuple(_as_role(item) if item.field in (None, "role") else item for item in matches)
    return KnownSheet(raw, "targets", Message("Each row sets an amount to win in a period."), role_matches, rows)


def _sounds_like_targets(raw: RawSheet) -> bool:
    return any(compact(word) in compact(sheet_name(raw)) for word in TARGET_WORDS)


def _role_of(item: ColumnProfile) -> str | None:
    roles = [field for field in OPPORTUNITY_FIELDS if field.name in ROLE_FIELDS]
    best = max(roles, key=lambda field: header_score(field, item.header))
    return best.name if header_score(best, item.header) >= 0.9 and item.filled else None


def _as_role(item: Match) -> Match:
    role = _role_of(item.profile)
    reason = Message("The header names the role, and its values the members.")
    return Match(item.profile, role, 0.9, reason) if role and item.field is None else item


def _stages(raw: RawSheet, profiles: Profiles, chosen: Chosen, rows: int) -> KnownSheet | None:
    matches = match(profiles, STAGE_FIELDS, {})
    fields = {item.field: item.profile for item in matches if item.field}
    if "name" not in fields or rows > _MOST_STAGES or not fields.keys() & {"position", "layer"}:
        return None
    names = fields["name"]
    if len(names.counts) < names.filled or not ({"layer", "kind"} & fields.keys() or _sounds_like_stages(raw, names)):
        return None
    if any(_names(item, "amount") or _names(item, "opportunity_id") for item in profiles):
        return None
    return KnownSheet(raw, "stages", Message("Each row names a stage and its place."), matches, rows)


def _sounds_like_stages(raw: RawSheet, names: ColumnProfile) -> bool:
    said = compact(sheet_name(raw))
    return "stage" in said or "阶段" in said or _names(names, "stage")


def _opportunities(raw: RawSheet, profiles: Profiles, chosen: Chosen, rows: int) -> KnownSheet | None:
    matches = match(profiles, OPPORTUNITY_FIELDS, chosen)
    stage = next((item for item in matches if item.field == "stage"), None)
    if stage is None or stage.confidence < ACCEPTED:
        return None
    return KnownSheet(raw, "opportunities", Message("Each row is an opportunity with its stage."), matches, rows)
