from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analyzer.report.command import main


def report(folder: Path, files: dict[str, str], *options: str) -> dict[str, Any]:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    paths = [str(folder / name) for name in files]
    assert main(["report", *paths, "--out", str(folder), *options]) == 0
    return dict(json.loads((folder / "figures.json").read_text(encoding="utf-8")))


def notes(figures: dict[str, Any], table: str = "opportunities") -> list[str]:
    return [note for sheet in figures["intake"] if sheet["table"] == table for note in sheet["notes"]]


def test_each_rejected_row_is_named_with_its_value_and_the_reason(tmp_path: Path) -> None:
    said = notes(report(tmp_path, {"p.csv": "id,stage,amount\n1,Lead,5 pcs\n2,Lead,5\n"}))
    assert "Row 2 is rejected for “5 pcs”. This is not an amount." in said


def test_many_rejected_rows_are_counted_after_the_first_ones(tmp_path: Path) -> None:
    rows = "".join(f"{at},Lead,{at}\n{at}x,Lead,5 pcs\n" for at in range(30))
    said = notes(report(tmp_path, {"p.csv": f"id,stage,amount\n{rows}"}))
    assert sum("is rejected" in note for note in said) == 20
    assert "More rejected rows: 10." in said


def test_what_has_no_rate_is_said(tmp_path: Path) -> None:
    said = notes(report(tmp_path, {"p.csv": "id,stage,amount,currency\n1,Lead,1,USD\n2,Lead,2,USD\n3,Lead,7,JPY\n"}))
    assert any("JPY have no rate" in note for note in said)


def test_a_join_tells_its_match_rate_and_what_it_adds(tmp_path: Path) -> None:
    deals = "id,stage,amount,sales agent\n" + "".join(
        f"{at},Lead,1,{rep}\n" for at, rep in enumerate(["Ann"] * 3 + ["Bob"])
    )
    said = notes(report(tmp_path, {"p.csv": deals, "reps.csv": "sales agent,region\nAnn,East\nCid,West\n"}), "lookup")
    assert "reps.csv joins by sales agent and adds region: 75% of the rows find their value." in said


def test_an_assumed_day_is_told(tmp_path: Path) -> None:
    said = notes(report(tmp_path, {"p.csv": "id,stage,created date\n1,Lead,2026-03-09\n"}))
    assert "Its snapshot is taken to be of 9 Mar 2026." in said


def test_members_that_may_be_the_same_are_told(tmp_path: Path) -> None:
    said = notes(report(tmp_path, {"p.csv": "id,stage,product\n1,Lead,GTX Pro\n2,Lead,GTX Pro\n3,Lead,GTXPro\n"}))
    assert "“GTXPro”, in 1 rows, may be the same as “GTX Pro”: same_as.product in the settings says so." in said


def test_a_stage_that_is_not_surely_placed_is_told(tmp_path: Path) -> None:
    said = notes(report(tmp_path, {"p.csv": "id,stage\n1,Lead\n2,Technical proposal\n"}))
    assert any("“Technical proposal” is put in layer 4, but not surely" in note for note in said)
    assert not any("“Lead”" in note for note in said)


@pytest.mark.parametrize("code", ["zh", "zh-CN", "zh_CN.UTF-8", "zh-Hans"])
def test_a_language_code_is_taken_as_systems_write_it(tmp_path: Path, code: str) -> None:
    said = notes(report(tmp_path, {"p.csv": "id,stage\n1,Lead\n"}, "--language", code))
    assert "每行是一个商机及其销售阶段。" in said


def test_an_empty_pipeline_holds_nothing_of_anything(tmp_path: Path) -> None:
    figures = report(tmp_path, {"p.csv": "id,stage,amount\n1,Won,5\n"})
    assert figures["waterfall"]["total"] == figures["totals"]["open"] == {"count": 0, "amount": 0.0}


def test_a_column_that_looks_needed_and_is_not_used_is_told(tmp_path: Path) -> None:
    said = notes(report(tmp_path, {"p.csv": "id,stage,amount,deal value,note\n1,Lead,5,6,x\n"}))
    assert "The column “deal value” is set aside. Another column suits “amount” better." in said
    assert not any("“note”" in note for note in said)
