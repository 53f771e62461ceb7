"""Tables of deals: what a reader sees in the place of what the figures say."""

from __future__ import annotations

import pandas as pd

from analyzer.language import Language
from analyzer.model import BLANK
from analyzer.screen.deals import AT_LEAST, _shown


def test_a_blank_is_called_by_its_name_and_what_is_missing_stays_missing() -> None:
    shown = _shown(pd.DataFrame({"region": ["East", BLANK, None]}), Language("zh_CN"))
    assert shown["region"].fillna("missing").to_list() == ["East", "（空白）", "missing"]


def test_a_dwell_is_marked_as_known_from_below_only_where_one_is_known() -> None:
    known = pd.DataFrame({"dwell_is_minimum": [True, False], "dwell_days": [7, 3]})
    assert _shown(known, Language())["at_least"].fillna("").to_list() == [AT_LEAST, ""]
    assert "at_least" not in _shown(known.assign(dwell_days=None), Language())
