"""The figure that CONTRIBUTING.md adds in five steps is a figure indeed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent
from typing import Any

from analyzer.model import BLANK, Query, Selection
from tests.figures.frames import rows
from tests.pipelines import ROWS, SELECTION, STAGES, warehouse

PAGE = Path(__file__).parents[1] / "CONTRIBUTING.md"


def _written(language: str) -> str:
    blocks = re.findall(rf"^   ```{language}\n(.*?)^   ```", PAGE.read_text(encoding="utf-8"), re.S | re.M)
    assert len(blocks) == 1, f"one {language} block is expected in the five steps"
    return dedent(blocks[0])


def _query() -> Query:
    def figure_query(figure: str, parameters: Mapping[str, Any], scope: Mapping[str, Any]) -> Query:
        return Query(figure, _written("sql"), parameters, scope)

    names: dict[str, Any] = {"Selection": Selection, "Query": Query, "figure_query": figure_query}
    exec(_written("python"), names)
    query: Query = names["open_by_rep"](SELECTION)
    return query


def test_the_five_steps_give_the_number_that_the_rows_show() -> None:
    open_stages = {stage.name for stage in STAGES if stage.kind == "open"}
    deals = {
        (row.rep or BLANK, row.opportunity_id)
        for row in ROWS
        if row.snapshot_date == SELECTION.as_of and row.stage in open_stages
    }
    house = warehouse(ROWS, STAGES)
    assert dict(rows(house.run(_query()), "member", "count")) == Counter(rep for rep, _ in deals)
