"""The members of each role over a whole upload: one for each name, however its rows spell it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from analyzer.intake.matching.profile import ColumnProfile
from analyzer.intake.matching.sheet_kinds import KnownSheet
from analyzer.intake.tables.joins import Lookup
from analyzer.intake.values.columns_of_values import SPACES
from analyzer.intake.values.edges import may_need_trimming
from analyzer.intake.values.small_table import make_table
from analyzer.intake.values.spelling import best_spelling, folded
from analyzer.message import Message
from analyzer.model import ALL_ROLES, Role
from analyzer.settings import Settings

_SHOWN = 3
# Names in plain letters are not looked at one by one where they are so many.
_MOST = 20_000


@dataclass(frozen=True)
class Members:
    """What each spelling of a member stands for.

    same: role -> {text as it stands, stripped: the member it is}, only for those that change; also the table
    ``same_<role>`` (member, kept). rows: role -> its members, each with its rows of opportunities, where they are not
    too many. standing: role -> {folded name: member}.
    """

    same: Mapping[Role, Mapping[str, str]]
    rows: Mapping[Role, Mapping[str, int]]
    standing: Mapping[Role, Mapping[str, str]]
    notes: tuple[Message, ...]

    def member(self, role: Role, text: str) -> str:
        """The member of ``role`` that ``text`` names, as the opportunities spell it."""
        known = self.standing.get(role, {}).get(folded(text), text)
        same = self.same.get(role, {})
        return same.get(text) or same.get(known, known)


def settle_members(
    connection: duckdb.DuckDBPyConnection, sheets: Sequence[KnownSheet], lookups: Iterable[Lookup], settings: Settings
) -> Members:
    """One member for each name in ``sheets`` of opportunities: its most frequent spelling, or what the user said.

    What differs in case, width or spaces only is one; nothing else is joined unless `Settings.same_as` says so.
    """
    same: dict[Role, Mapping[str, str]] = {}
    rows: dict[Role, Mapping[str, int]] = {}
    standing: dict[Role, Mapping[str, str]] = {}
    notes: list[Message] = []
    for role, parts in _columns(sheets, lookups).items():
        counts = _counted(parts)
        by_fold = _by_fold(counts)
        standing[role] = {fold: best_spelling(spellings) for fold, spellings in by_fold.items()}
        changed = _changed(by_fold, standing[role], settings.same_as.get(role, {}))
        rows[role] = _rows(counts, changed)
        notes += _notes(_header(sheets, role), by_fold, standing[role])
        if changed:
            same[role] = changed
            types = {"member": pa.string(), "kept": pa.string()}
            make_table(connection, f"same_{role}", types, list(changed.items()))
    return Members(same, rows, standing, tuple(notes))


def _columns(sheets: Sequence[KnownSheet], lookups: Iterable[Lookup]) -> dict[Role, list[pa.Table]]:
    """The values of each role with their rows, sheet by sheet; those of a lookup in no rows."""
    found: defaultdict[Role, list[pa.Table]] = defaultdict(list)
    for sheet in sheets:
        for role in (role for role in ALL_ROLES if role in sheet.columns):
            found[role].append(_values(sheet, sheet.columns[role]))
    for lookup in lookups:
        for role, column in _roles_of(lookup, sheets):
            values = _values(lookup.sheet, column)
            in_no_rows = pa.array([0] * values.num_rows, pa.int64())
            found[role].append(values.set_column(1, "rows", in_no_rows))
    return found


def _roles_of(lookup: Lookup, sheets: Sequence[KnownSheet]) -> Iterator[tuple[Role, ColumnProfile]]:
    yield from ((role, lookup.adds[role]) for role in ALL_ROLES if role in lookup.adds)
    key_role = lookup.key_role(sheets)
    if key_role:
        yield key_role, lookup.key


def _values(sheet: KnownSheet, item: ColumnProfile) -> pa.Table:
    counts = pc.value_counts(sheet.raw.cells[item.column])
    return pa.table({"member": counts.field("values"), "rows": counts.field("counts")})


def _counted(parts: Sequence[pa.Table]) -> dict[str, int]:
    """Each text, stripped, with its rows; nothing where the texts are many and none of them could be another one."""
    whole = pa.concat_tables(parts)
    if whole.num_rows > _MOST and _are_apart(pc.unique(whole["member"]).drop_null()):
        return {}
    counts: Counter[str] = Counter()
    for text, rows in zip(whole["member"].to_pylist(), whole["rows"].to_pylist(), strict=True):
        counts[(text or "").strip(SPACES)] += rows
    del counts[""]
    return dict(counts)


def _are_apart(texts: pa.Array) -> bool:
    if may_need_trimming(pa.chunked_array([texts])) or pc.any(pc.match_substring(texts, "  ")).as_py():
        return False
    return bool(pc.count_distinct(pc.utf8_lower(texts)).as_py() == len(texts))


def _by_fold(counts: Mapping[str, int]) -> dict[str, dict[str, int]]:
    result: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for text, rows in counts.items():
        result[folded(text)][text] = rows
    return dict(result)


def _changed(
    by_fold: Mapping[str, Mapping[str, int]], standing: Mapping[str, str], told: Mapping[str, str]
) -> dict[str, str]:
    """Each text that stands for another member. told: what the user said, which comes first."""
    meant = {folded(text): standing.get(folded(kept), kept) for text, kept in told.items() if text != kept}
    kept = {
        text: text if told.get(text) == text else meant.get(fold, standing[fold])
        for fold, spellings in by_fold.items()
        for text in spellings
    }
    return {text: name for text, name in kept.items() if text != name}


def _rows(counts: Mapping[str, int], changed: Mapping[str, str]) -> dict[str, int]:
    rows: Counter[str] = Counter()
    for text, count in counts.items():
        rows[changed.get(text, text)] += count
    return dict(rows)


def _header(sheets: Sequence[KnownSheet], role: Role) -> str:
    return next((sheet.columns[role].header for sheet in sheets if role in sheet.columns), role)


def _notes(header: str, by_fold: Mapping[str, Mapping[str, int]], standing: Mapping[str, str]) -> Iterator[Message]:
    several = {fold: spellings for fold, spellings in by_fold.items() if len(spellings) > 1}
    if several:
        first = min(several, key=lambda fold: (-sum(several[fold].values()), fold))
        others = sorted(set(several[first]) - {standing[first]})
        yield Message(
            "“{header}”: {members} members are spelled in several ways, and the most frequent one stands: {kept} for "
            "{others}.",
            header=header,
            members=len(several),
            kept=standing[first],
            others=[f"“{text}”" for text in others[:_SHOWN]],
        )
