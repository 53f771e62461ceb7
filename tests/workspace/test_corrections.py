"""Undo, mends, fills and removals: what each changes, and that nothing is lost by any of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from analyzer import figures
from analyzer.errors import AnalyzerError
from analyzer.intake.corrections import Corrections, Fill, Mend
from analyzer.model import Selection
from analyzer.workspace import Workspace
from tests.workspace.files import (
    NOV_9,
    NOV_16,
    TODAY,
    WEEK_1,
    WEEK_2,
    assert_nothing_is_lost,
    counts,
    csv,
    figures_of,
    rows_of,
    source,
)

TARGETS = "role,member,starts_on,ends_on,amount\nregion,East,2026-10-01,2026-12-31,100\n"


def test_an_upload_taken_back_is_as_if_it_had_never_come(tmp_path: Path, workspace: Workspace) -> None:
    first = source(tmp_path, WEEK_1, csv("1,Lead,10,East", "2,Lead,5,West"))
    workspace.add([first], TODAY)
    before = (figures_of(workspace), workspace.settings, rows_of(workspace), workspace.files, workspace.stages)
    second = source(tmp_path, WEEK_2, csv("1,Closed Won,10,East", "3,Lead,many,"))
    workspace.add([second, source(tmp_path, "targets.csv", TARGETS)], TODAY)
    workspace.mend([Mend(WEEK_2, None, 3, {"amount": "7"})], TODAY)
    assert [target.member for target in workspace.targets] == ["East"]
    workspace.undo(2, TODAY)
    assert (figures_of(workspace), workspace.settings, rows_of(workspace), workspace.files, workspace.stages) == before
    assert workspace.corrections == Corrections()
    workspace.add([second], TODAY)
    assert [upload.number for upload in workspace.uploads] == [1, 3]
    assert_nothing_is_lost(workspace)


def test_nothing_is_left_when_the_only_upload_is_taken_back(tmp_path: Path, workspace: Workspace) -> None:
    workspace.add([source(tmp_path, WEEK_1, csv("1,Lead,10,East"))], TODAY)
    kept = workspace.files[0].path
    workspace.undo(1, TODAY)
    assert (workspace.report, workspace.files, workspace.uploads, counts(workspace)) == (None, (), (), [])
    assert not kept.exists()


def test_a_target_typed_over_that_of_a_file_stays_when_the_file_is_taken_back(
    tmp_path: Path, workspace: Workspace
) -> None:
    workspace.add([source(tmp_path, WEEK_1, csv("1,Lead,10,East"))], TODAY)
    workspace.add([source(tmp_path, "targets.csv", TARGETS)], TODAY)
    (arrived,) = workspace.targets
    typed = replace(arrived, amount=Decimal(9), ends_on=date(2026, 10, 31))
    workspace.answer(replace(workspace.settings, targets=(typed, *workspace.targets)), TODAY)
    assert [target.starts_on for target in workspace.targets] == [date(2026, 10, 1), date(2026, 11, 1)]
    workspace.undo(2, TODAY)
    assert workspace.targets == (typed,)


def test_a_target_that_was_taken_away_is_there_again_when_its_file_is_dropped_again(
    tmp_path: Path, workspace: Workspace
) -> None:
    workspace.add([source(tmp_path, WEEK_1, csv("1,Lead,10,East"))], TODAY)
    targets = source(tmp_path, "targets.csv", TARGETS)
    workspace.add([targets], TODAY)
    before = workspace.targets
    workspace.answer(replace(workspace.settings, targets=()), TODAY)
    workspace.undo(2, TODAY)
    workspace.add([targets], TODAY)
    assert workspace.targets == before != ()


def test_a_mended_row_is_loaded_and_the_mend_stays_for_the_next_upload(tmp_path: Path, workspace: Workspace) -> None:
    workspace.add([source(tmp_path, WEEK_1, csv("1,Lead,10,East", "2,,ten,East"))], TODAY)
    workspace.mend([Mend(WEEK_1, None, 3, {"stage": "Lead"})], TODAY)
    assert workspace.report is not None and workspace.report.sheets[0].rejected[0].cells["stage"] == "Lead"
    workspace.mend([Mend(WEEK_1, None, 3, {"amount": "20"})], TODAY)
    assert counts(workspace) == [2]
    workspace.add([source(tmp_path, WEEK_2, csv("1,Lead,10,East"))], TODAY)
    assert counts(workspace) == [2, 1]
    assert_nothing_is_lost(workspace)


def test_an_accepted_fill_is_in_the_figures(tmp_path: Path, workspace: Workspace) -> None:
    workspace.add([source(tmp_path, WEEK_1, csv("1,Lead,10,", "2,Lead,5,West"))], TODAY)
    workspace.accept([Fill("region", "1", "East")], TODAY)
    rows = workspace.run(figures.products(Selection(NOV_9), "region", workspace.settings))
    assert set(rows["member"]) == {"East", "West"}
    assert workspace.corrections.fills == (Fill("region", "1", "East"),)


def test_a_snapshot_is_taken_out_and_put_back(tmp_path: Path, workspace: Workspace) -> None:
    workspace.add([source(tmp_path, WEEK_1, csv("1,Lead,10,East"))], TODAY)
    workspace.add([source(tmp_path, WEEK_2, csv("1,Lead,10,East", "2,Lead,1,East"))], TODAY)
    whole = figures_of(workspace)
    workspace.remove(NOV_16, None, TODAY)
    assert counts(workspace) == [1]
    assert_nothing_is_lost(workspace)
    workspace.put_back(NOV_16, TODAY)
    assert figures_of(workspace) == whole
    workspace.remove(NOV_9, WEEK_2, TODAY)
    assert figures_of(workspace) == whole


def test_a_change_that_fails_leaves_all_as_it_was(tmp_path: Path, workspace: Workspace) -> None:
    workspace.add([source(tmp_path, WEEK_1, csv("1,Lead,10,East"))], TODAY)
    before = (figures_of(workspace), workspace.settings, workspace.report, workspace.uploads, workspace.corrections)
    workspace.files[0].path.rename(tmp_path / "away")
    changes = [
        lambda: workspace.mend([Mend(WEEK_1, None, 2, {"amount": "1"})], TODAY),
        lambda: workspace.accept([Fill("region", "1", "East")], TODAY),
        lambda: workspace.remove(NOV_9, None, TODAY),
        lambda: workspace.add([source(tmp_path, WEEK_2, csv("1,Lead,11,East"))], TODAY),
        lambda: workspace.answer(replace(workspace.settings, stage_labels={"Lead": "Other"}), TODAY),
    ]
    for change in changes:
        with pytest.raises(AnalyzerError):
            change()
    now = (figures_of(workspace), workspace.settings, workspace.report, workspace.uploads, workspace.corrections)
    assert now == before


def test_the_same_file_again_says_so_and_is_no_upload(tmp_path: Path, workspace: Workspace) -> None:
    first = source(tmp_path, WEEK_1, csv("1,Lead,10,East"))
    assert workspace.add([first], TODAY) == ()
    assert workspace.add([first], TODAY) == (WEEK_1,)
    assert workspace.add([replace(first, name="pipeline_2026-11-09 (1).csv")], TODAY) == (
        "pipeline_2026-11-09 (1).csv",
    )
    assert len(workspace.uploads) == 1
    workspace.add([first, replace(first, name=WEEK_2)], TODAY)
    assert [file.name for file in workspace.files] == [WEEK_1, WEEK_2]


def test_a_file_that_could_not_be_read_is_not_kept_where_others_could(tmp_path: Path, workspace: Workspace) -> None:
    good = source(tmp_path, WEEK_1, csv("1,Lead,10,East"))
    workspace.add([good, source(tmp_path, "empty.csv", "")], TODAY)
    assert [file.name for file in workspace.files] == [WEEK_1]
    assert workspace.report is not None and workspace.report.refused == ("empty.csv",)


def test_what_was_corrected_in_the_sample_is_not_done_to_their_own(tmp_path: Path, workspace: Workspace) -> None:
    from analyzer.intake import read

    shown = source(tmp_path, WEEK_1, csv("1,Lead,10,East"))
    workspace.show(read([shown], workspace.settings, TODAY), [shown])
    workspace.mend([Mend(WEEK_1, None, 2, {"amount": "99"})], TODAY)
    assert workspace.run(figures.waterfall(Selection(NOV_9)))["amount"].sum() == 99
    workspace.add([shown], TODAY)
    assert workspace.run(figures.waterfall(Selection(NOV_9)))["amount"].sum() == 10
    assert workspace.corrections == Corrections()
