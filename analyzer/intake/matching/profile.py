"""What a column holds, seen on a sample of its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from analyzer.intake.raw_sheet import RawSheet
from analyzer.intake.values import dates, money

SAMPLE_ROWS = 2_000
JUDGED_VALUES = 200


@dataclass(frozen=True)
class ColumnProfile:
    """One column of a raw sheet.

    column: its name in the child's table (``c0 ..``). filled: how many of all rows hold something.
    cells: the sample, row by row as in the other columns of the sheet; blank is None.
    counts: how often each value stands in the sample. Shares are of the distinct values judged, 0..1.
    """

    column: str
    header: str
    filled: int
    cells: Sequence[str | None]

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
    def is_unique(self) -> bool:
        """Almost every row holds another value."""
        return len(self.counts) > 0.9 * self.sampled

    @cached_property
    def date_share(self) -> float:
        """Values that are dates, in whatever order; bare serial numbers count only if all are."""
        return self._share(
            [dates.parse(value, "dmy").value or dates.parse(value, "mdy").value for value in self.judged]
        )

    @cached_property
    def week_share(self) -> float:
        """Values that are numbers of weeks without a year; bare ones count only where the header speaks of weeks."""
        in_weeks = "week" in self.header.casefold() or any(char in self.header for char in "周週")
        return self._share(
            [dates.week_alone(value) and (in_weeks or not value.strip().isdigit()) for value in self.judged]
        )

    @cached_property
    def money_share(self) -> float:
        """Values that are amounts."""
        return self._share([money.parse(value).value is not None for value in self.judged])

    @cached_property
    def probability_share(self) -> float:
        """Values that are percentages or numbers from 0 to 100."""
        return self._share([_is_probability(value) for value in self.judged])

    @cached_property
    def currency_share(self) -> float:
        """Values that are names of currencies."""
        return self._share([value.strip().casefold() in money.CURRENCIES for value in self.judged])

    def _share(self, hits: Sequence[object]) -> float:
        return sum(map(bool, hits)) / len(hits) if hits else 0.0


def _is_probability(value: str) -> bool:
    amount = money.parse(value.strip().removesuffix("%").removesuffix("％")).value
    return amount is not None and 0 <= amount <= 100


def profile(sheet: RawSheet) -> tuple[ColumnProfile, ...]:
    """The profile of each column of ``sheet``, in order: all rows counted, and a sample judged."""
    numbers = sheet.cells["row_number"].to_numpy()
    stride = max(1, len(numbers) // SAMPLE_ROWS)
    sample = _taken(sheet.cells, np.flatnonzero(numbers % stride == 0))
    return tuple(_profiled(sheet, sample, at, header) for at, header in enumerate(sheet.headers))


def _taken(cells: pa.Table, places: npt.NDArray[np.intp]) -> pa.Table:
    """The rows at ``places``, in order. Batch by batch: taken from the whole, all of its text would be copied."""
    batches, first = [], 0
    for batch in cells.to_batches():
        inside = places[(places >= first) & (places < first + len(batch))] - first
        batches.append(batch.take(pa.array(inside)))
        first += len(batch)
    return pa.Table.from_batches(batches, cells.schema)


def _profiled(sheet: RawSheet, sample: pa.Table, at: int, header: str) -> ColumnProfile:
    name = f"c{at}"
    filled = sheet.cells.num_rows - sheet.cells[name].null_count
    return ColumnProfile(name, header, filled, sample[name].to_pylist())
