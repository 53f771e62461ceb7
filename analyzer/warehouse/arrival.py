"""Rows as they arrive, made ready for the tables: in order of date, with a whole number for each opportunity."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analyzer.model import ALL_ROLES, BLANK, EXTRA_ROLES
from analyzer.warehouse.stays import Found, arrived_on, stays

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Arrival:
    """What `Warehouse.load` is given.

    rows: all rows by date, then as read, with opportunity_key (from 1, in order of opportunity_id), line (0 where an
    opportunity has one row that day, else the number of its row, from 1; its stage, and since when, are those of the
    last one) and arrived_on.
    newest: the last row of each opportunity, in order of its key.
    stays: see `stays`.
    """

    rows: pa.Table
    newest: pa.Table
    stays: pa.Table

    @classmethod
    def of(cls, snapshots: pa.Table) -> Arrival:
        rows = _by_date(snapshots)
        keys, count = _keys(rows["opportunity_id"])
        lines, last = _lines(rows["snapshot_date"], keys)
        if lines.any():
            rows = _of_last_line(_of_last_line(rows, "stage", last), "stage_entered_on", last)
        rows = rows.append_column("opportunity_key", pa.array(keys)).append_column("line", pa.array(lines))
        found = Found.among(rows, last)
        rows = rows.append_column("arrived_on", arrived_on(rows["snapshot_date"], found))
        newest = np.empty(count, dtype=np.int64)
        newest[keys - 1] = np.arange(len(keys))  # of rows with the same key the last one stands
        return cls(rows, rows.take(pa.array(newest)), stays(rows, found))

    def members(self) -> pa.Table:
        """Columns role and member: each value of each role that any row holds, of extra roles those that are used."""
        used = [role for role in ALL_ROLES if role not in EXTRA_ROLES or self.rows[role].null_count < len(self.rows)]
        values = {role: set(self.rows[role].unique().fill_null(BLANK).to_pylist()) for role in used}
        roles = [role for role, held in values.items() for _ in held]
        return pa.table({"role": roles, "member": [member for held in values.values() for member in held]})


def _of_last_line(rows: pa.Table, name: str, last: Integers) -> pa.Table:
    return rows.set_column(rows.column_names.index(name), name, rows[name].take(pa.array(last)))


def _by_date(snapshots: pa.Table) -> pa.Table:
    dates = snapshots["snapshot_date"].to_numpy()
    if (dates[1:] < dates[:-1]).any():
        return snapshots.sort_by("snapshot_date")
    return snapshots


def _keys(ids: pa.ChunkedArray) -> tuple[Integers, int]:
    """A number from 1 for each id, in order of the ids, and how many there are."""
    encoded = ids.combine_chunks().dictionary_encode()
    encoded = encoded if isinstance(encoded, pa.DictionaryArray) else encoded.combine_chunks()
    count = len(encoded.dictionary)
    ranks = np.empty(count, dtype=np.int64)
    ranks[pc.sort_indices(encoded.dictionary).to_numpy()] = np.arange(1, count + 1)
    return ranks[encoded.indices.to_numpy()], count


def _lines(dates: pa.ChunkedArray, keys: Integers) -> tuple[Integers, Integers]:
    """For each row its `Arrival.rows` line, and the place of the last row of that opportunity and day."""
    lines, last = np.zeros(len(keys), dtype=np.int64), np.arange(len(keys))
    days = dates.to_numpy().view(np.int64)
    deals_of_day = days * (len(keys) + 1) + keys
    if not _has_repeats(deals_of_day):
        return lines, last
    in_turn = np.argsort(deals_of_day, kind="stable")
    _, begins, sizes = np.unique(deals_of_day[in_turn], return_index=True, return_counts=True)
    begin, size = np.repeat(begins, sizes), np.repeat(sizes, sizes)
    lines[in_turn] = np.where(size > 1, np.arange(len(keys)) - begin + 1, 0)
    last[in_turn] = in_turn[begin + size - 1]
    return lines, last


def _has_repeats(numbers: Integers) -> bool:
    if (numbers[1:] > numbers[:-1]).all():  # exports are often in order of their ids: then a look is enough
        return False
    ordered = np.sort(numbers)
    return bool((ordered[1:] == ordered[:-1]).any())
