"""Stages and the outcomes beside them, row by row, and how many deals of each stage have each outcome."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from analyzer.intake.values.columns_of_values import SPACES

_SHOWN = 3
Codes = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Told:
    """Rows of one stage with one outcome: open, won, lost, over, or None where nothing is said. first: row numbers."""

    label: str
    outcome: str | None
    rows: int
    first: tuple[int, ...]


@dataclass(frozen=True)
class Coded:
    """One value a row out of few. codes: for each row, its place in ``values``."""

    codes: Codes
    values: tuple[str | None, ...]


def coded(column: pa.ChunkedArray, meaning: Callable[[str], str | None] = lambda text: text) -> Coded:
    """What each distinct text of ``column`` means, stripped; a blank means nothing."""
    whole = column.combine_chunks().dictionary_encode(null_encoding="encode")
    texts = [None if text is None else text.strip(SPACES) or None for text in whole.dictionary.to_pylist()]
    meanings = [None if text is None else meaning(text) for text in texts]
    values = {item: at for at, item in enumerate(dict.fromkeys(meanings))}
    places = np.array([values[item] for item in meanings], dtype=np.int64)
    return Coded(places[whole.indices.to_numpy()], tuple(values))


def combined(parts: Sequence[Coded], meaning: Callable[[tuple[str | None, ...]], str | None]) -> Coded:
    """What the values of several columns mean together, row by row."""
    codes = np.zeros(len(parts[0].codes), dtype=np.int64)
    for part in parts:
        codes = codes * len(part.values) + part.codes
    counts = np.bincount(codes)
    meanings = {code: meaning(_taken_apart(code, parts)) for code in np.flatnonzero(counts).tolist()}
    values = {item: at for at, item in enumerate(dict.fromkeys(meanings.values()))}
    places = np.zeros(len(counts), dtype=np.int64)
    for code, value in meanings.items():
        places[code] = values[value]
    return Coded(places[codes], tuple(values))


def _taken_apart(code: int, parts: Sequence[Coded]) -> tuple[str | None, ...]:
    values = []
    for part in reversed(parts):
        code, at = divmod(code, len(part.values))
        values.append(part.values[at])
    return tuple(reversed(values))


def tallies(labels: Coded, outcomes: Coded, row_numbers: npt.NDArray[np.int32]) -> list[Told]:
    """The rows by label and outcome, the most frequent first; rows without a label left out."""
    codes = labels.codes * len(outcomes.values) + outcomes.codes
    sorted_rows = row_numbers[np.argsort(codes, kind="stable")]
    told, begin = [], 0
    for code, rows in enumerate(np.bincount(codes).tolist()):
        label, outcome = _taken_apart(code, (labels, outcomes))
        if rows and label is not None:
            told.append(Told(label, outcome, rows, tuple(sorted_rows[begin : begin + min(rows, _SHOWN)].tolist())))
        begin += rows
    return sorted(told, key=lambda item: (-item.rows, item.label, item.outcome or ""))


def replaced(
    column: pa.ChunkedArray, labels: Coded, outcomes: Coded, names: Mapping[tuple[str, str | None], str]
) -> pa.Array:
    """``column`` with another text in the rows whose label and outcome have one in ``names``."""
    both = combined((labels, outcomes), lambda pair: names.get((pair[0] or "", pair[1])))
    texts = pa.array(both.values, pa.string()).take(pa.array(both.codes))
    return pa.compute.coalesce(texts, column.combine_chunks())
