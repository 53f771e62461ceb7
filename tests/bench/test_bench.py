"""The bench compares like with like, and its table names what was measured."""

from __future__ import annotations

import pandas as pd
import pytest

from analyzer import figures as all_figures
from bench import figures
from bench.__main__ import FULL, QUICK
from bench.figures import BY_HAND, check_same, questions
from bench.pipeline import Pipeline
from bench.table import Row
from bench.timing import percentile


def test_every_figure_that_is_a_query_stands_beside_hand_written_sql() -> None:
    asked = set(questions(Pipeline(10, figures.WEEKS)))
    assert asked == {path.stem for path in BY_HAND.glob("*.sql")}
    sources = {path.stem for path in type(BY_HAND)(all_figures.__file__).parent.glob("*.sql")}
    assert asked == sources


def test_every_figure_gives_what_is_written_by_hand() -> None:
    rows = list(figures.rows(deals=3000, repeats=1))
    assert len(rows) == len(questions(Pipeline(10, figures.WEEKS)))


def test_a_figure_that_differs_from_what_is_written_by_hand_is_not_timed() -> None:
    by_hand = pd.DataFrame({"member": ["East", "West"], "count": [3, 4]})
    check_same("gauges", by_hand[["count", "member"]], by_hand)
    with pytest.raises(ValueError, match="gauges"):
        check_same("gauges", by_hand.assign(light="red"), by_hand)
    with pytest.raises(ValueError, match="gauges"):
        check_same("gauges", by_hand.assign(count=[3, 5]), by_hand)
    with pytest.raises(ValueError, match="gauges"):
        check_same("gauges", by_hand.head(1), by_hand)


def test_the_percentile_is_a_value_that_was_measured() -> None:
    assert percentile([5.0, 1.0, 3.0, 2.0, 4.0], 0.95) == 5.0
    assert percentile([float(n) for n in range(1, 101)], 0.95) == 95.0
    assert percentile([7.0], 0.5) == 7.0


def test_a_row_says_whether_its_goal_is_met() -> None:
    assert Row("a", "1 s", "2 s", 0.5, 1.5).line() == "| a | 1 s | 2 s | 0.50 | ≤ 1.5 | met |"
    assert Row("a", "1 s", "9 s", 9.0, 12, "at least").line().endswith("| 9.00 | ≥ 12 | **missed** |")


@pytest.mark.parametrize("part", ["workbook", "text", "pages", "crowd", "memory", "rehearsal", "advice"])
def test_a_small_run_gives_the_rows_of_every_part(part: str, tmp_path) -> None:
    rows = list(QUICK[part](tmp_path))
    expected = {"workbook": 2, "text": 1, "pages": 4, "crowd": 2, "memory": 2, "rehearsal": 3, "advice": 5}
    assert len(rows) == expected[part]
    assert all(row.ratio > 0 for row in rows)


def test_the_small_run_has_the_parts_of_the_full_one() -> None:
    assert list(QUICK) == list(FULL)
