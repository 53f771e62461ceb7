"""The forecast page: what will be won, how good it was before, and when trouble is expected."""

from __future__ import annotations

import pandas as pd
import pytest

from analyzer.screen import forecast
from tests.screen.conftest import Open
from tests.screen.test_advice import COUNTS, WEEK, without_faults

PAGE = "pages/decide/forecast.py"


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_page_shows_the_forecast_the_outlook_and_the_record(open_app: Open, language: str) -> None:
    app = without_faults(open_app(PAGE, lang=language))
    assert len(app.header) == 1
    assert len(app.get("plotly_chart")) == 3
    record = app.dataframe[0].value
    assert list(record.columns) == ["way", "forecasts", "wape", "bias", "coverage"] and len(record) == 2


def test_by_a_role_each_member_has_its_sentence_the_first_trouble_on_top(open_app: Open) -> None:
    app = without_faults(open_app(PAGE, lang="en", outlook_by="region"))
    members = app.dataframe[0].value
    assert set(members["member"]) == {"North", "East", "South", "West"}
    troubled = members["day"].dropna()
    assert troubled.is_monotonic_increasing and members["day"].head(len(troubled)).notna().all()


@pytest.mark.parametrize("content", [WEEK, COUNTS])
def test_one_week_is_too_little_and_the_page_says_what_it_needs(open_app: Open, content: str) -> None:
    app = open_app("pages/data/upload.py", lang="en")
    app.file_uploader[0].upload("pipeline_2026-11-16.csv", content.encode(), "text/csv")
    app.run()
    without_faults(app.switch_page(PAGE).run())
    assert app.header[0].value == "There is not enough data to forecast from yet"
    assert any(line.value.startswith("It needs: ") for line in app.main.markdown)


def test_forecasts_side_by_side_are_of_one_kind() -> None:
    rows = pd.DataFrame({"horizon": ["quarter"] * 3 + ["weeks"] * 2, "days": [30, 23, 16, 28, 56]})
    assert list(forecast._of_one_kind(rows)["days"]) == [30, 23, 16]
    assert list(forecast._of_one_kind(rows.tail(4))["days"]) == [28]
    assert list(forecast._of_one_kind(rows.head(2))["days"]) == [30, 23]
