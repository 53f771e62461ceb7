"""The traffic-light table: the row the headline names stands first, and each row keeps its own light and trend."""

from __future__ import annotations

import pandas as pd
import pytest

from analyzer.screen.product_table import worst_first
from analyzer.screen.tables import percents
from tests.screen.conftest import Open

PRODUCTS = "pages/story/products.py"


def products(**deviations: tuple[float | None, float | None]) -> pd.DataFrame:
    """member: the deviations of its stages 4 and 5."""
    rows = [{"member": name, "deviation_4": four, "deviation_5": five} for name, (four, five) in deviations.items()]
    return pd.DataFrame(rows).astype({"deviation_4": "float64", "deviation_5": "float64"})


def test_the_furthest_behind_in_either_stage_is_first_and_the_unjudged_are_last() -> None:
    frame = products(Large=(None, None), Good=(0.3, 0.1), Short=(0.2, -0.5), Small=(None, None), Half=(-0.2, None))
    assert list(worst_first(frame)["member"]) == ["Short", "Half", "Good", "Large", "Small"]


def test_each_row_shows_its_own_light_and_trend(open_app: Open) -> None:
    app = open_app(PRODUCTS)
    shown = app.dataframe[0].value.set_index("member")
    assert str(shown.index[0]) in app.header[0].value, "the headline names the furthest behind"
    for _, row in shown.iterrows():
        lowest = min(row["deviation_4"], row["deviation_5"])
        word = "at risk" if lowest <= -15 else "watch" if lowest < 0 else "on track"
        assert word in row["light"][0], row
        assert row["trend"][-1] == pytest.approx(row["amount"])


@pytest.mark.parametrize(("share", "shown"), [(-0.1499, -14.9), (-0.15, -15.0), (0.29 - 0.3, -1.0), (-0.0004, -0.04)])
def test_a_deviation_is_not_shown_as_a_limit_that_it_misses(share: float, shown: float) -> None:
    assert list(percents(pd.Series([share, None])))[0] == shown
