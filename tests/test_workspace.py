from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from analyzer import figures
from analyzer.errors import AnalyzerError
from analyzer.intake import Intake, SourceFile
from analyzer.intake.report import IntakeReport
from analyzer.model import Selection, Stage, Target
from analyzer.settings import Settings
from analyzer.workspace import Workspace, with_arrived
from tests.pipelines import NOV_16, ROWS, SELECTION, STAGES, TARGETS, table

TODAY = date(2026, 11, 20)
DATA = Path(__file__).parents[2] / "shared" / "data"
SAMPLE = Intake(table(ROWS), STAGES, TARGETS, "CNY", IntakeReport(sheets=()))


def source(folder: Path, name: str, text: str) -> SourceFile:
    place = folder / f"upload {len(list(folder.iterdir()))}"
    place.write_text(text, encoding="utf-8")
    return SourceFile(name, place)


def csv(*deals: str) -> str:
    return "\n".join(["id,stage,amount,region", *deals])


def counts(workspace: Workspace) -> list[int]:
    return list(workspace.run(figures.snapshots())["deals"])


def test_files_add_up_over_the_weeks(tmp_path: Path) -> None:
    workspace = Workspace()
    workspace.add([source(tmp_path, "pipeline_2026-11-09.csv", csv("1,Lead,10,East"))], TODAY)
    workspace.add([source(tmp_path, "pipeline_2026-11-16.csv", csv("1,Lead,10,East", "2,Lead,5,West"))], TODAY)
    assert counts(workspace) == [1, 2]
    assert [file.name for file in workspace.files] == ["pipeline_2026-11-09.csv", "pipeline_2026-11-16.csv"]


def test_copies_are_kept_and_go_away_with_the_workspace(tmp_path: Path) -> None:
    upload = source(tmp_path, "pipeline_2026-11-09.csv", csv("1,Lead,10,East"))
    workspace = Workspace()
    workspace.add([upload], TODAY)
    upload.path.unlink()
    workspace.answer(replace(workspace.settings, stage_labels={"Lead": "Lead"}), TODAY)
    assert counts(workspace) == [1]
    kept = workspace.files[0].path
    assert kept.exists()
    workspace.close()
    assert not kept.exists() and not kept.parent.exists()


def test_the_same_file_twice_is_one_and_another_of_the_same_name_is_told_apart(tmp_path: Path) -> None:
    workspace = Workspace()
    first = source(tmp_path, "2026-11-09.csv", csv("1,Lead,10,East"))
    workspace.add([first], TODAY)
    workspace.add([first], TODAY)
    assert [file.name for file in workspace.files] == ["2026-11-09.csv"]
    workspace.add([source(tmp_path, "2026-11-09.csv", csv("1,Lead,10,East", "2,Lead,1,East"))], TODAY)
    assert [file.name for file in workspace.files] == ["2026-11-09.csv", "2026-11-09 (2).csv"]


def test_files_that_cannot_be_read_change_nothing(tmp_path: Path) -> None:
    workspace = Workspace()
    workspace.add([source(tmp_path, "pipeline_2026-11-09.csv", csv("1,Lead,10,East"))], TODAY)
    with pytest.raises(AnalyzerError):
        workspace.add([source(tmp_path, "pipeline_2026-11-16.csv", "")], TODAY)
    assert counts(workspace) == [1]
    assert [file.name for file in workspace.files] == ["pipeline_2026-11-09.csv"]
    assert len(list(workspace.files[0].path.parent.iterdir())) == 1


def test_settings_that_change_what_files_mean_read_them_again(tmp_path: Path) -> None:
    workspace = Workspace()
    workspace.add([source(tmp_path, "pipeline_2026-11-16.csv", csv("1,Lead,10,East", "2,Wobbly,20,East"))], TODAY)
    assert workspace.report is not None and workspace.report.questions
    workspace.answer(replace(workspace.settings, stage_labels={"Wobbly": "Lead"}), TODAY)
    assert workspace.report is not None and not workspace.report.questions
    bars = workspace.run(figures.waterfall(Selection(NOV_16)))
    assert bars.loc[bars["stage"] == "Lead", "amount"].tolist() == [30.0]


def test_settings_of_figures_are_in_force_without_reading_again() -> None:
    workspace = Workspace()
    workspace.show(SAMPLE)
    typed = Target("product", "Beta", date(2026, 10, 1), date(2026, 12, 31), Decimal(7))
    workspace.answer(replace(workspace.settings, targets=(typed,)), TODAY)
    assert workspace.run(figures.targets(SELECTION, "product", workspace.settings))["target"].tolist() == [7.0]
    assert workspace.targets == (typed,)


def test_what_was_shown_gives_way_to_the_first_upload(tmp_path: Path) -> None:
    workspace = Workspace()
    workspace.show(SAMPLE)
    assert workspace.targets == TARGETS and workspace.currency == "CNY" and workspace.stages == STAGES
    workspace.add([source(tmp_path, "pipeline_2026-11-16.csv", csv("1,Lead,10,East"))], TODAY)
    assert counts(workspace) == [1]
    assert workspace.targets == ()
    assert [file.name for file in workspace.files] == ["pipeline_2026-11-16.csv"]


def test_typed_targets_outlive_what_was_shown() -> None:
    typed = Target("rep", "Ann", date(2026, 10, 1), date(2026, 12, 31), Decimal(9))
    workspace = Workspace(Settings(targets=(typed,)))
    workspace.show(SAMPLE)
    assert workspace.targets == (typed, *TARGETS)
    workspace.show(replace(SAMPLE, targets=()))
    assert workspace.targets == (typed,)


def test_a_target_taken_away_stays_away_when_files_are_read_again(tmp_path: Path) -> None:
    sheet = "role,member,starts_on,ends_on,amount\nregion,East,2026-10-01,2026-12-31,100\n"
    workspace = Workspace()
    week = source(tmp_path, "pipeline_2026-11-16.csv", csv("1,Lead,10,East"))
    workspace.add([week, source(tmp_path, "targets.csv", sheet)], TODAY)
    assert [target.member for target in workspace.targets] == ["East"]
    workspace.answer(replace(workspace.settings, targets=()), TODAY)
    workspace.add([source(tmp_path, "pipeline_2026-11-09.csv", csv("1,Lead,10,East"))], TODAY)
    assert workspace.targets == ()


def test_stages_of_other_data_are_not_forced_on_what_is_shown() -> None:
    workspace = Workspace(Settings(stages=(Stage("Theirs", 1, 1, "open"),)))
    workspace.show(SAMPLE)
    assert workspace.stages == STAGES
    assert workspace.run(figures.waterfall(SELECTION))["count"].sum() == 7


def test_a_typed_target_stands_and_the_rest_of_the_year_stays() -> None:
    year = Target("region", "East", date(2026, 1, 1), date(2026, 12, 31), Decimal(36500))
    typed = Target("region", "East", date(2026, 4, 1), date(2026, 6, 30), Decimal(1))
    other = replace(year, member="West")
    assert with_arrived([typed], [year, other]) == (
        typed,
        replace(year, ends_on=date(2026, 3, 31), amount=Decimal("9000.00")),
        replace(year, starts_on=date(2026, 7, 1), amount=Decimal("18400.00")),
        other,
    )
    assert with_arrived([typed], [replace(typed, amount=Decimal(5))]) == (typed,)


@pytest.mark.real_data
@pytest.mark.skipif(not DATA.is_dir(), reason=f"the real files are not there: {DATA}")
def test_maven_won_by_region() -> None:
    workspace = Workspace()
    workspace.add([SourceFile(path.name, path) for path in sorted((DATA / "maven_crm").glob("*.csv"))], TODAY)
    answer = workspace.run(figures.outcomes(Selection(date(2017, 12, 31)), "region")).query("kind == 'won'")
    won = dict(zip(answer["member"], answer["amount"], strict=True))
    assert won == {"Central": 3346293.0, "East": 3090594.0, "West": 3568647.0}
