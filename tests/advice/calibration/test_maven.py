"""On Maven's real dates the forecast's record is what the README says."""

from __future__ import annotations

import pandas as pd
import pytest

from analyzer.advice.forecast import Backtest
from tests.advice import maven
from tests.advice.calibration import maven_record

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not maven.FOLDER.is_dir(), reason=f"the real files are not there: {maven.FOLDER}"),
]


@pytest.fixture(scope="module")
def record() -> Backtest:
    return maven_record.record()


def test_the_record_on_maven_is_the_one_in_the_readme(record: Backtest) -> None:
    own, weighted = record.own, record.weighted
    assert own.forecasts == weighted.forecasts == maven_record.REVIEWS
    assert (own.wape, own.bias) == (pytest.approx(0.21, abs=0.02), pytest.approx(-0.03, abs=0.02))
    assert own.coverage == pytest.approx(0.85, abs=0.06)
    assert (weighted.wape, weighted.bias) == (pytest.approx(0.61, abs=0.005), pytest.approx(0.56, abs=0.005))


def test_what_came_is_what_maven_won_after_each_sunday(record: Backtest) -> None:
    deals = pd.read_csv(maven.FOLDER / "sales_pipeline.csv", parse_dates=["close_date"]).query("deal_stage == 'Won'")
    for row in record.rows.to_dict("records"):
        after = deals[(deals["close_date"] > row["as_of"]) & (deals["close_date"] <= row["ends_on"])]
        assert row["actual"] == after["close_value"].sum()


def test_the_table_holds_each_forecast_once(record: Backtest) -> None:
    counts = [int(line.split("|")[2]) for line in maven_record.lines(record.rows)[2:]]
    assert counts[0] == sum(counts[1:]) == maven_record.REVIEWS
