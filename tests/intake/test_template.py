from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from analyzer.intake import Intake, SourceFile, read
from analyzer.intake.template import template
from analyzer.language import Language
from analyzer.model import EXTRA_ROLES, Target
from analyzer.settings import Settings
from tests.intake.tables import TODAY, assert_nothing_is_lost, rows_of


@pytest.fixture(params=["en", "zh_CN"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Intake:
    path = tmp_path / "template.xlsx"
    path.write_bytes(template(Language(request.param), TODAY))
    return read([SourceFile("template.xlsx", path)], Settings(), TODAY)


def test_the_template_opens_like_any_other_file(opened: Intake) -> None:
    assert [(sheet.table, sheet.rows_rejected) for sheet in opened.report.sheets] == [
        ("opportunities", 0), ("stages", 0), ("targets", 0),
    ]  # fmt: skip
    assert not opened.report.questions
    assert_nothing_is_lost(opened)


def test_the_template_gives_the_figures_that_stand_in_it(opened: Intake) -> None:
    by_day = {day: Decimal(0) for day in (date(2026, 11, 9), date(2026, 11, 16))}
    kinds = {stage.name: stage.kind for stage in opened.stages}
    for day, stage, amount in rows_of(opened, "snapshot_date", "stage", "amount"):
        by_day[day] += amount or 0 if kinds[stage] == "open" else 0
    assert by_day == {date(2026, 11, 9): 294_000, date(2026, 11, 16): 200_000}
    assert rows_of(opened, "opportunity_id", "amount")[-1] == ("D-005", None)


def test_the_template_lists_the_layers_and_a_target_for_each_region(opened: Intake) -> None:
    assert [(stage.layer, stage.kind) for stage in opened.stages] == [
        *((layer, "open") for layer in range(1, 7)), (7, "won"), (None, "lost"),
    ]  # fmt: skip
    assert opened.stages[3].benchmark_days == 30
    regions = sorted({row[0] for row in rows_of(opened, "region")})
    assert sorted(target.member for target in opened.targets) == regions
    assert opened.targets[0] == Target(
        "region", opened.targets[0].member, date(2026, 10, 1), date(2026, 12, 31), Decimal(150_000)
    )


def test_every_role_of_the_template_is_understood(opened: Intake) -> None:
    row = opened.snapshots.to_pylist()[0]
    assert all(
        value is not None
        for field, value in row.items()
        if field not in ("probability", "closed_on", "stage_entered_on", *EXTRA_ROLES)
    )
