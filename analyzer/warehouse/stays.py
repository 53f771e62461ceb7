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

LAST_KNOWN = ("line", "amount", "stage_entered_on", "closed_on", "expected_close", *ALL_ROLES)


def stays(rows: pa.Table, last_lines: Integers) -> pa.Table:
    """One row per opportunity and unbroken stay in a stage, by opportunity_key and place (from 1, in order of time).

    opportunity_key, place, stage, first_seen, last_seen, previous_stage, previous_seen (when it was last seen there),
    next_stage, next_seen, next_entered_on (what the data gives at next_seen); as of last_seen and its last line: line,
    amount, the dates and role values.
    Rows without a stage, and days without the opportunity, neither make a stay nor break one.

    rows: as in `Arrival.rows`. last_lines: for each the place of the last row of its opportunity and day.
    """
    found = _Found.of(rows["opportunity_key"].to_numpy(), _codes(rows["stage"]), last_lines)
    day, stage = rows["snapshot_date"], rows["stage"]
    return pa.table(
        {
            "opportunity_key": rows["opportunity_key"].take(found.first),
            "place": found.place,
            "stage": stage.take(found.first),
            "first_seen": day.take(found.first),
            "last_seen": day.take(found.last),
            "previous_stage": stage.take(found.before),
            "previous_seen": day.take(found.before),
            "next_stage": stage.take(found.after),
            "next_seen": day.take(found.after),
            "next_entered_on": rows["stage_entered_on"].take(found.after),
            **{name: rows[name].take(found.last) for name in LAST_KNOWN},
        }
    )


@dataclass(frozen=True)
class _Found:
    """For each stay its number within its deal, and the places of four rows: its first and last, those around them."""

    place: pa.Array
    first: pa.Array
    last: pa.Array
    before: pa.Array
    after: pa.Array

    @classmethod
    def of(cls, keys: Integers, codes: Integers, last_lines: Integers) -> _Found:
        standing = np.flatnonzero((last_lines == np.arange(len(keys))) & (codes >= 0))
        keys = keys.astype(np.int32)  # sorts in half the time
        in_turn = standing[np.argsort(keys[standing], kind="stable")]  # the rows are in order of date already
        is_new_deal = _changes(keys[in_turn])
        begins = np.flatnonzero(is_new_deal | _changes(codes[in_turn]))
        first, last = in_turn[begins], in_turn[np.roll(begins, -1) - 1]
        is_first = is_new_deal[begins]
        return cls(
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
