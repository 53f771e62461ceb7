from __future__ import annotations

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.intake.values.edges import may_need_trimming

CELLS = st.one_of(st.none(), st.text("ab -é\u3000\t\u200b", max_size=4))


def column(*chunks: list[str | None]) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(chunk, pa.string()) for chunk in chunks], pa.string())


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=5), max_size=3), st.integers(0, 3))
def test_what_needs_no_trimming_neither_begins_nor_ends_with_a_space(chunks: list[list[str | None]], skip: int) -> None:
    cells = column(*chunks).slice(skip)
    texts = [cell for cell in cells.to_pylist() if cell]
    assert may_need_trimming(cells) == any(cell != cell.strip() or not cell.isascii() for cell in texts)


def test_the_neighbour_of_a_blank_is_not_taken_for_its_edge() -> None:
    assert not may_need_trimming(column(["a b", None, "", "c"]))
    assert may_need_trimming(column(["a"], ["b", " c"]))
    assert not may_need_trimming(column(["a", " c"]).slice(0, 1))
    assert not may_need_trimming(column([None, None]))
