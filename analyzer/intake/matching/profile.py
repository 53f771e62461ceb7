"""What a column holds, seen on a sample of its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from analyzer.intake.matching.headers import without_common_prefix
from analyzer.intake.matching.own_word import in_usual_word
from analyzer.intake.raw_sheet import RawSheet
from analyzer.intake.values import dates, money
from analyzer.intake.values.no_value import says_nothing

SAMPLE_ROWS = 2_000
JUDGED_VALUES = 200
_FIRST_LOOK = 40


@dataclass(frozen=True)
class ColumnProfile:
    """One column of a raw sheet.

    column: its name in the child's table (``c0 ..``). filled: how many of all rows hold something.
    cells: the sample, row by row as in the other columns of the sheet; blank is None.
    spoken: the header without what stands before every header of the sheet.
    counts: how often each value stands in the sample. Shares are of the distinct values judged, 0..1.
    """

    column: str
    header: str
    filled: int
    cells: Sequence[str | None]
    spoken: str

    @cached_property
    def counts(self) -> Counter[str]:
        return Counter(value for value in self.cells if value is not None)

    @cached_property
    def sampled(self) -> int:
        """Rows of the sample that hold something."""
        return self.counts.total()

    @cached_property
    def judged(self) -> tuple[str, ...]:
        """The values that content is judged by: the most frequent ones, in an order that rows do not change."""
        return tuple(sorted(self.counts, key=lambda value: (-self.counts[value], value))[:JUDGED_VALUES])

    @cached_property
    def samples(self) -> tuple[str, ...]:
        """Up to three values, as they stand."""
        return self.judged[:3]

    @cached_property
    def saying(self) -> tuple[str, ...]:
        """Those of the values judged that are more than a dash for nothing."""
        return tuple(value for value in self.judged if not says_nothing(value))

    @cached_property
    def amounts(self) -> tuple[float | None, ...]:
        """The sample as amounts, row by row."""
        mark = money.decimal_mark(self.judged)
        read = {value: money.parse(value, mark).value for value in self.counts}
        found = (read[value] if value is not None else None for value in self.cells)
        return tuple(None if amount is None else float(amount) for amount in found)

    @cached_property
    def days(self) -> tuple[date | None, ...]:
        """The sample as dates, row by row."""
        order = dates.order_of(self.judged).order or "dmy"
        read = {value: dates.parse(value, order).value for value in self.counts}
        return tuple(read[value] if value is not None else None for value in self.cells)

    @cached_property
    def is_unique(self) -> bool:
        """Almost every row holds another value."""
        return len(self.counts) > 0.9 * self.sampled

    @cached_property
    def date_share(self) -> float:
        """Values that are dates, in whatever order; bare serial numbers count only if all are."""
        first = self._share([_is_date(value) for value in self.saying[:_FIRST_LOOK]])
        # Of a column that looks like no date at all, such as most of a wide sheet, the rest is not read.
        return self._share([_is_date(value) for value in self.saying]) if first else 0.0

    @cached_property
    def week_share(self) -> float:
        """Values that are numbers of weeks without a year; bare ones count only where the header speaks of weeks."""
        in_weeks = "week" in self.spoken.casefold() or any(char in self.spoken for char in "周週")
        return self._share(
            [dates.week_alone(value) and (in_weeks or not value.strip().isdigit()) for value in self.saying]
        )

    @cached_property
    def money_share(self) -> float:
        """Values that are amounts."""
        return self._share([money.parse(value).value is not None for value in self.saying])

    @cached_property
    def probability_share(self) -> float:
        """Values that are percentages or numbers from 0 to 100."""
        return self._share([_is_probability(value) for value in self.saying])

    @cached_property
    def currency_share(self) -> float:
        """Values that are names of currencies."""
        return self._share([value.strip().casefold() in money.CURRENCIES for value in self.saying])

    def _share(self, hits: Sequence[object]) -> float:
        return sum(map(bool, hits)) / len(hits) if hits else 0.0


def _is_date(value: str) -> bool:
    if not any(char.isnumeric() for char in value):
        return False
    return bool(dates.parse(value, "dmy").value or dates.parse(value, "mdy").value)


def _is_probability(value: str) -> bool:
    amount = money.parse(value.strip().removesuffix("%").removesuffix("％")).value
    return amount is not None and 0 <= amount <= 100


def profile(sheet: RawSheet) -> tuple[ColumnProfile, ...]:
    """The profile of each column of ``sheet``, in order: all rows counted, and a sample judged."""
    numbers = sheet.cells["row_number"].to_numpy()
    stride = max(1, len(numbers) // SAMPLE_ROWS)
    sample = _taken(sheet.cells, np.flatnonzero(numbers % stride == 0))
    spoken = in_usual_word(without_common_prefix(sheet.headers))
    return tuple(_profiled(sheet, sample, at, *both) for at, both in enumerate(zip(sheet.headers, spoken, strict=True)))


def _taken(cells: pa.Table, places: npt.NDArray[np.intp]) -> pa.Table:
    """The rows at ``places``, in order. Batch by batch: taken from the whole, all of its text would be copied."""
    batches, first = [], 0
    for batch in cells.to_batches():
        inside = places[(places >= first) & (places < first + len(batch))] - first
        batches.append(batch.take(pa.array(inside)))
        first += len(batch)
    return pa.Table.from_batches(batches, cells.schema)


def _profiled(sheet: RawSheet, sample: pa.Table, at: int, header: str, spoken: str) -> ColumnProfile:
    name = f"c{at}"
    filled = sheet.cells.num_rows - sheet.cells[name].null_count
    return ColumnProfile(name, header, filled, sample[name].to_pylist(), spoken)
