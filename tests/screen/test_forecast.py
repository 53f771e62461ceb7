"""The forecast page: what will be won, how good it was before, and when trouble is expected."""

from __future__ import annotations

import pandas as pd

from analyzer.screen import forecast
from tests.screen.conftest import Open
from tests.screen.test_advice import without_faults

PAGE = "pages/decide/forecast.py"


def test_the_page_shows_the_forecast_the_outlook_and_the_record(open_app: Open) -> None:
    app = without_faults(open_app(PAGE, lang="en"))
    assert len(app.header) == 1
    assert len(app.get("plotly_chart")) == 3
    record = app.dataframe[0].value
    assert list(record.columns) == ["way", "forecasts", "wape", "bias", "coverage"] and len(record) == 2
    app.main.button_group[0].set_value("region").run()
    members = without_faults(app).dataframe[0].value  # each with its stage, the first trouble on top
    assert set(members["member"]) == {"North", "East", "South", "West"}
    troubled = members["day"].dropna()
    assert all(
        ("■" in where) == (day is not pd.NaT) for where, day in zip(members["layer"], members["day"], strict=True)
    )
    short = members.dropna(subset="day")
    assert (short["expected"] < short["required"]).all()
    assert troubled.is_monotonic_increasing and members["day"].head(len(troubled)).notna().all()


def test_forecasts_side_by_side_are_of_one_kind() -> None:
    rows = pd.DataFrame({"horizon": ["quarter"] * 3 + ["weeks"] * 2, "days": [30, 23, 16, 28, 56]})
    assert list(forecast._of_one_kind(rows)["days"]) == [30, 23, 16]
    assert list(forecast._of_one_kind(rows.tail(4))["days"]) == [28]
    assert list(forecast._of_one_kind(rows.head(2))["days"]) == [30, 23]
