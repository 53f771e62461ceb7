"""A guess is right as often as its confidence says: known values of the real files are hidden, and guessed again."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from analyzer import figures
from analyzer.intake import Intake, SourceFile, read
from analyzer.model import Selection
from analyzer.settings import Settings
from analyzer.warehouse import Warehouse

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "maven_crm"
pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not FOLDER.is_dir(), reason=f"THE REAL FILES ARE ABSENT: nothing is at {FOLDER}"),
]
HIDDEN = 0.15


@pytest.fixture(scope="module")
def real() -> Intake:
    files = [SourceFile(path.name, path) for path in sorted(FOLDER.glob("*.csv"))]
    return read(files, Settings(), date(2026, 11, 22))


@pytest.mark.parametrize("role", ["industry", "region", "product"])
def test_guesses_are_right_as_often_as_they_are_sure(real: Intake, role: str) -> None:
    rows, chance = real.snapshots, random.Random(20261122)
    ids = rows["opportunity_id"].to_pylist()
    truth = dict(zip(ids, rows[role].to_pylist(), strict=True))
    hidden = {key for key in sorted(truth) if truth[key] and chance.random() < HIDDEN}
    left = pa.array([None if key in hidden else truth[key] for key in ids], pa.string())
    house = Warehouse(memory_limit="500MB")
    house.load(rows.set_column(rows.column_names.index(role), role, left), real.stages, ())
    review = house.run(figures.snapshots())["snapshot_date"].max().date()
    found = house.run(figures.suggested_fills(Selection(review), at_most=10_000))
    found = found[(found["role"] == role) & found["opportunity_id"].isin(hidden)]
    house.close()
    is_right = found["member"] == found["opportunity_id"].map(truth)
    assert len(found) > 0.9 * len(hidden)
    for sure_from in (0.2, 0.5, 0.8, 0.9):
        judged = found["confidence"] >= sure_from
        if judged.sum() >= 50:
            assert is_right[judged].mean() > found.loc[judged, "confidence"].mean() - 0.05, sure_from
