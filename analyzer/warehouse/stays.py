"""How long each opportunity stood where: one row per unbroken stay in a stage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from analyzer.model import ALL_ROLES

Integers = npt.NDArray[np.int64]
Numbers = npt.NDArray[Any]

LAST_KNOWN = ("line", "amount", "stage_entered_on", "arrived_on", "closed_on", "expected_close", *ALL_ROLES)


def stays(rows: pa.Table, found: Found) -> pa.Table:
    """One row per opportunity and unbroken stay in a stage, by opportunity_key and place (from 1, in order of time).

    opportunity_key, place, stage, first_seen, last_seen, previous_stage, next_stage, next_seen, next_entered_on (what
    the data gives at next_seen); as of last_seen and its last line: line, amount, the dates and role values.

    rows: as in `Arrival.rows`.
    """
    day, stage = rows["snapshot_date"], rows["stage"]
    return pa.table(
        {
            "opportunity_key": rows["opportunity_key"].take(found.first),
            "place": found.place,
            "stage": stage.take(found.first),
            "first_seen": day.take(found.first),
            "last_seen": day.take(found.last),
            "previous_stage": stage.take(found.before),
            "next_stage": stage.take(found.after),
            "next_seen": day.take(found.after),
            "next_entered_on": rows["stage_entered_on"].take(found.after),
            **{name: rows[name].take(found.last) for name in LAST_KNOWN},
        }
    )


def arrived_on(days: pa.ChunkedArray, found: Found) -> pa.Array:
    """For each row the first day of its stay in its stage; null where that is the first day of all, or without a stage.

    days: of all rows, in order.
    """
    held = days.to_numpy()
    first_days = held[found.first_row]
    return pa.array(first_days, mask=(found.first_row < 0) | (first_days == held[:1]))


@dataclass(frozen=True)
class Found:
    """For each stay its number within its deal, and the places of four rows: its first and last, those around them.

    first_row: for each row the place of the first one of its stay, -1 where it has none. Rows without a stage, and days
    without the opportunity, neither make a stay nor break one.
    """

    first_row: Integers
    place: pa.Array
    first: pa.Array
    last: pa.Array
    before: pa.Array
    after: pa.Array

    @classmethod
    def among(cls, rows: pa.Table, last_lines: Integers) -> Found:
        """last_lines: for each row the place of the last one of its opportunity and day."""
        return cls._of(rows["opportunity_key"].to_numpy(), _codes(rows["stage"]), last_lines)

    @classmethod
    def _of(cls, keys: Integers, codes: Integers, last_lines: Integers) -> Found:
        standing = np.flatnonzero((last_lines == np.arange(len(keys))) & (codes >= 0))
        keys = keys.astype(np.int32)  # sorts in half the time
        in_turn = standing[np.argsort(keys[standing], kind="stable")]  # the rows are in order of date already
        is_new_deal = _changes(keys[in_turn])
        begins = np.flatnonzero(is_new_deal | _changes(codes[in_turn]))
        first, last = in_turn[begins], in_turn[np.roll(begins, -1) - 1]
        is_first = is_new_deal[begins]
        first_row = np.full(len(keys), -1)
        first_row[in_turn] = np.repeat(first, np.diff(begins, append=len(in_turn)))
        return cls(
            first_row[last_lines],
            pa.array(_places(is_first)),
            pa.array(first),
            pa.array(last),
            pa.array(np.roll(last, 1), mask=is_first),
            pa.array(np.roll(first, -1), mask=np.roll(is_first, -1)),
        )


def _codes(stages: pa.ChunkedArray) -> Integers:
    """A number for each stage, -1 for none."""
    encoded = stages.combine_chunks().dictionary_encode()
    encoded = encoded if isinstance(encoded, pa.DictionaryArray) else encoded.combine_chunks()
    codes: Integers = encoded.indices.fill_null(-1).to_numpy()
    return codes


def _changes(numbers: Numbers) -> npt.NDArray[np.bool_]:
    """Where a number is another one than that before it; the first one is."""
    return np.append(True, numbers[1:] != numbers[:-1])[: len(numbers)]


def _places(is_first: npt.NDArray[np.bool_]) -> Integers:
    """For each stay its number within its deal, from 1."""
    numbers = np.arange(len(is_first))
    return numbers - np.maximum.accumulate(np.where(is_first, numbers, 0)) + 1
