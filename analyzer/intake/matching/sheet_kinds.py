"""Which kind of table a sheet is, and its columns matched to the fields of that kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import cast

from analyzer.intake.matching.columns import Match, match
from analyzer.intake.matching.fields import (
    HISTORY_FIELDS,
    HISTORY_NEEDS,
    OPPORTUNITY_FIELDS,
    ROLE_FIELDS,
    STAGE_FIELDS,
    TARGET_FIELDS,
    TARGET_WORDS,
)
from analyzer.intake.matching.guesses import guessed
from analyzer.intake.matching.headers import header_score, meaning
from analyzer.intake.matching.plain_words import compact
from analyzer.intake.matching.profile import ColumnProfile, profile
from analyzer.intake.matching.relations import tells_changes
from analyzer.intake.matching.shapes import Shape, recall, told_apart
from analyzer.intake.matching.word_lists import NEUTRAL
from analyzer.intake.raw_sheet import RawSheet
from analyzer.intake.report import TableKind
from analyzer.intake.stages.stage_words import is_pipeline, known_share
from analyzer.message import Message
from analyzer.model import Role

_MOST_STAGES = 60
_SURELY = 0.85
_WORDS_OF_CHANGE = {NEUTRAL, "date", "changed", "modified", "created", "entered", "last", "stage", "since"}
_DAYS_OF_CHANGE = ("stage_entered_on", "created_on", "closed_on", "close_date")
_TARGET_WORDS = frozenset(compact(word) for word in TARGET_WORDS)


@dataclass(frozen=True)
class KnownSheet:
    """A raw sheet and what it was taken for. rows: those in its table. name: ``file`` or ``file/sheet``.

    shape: the one of last time by which it was understood, empty where there was none. is_passed_over: it is known to
    hold nothing, so it is no lookup either.
    """

    raw: RawSheet
    kind: TableKind
    reason: Message
    matches: tuple[Match, ...]
    rows: int
    shape: Shape = field(default_factory=dict)
    is_passed_over: bool = False
    columns: Mapping[str, ColumnProfile] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "columns", {item.field: item.profile for item in self.matches if item.field})

    @property
    def name(self) -> str:
        return sheet_name(self.raw)


def sheet_name(raw: RawSheet) -> str:
    """How settings and sentences call a sheet."""
    return f"{raw.file}/{raw.sheet}" if raw.sheet else raw.file


def recognise(raw: RawSheet, chosen: Mapping[str, str], today: date, shapes: Sequence[Shape] = ()) -> KnownSheet:
    """What ``raw`` is by itself. A sheet of no known kind comes back as ``not_used``: it may yet be a lookup.

    chosen: headers that the user has settled. shapes: how sheets were understood before.
    """
    rows = raw.rows_read - raw.rows_not_data - raw.rows_rejected
    profiles = profile(raw)
    matches = guessed(match(profiles, OPPORTUNITY_FIELDS, chosen), today)
    before = recall(profiles, shapes, chosen)
    if before.fields:
        as_before = guessed(match(profiles, OPPORTUNITY_FIELDS, chosen, before.fields), today)
        before, matches = told_apart(before, matches, as_before)
    if not rows:
        return KnownSheet(raw, "not_used", Message("It holds no rows of data."), matches, 0)
    found = _history(profiles) or _targets(raw, profiles, matches) or _stages(raw, profiles, rows, matches)
    found = found or _log(matches)
    kind, reason, used = found or _opportunities(matches)
    if kind == "opportunities":
        raw = replace(raw, notes=(*raw.notes, *before.notes))
    return KnownSheet(raw, kind, reason, used, rows, before.shape)


def _opportunities(matches: tuple[Match, ...]) -> Found:
    if _holds_stages(matches):
        return "opportunities", Message("Each row is an opportunity with its stage."), matches
    return "not_used", Message("It has no column of stages, and no table here shares a key with it."), matches


Profiles = tuple[ColumnProfile, ...]
Found = tuple[TableKind, Message, tuple[Match, ...]]


def _history(profiles: Profiles) -> Found | None:
    matches = match(profiles, HISTORY_FIELDS, {})
    if not {item.field for item in matches}.issuperset(HISTORY_NEEDS) or any(
        _names(item, "stage") for item in profiles
    ):
        return None
    return "stage_history", Message("Each row says when a deal changed its stage."), matches


def _log(matches: Sequence[Match]) -> Found | None:
    """A log that tells only to which stage a deal went, and when: each row of a deal has another day and stage."""
    fields = {item.field: item.profile for item in matches if item.field}
    if "snapshot_date" in fields or not {"opportunity_id", "stage"} <= fields.keys():
        return None
    own, stage = fields["opportunity_id"], fields["stage"]
    days = [item for item in matches if item.field in _DAYS_OF_CHANGE or (item.is_free and _may_say_when(item))]
    changed = next((item for item in days if tells_changes(item.profile, own, stage)), None)
    if changed is None:
        return None
    meant = {id(own): "opportunity_id", id(stage): "to_stage", id(changed.profile): "changed_on"}
    if "amount" in fields:
        meant[id(fields["amount"])] = "amount"
    used = tuple(replace(item, field=meant.get(id(item.profile))) for item in matches)
    return "stage_history", Message("Each deal stands in it once for each stage that it entered."), used


def _may_say_when(item: Match) -> bool:
    return meaning(item.profile.spoken).inside <= _WORDS_OF_CHANGE


def _names(item: ColumnProfile, field_name: str) -> bool:
    wanted = next(field for field in OPPORTUNITY_FIELDS if field.name == field_name)
    return compact(item.header) in {compact(alias) for alias in wanted.aliases}


def _is_called(item: ColumnProfile, field_name: str) -> bool:
    """Whether the words of the header, in whatever language, say surely that it is the field."""
    wanted = next(field for field in OPPORTUNITY_FIELDS if field.name == field_name)
    return header_score(wanted, item.spoken) >= _SURELY


def _holds_stages(matches: Sequence[Match]) -> bool:
    """A column called status may hold anything: it holds stages only where one of its values is known as such."""
    stage = next((item for item in matches if item.field == "stage"), None)
    return stage is not None and (
        stage.is_told or _is_called(stage.profile, "stage") or known_share(stage.profile.judged) > 0
    )


def _targets(raw: RawSheet, profiles: Profiles, as_deals: Sequence[Match]) -> Found | None:
    matches = match(profiles, TARGET_FIELDS, {})
    by_field = {item.field: item.profile for item in matches if item.field}
    if "amount" not in by_field or _holds_stages(as_deals):
        return None
    has_member = "member" in by_field or any(role_of(item.profile) for item in matches)
    has_period = "period" in by_field or {"starts_on", "ends_on"} <= by_field.keys()
    is_named = compact(by_field["amount"].header) in _TARGET_WORDS or {"role", "member"} <= by_field.keys()
    if not (
        has_member and has_period and (is_named or any(word in compact(sheet_name(raw)) for word in _TARGET_WORDS))
    ):
        return None
    with_roles = tuple(_as_role(item) for item in matches)
    return "targets", Message("Each row sets an amount to win in a period."), with_roles


def targets_without_period(sheet: KnownSheet) -> tuple[Message, ...]:
    """What to say of a column of targets in a sheet that does not tell when they are due."""
    headers = [item.profile.header for item in sheet.matches if compact(item.profile.header) in _TARGET_WORDS]
    return tuple(
        Message(
            "“{header}” is not used: a target needs its period, in a column with the quarter "
            "or in two with the first and the last day.",
            header=header,
        )
        for header in headers
    )


def role_of(item: ColumnProfile) -> Role | None:
    """The role that the header of ``item`` names, None where it names none."""
    roles = [field for field in OPPORTUNITY_FIELDS if field.name in ROLE_FIELDS]
    best = max(roles, key=lambda field: header_score(field, item.header))
    return cast(Role, best.name) if header_score(best, item.header) >= 0.9 and item.filled else None


def _as_role(item: Match) -> Match:
    role = role_of(item.profile)
    reason = Message("The header names the role, and its values the members.")
    return Match(item.profile, role, 0.9, reason) if role and item.field is None else item


def _stages(raw: RawSheet, profiles: Profiles, rows: int, as_deals: Sequence[Match]) -> Found | None:
    matches = match(profiles, STAGE_FIELDS, {})
    fields = {item.field: item.profile for item in matches if item.field}
    if "name" not in fields or rows > _MOST_STAGES or not fields.keys() & {"position", "layer", "chance"}:
        return None
    names = fields["name"]
    is_repeated = len(names.counts) < names.filled and not any(is_pipeline(item.header) for item in profiles)
    if is_repeated or not ({"layer", "kind"} & fields.keys() or _sounds_like_stages(raw, names)):
        return None
    if any(_is_called(item, field) for item in profiles for field in ("amount", "opportunity_id", "customer")):
        return None
    if _repeats_stages(as_deals, names):
        return None
    return "stages", Message("Each row names a stage and its place."), matches


def _repeats_stages(as_deals: Sequence[Match], names: ColumnProfile) -> bool:
    """Whether another column than that of the names holds stages, and some of them more than once: so deals do."""
    told = next((item.profile for item in as_deals if item.field == "stage"), None)
    return told is not None and told.column != names.column and len(told.counts) < told.filled


def _sounds_like_stages(raw: RawSheet, names: ColumnProfile) -> bool:
    said = compact(sheet_name(raw))
    return "stage" in said or "阶段" in said or _names(names, "stage")
