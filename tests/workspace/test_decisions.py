"""What was decided is kept with the data, outlives uploads that are taken back, and is never there twice."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from analyzer.intake import SourceFile
from analyzer.settings import Settings
from analyzer.workspace import Workspace
from tests.advice.ledger.decisions import decision, followed
from tests.workspace.files import TODAY, WEEK_1, WEEK_2, csv, source
from tests.workspace.here import read_here, workspace_here


def numbers(workspace: Workspace) -> list[tuple[int, str]]:
    return [(one.number, one.by) for one in workspace.decisions]


def test_decisions_outlive_the_uploads_they_were_taken_on(tmp_path: Path) -> None:
    with closing(Workspace.open(tmp_path / "kept", TODAY, read=read_here)) as workspace:
        workspace.add([source(tmp_path, WEEK_1, csv("1,Lead,10,East"))], TODAY)
        workspace.decide(decision(followed("1"), by="Ann"))
        workspace.undo(1, TODAY)
        assert numbers(workspace) == [(1, "Ann")]
    with closing(Workspace.open(tmp_path / "kept", TODAY, read=read_here)) as again:
        again.add([source(tmp_path, WEEK_2, csv("1,Lead,10,East"))], TODAY)
        assert numbers(again) == [(1, "Ann")]
        again.start_over()
    with closing(Workspace.open(tmp_path / "kept", TODAY, read=read_here)) as empty:
        assert empty.decisions == ()


def test_what_is_decided_on_something_that_is_only_shown_is_gone_with_it(tmp_path: Path, workspace: Workspace) -> None:
    shown = read_here([source(tmp_path, WEEK_1, csv("1,Lead,10,East"))], Settings(), TODAY)
    workspace.show(shown)
    workspace.decide(decision(followed("1"), by="on the sample"))
    workspace.show(shown)
    assert numbers(workspace) == [(1, "on the sample")]
    workspace.add([source(tmp_path, WEEK_2, csv("1,Lead,10,East"))], TODAY)
    assert workspace.decisions == ()
    workspace.decide(decision(followed("1"), by="own"))
    workspace.undo(1, TODAY)
    workspace.show(shown)
    assert workspace.decisions == ()
    workspace.add([source(tmp_path, WEEK_2, csv("1,Lead,10,East"))], TODAY)
    assert numbers(workspace) == [(1, "own")]
    workspace.start_over()
    workspace.show(shown)
    assert workspace.decisions == ()


def test_two_copies_that_went_on_apart_are_one_ledger_without_doubles(tmp_path: Path, workspace: Workspace) -> None:
    workspace.add([source(tmp_path, WEEK_1, csv("1,Lead,10,East"))], TODAY)
    workspace.decide(decision(followed("1"), by="both"))
    workspace.write(tmp_path / "w.zip")
    file = SourceFile("w.zip", tmp_path / "w.zip")
    with closing(workspace_here()) as other:
        other.add([file], TODAY)
        other.redecide(replace(other.decisions[0], assigned_to="Wes"))
        other.decide(decision(followed("1"), by="other"))
        workspace.decide(decision(followed("1"), by="this"))
        workspace.write(tmp_path / "w.zip")
        other.add([file], TODAY)
        assert numbers(other) == [(1, "both"), (2, "this"), (3, "other")]
        assert other.decisions[0].assigned_to == "Wes"
        other.add([file], TODAY)
        assert numbers(other) == [(1, "both"), (2, "this"), (3, "other")]


def test_a_decision_taken_back_stays_in_the_ledger(tmp_path: Path, workspace: Workspace) -> None:
    workspace.add([source(tmp_path, WEEK_1, csv("1,Lead,10,East"))], TODAY)
    workspace.decide(decision(followed("1")))
    workspace.withdraw(1, TODAY)
    workspace.withdraw(7, TODAY)
    assert [one.withdrawn_at for one in workspace.decisions] == [TODAY]
