"""Whatever was done to a workspace, its file and its folder give it back, and undo is as if it had never been."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from analyzer.intake import SourceFile
from analyzer.intake.corrections import Fill, Mend
from analyzer.workspace import Workspace
from tests.advice.ledger.decisions import decision, followed
from tests.workspace.files import TODAY, assert_nothing_is_lost, csv, figures_of, rows_of, source
from tests.workspace.here import read_here, workspace_here

STAGES = ("Lead", "Negotiation / POC", "Closed Won", "Closed Lost", "Wobbly", "")
AMOUNTS = ("10", "7.50", "", "many", "1,5,5", "-3")
REGIONS = ("East", "West", "")
HEADERS = ("id,stage,amount,region", "id,stage,amount,region,region", "Deal ID,Status,Value,Territory")
STEPS = 12
LATER = date(2027, 1, 1)


class Doer:
    """Does something to a workspace, by lot."""

    def __init__(self, seed: int, workspace: Workspace, folder: Path) -> None:
        self.lots, self.workspace, self.folder = random.Random(seed), workspace, folder
        self.weeks = [TODAY - timedelta(days=7 * week) for week in range(6)]

    def export(self) -> SourceFile:
        rows = [
            f"{number},{self.lots.choice(STAGES)},{self.lots.choice(AMOUNTS)},{self.lots.choice(REGIONS)}"
            for number in range(1, 9)
        ]
        name = self.lots.choice([f"pipeline_{self.lots.choice(self.weeks)}.csv", "export.csv"])
        return source(self.folder, name, csv(*rows, header=self.lots.choice(HEADERS)))

    def add(self) -> None:
        self.workspace.add([self.export() for _ in range(self.lots.choice([1, 1, 2]))], TODAY)

    def undo(self) -> None:
        if len(self.workspace.uploads) > 1:
            self.workspace.undo(self.lots.choice(self.workspace.uploads).number, TODAY)

    def mend(self) -> None:
        report = self.workspace.report
        rows = [(sheet, row) for sheet in report.sheets for row in sheet.rejected if row.cells] if report else []
        for sheet, row in rows[: self.lots.randrange(4)]:
            label = self.lots.choice(list(row.cells))
            self.workspace.mend(
                [Mend(sheet.file, sheet.sheet, row.row, {label: self.lots.choice(["Lead", "4"])})], TODAY
            )

    def accept(self) -> None:
        self.workspace.accept([Fill("region", str(self.lots.randrange(1, 9)), "North")], TODAY)

    def remove(self) -> None:
        self.workspace.remove(self.lots.choice(self.weeks), None, TODAY)

    def put_back(self) -> None:
        removals = self.workspace.corrections.removals
        if removals:
            self.workspace.put_back(self.lots.choice(removals).day, TODAY)

    def answer(self) -> None:
        labels = {"Wobbly": self.lots.choice(["Lead", ""])}
        self.workspace.answer(replace(self.workspace.settings, stage_labels=labels), TODAY)

    def note(self) -> None:
        self.workspace.notes += self.lots.choice(["Call Ann. ", "问张三。", ""])

    def decide(self) -> None:
        self.workspace.decide(decision(followed(str(self.lots.randrange(1, 9))), by=self.lots.choice(["Ann", "张三"])))

    def withdraw(self) -> None:
        if self.workspace.decisions:
            self.workspace.withdraw(self.lots.choice(self.workspace.decisions).number, TODAY)

    def something(self) -> None:
        choices: list[Callable[[], None]] = [
            self.add, self.add, self.undo, self.mend, self.mend, self.accept, self.remove, self.put_back, self.answer,
            self.note, self.decide, self.withdraw,
        ]  # fmt: skip
        self.lots.choice(choices)()


def everything(workspace: Workspace) -> list[Any]:
    return [
        figures_of(workspace), workspace.settings, workspace.corrections, workspace.notes, workspace.stages,
        [(upload.number, upload.added_on, [file.name for file in upload.files]) for upload in workspace.uploads],
        rows_of(workspace),
        workspace.report.questions if workspace.report else (),
        workspace.decisions,
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_a_workspace_is_the_same_after_its_file_and_its_folder(seed: int, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    (tmp_path / "uploads").mkdir()
    with closing(Workspace.open(kept, TODAY, read=read_here)) as workspace:
        doer = Doer(seed, workspace, tmp_path / "uploads")
        doer.add()
        for _ in range(STEPS):
            doer.something()
            assert_nothing_is_lost(workspace)
        workspace.write(tmp_path / "w.zip")
        with (
            closing(workspace_here()) as other,
            closing(Workspace.open(kept, date(2027, 1, 1), read=read_here)) as again,
        ):
            other.add([SourceFile("w.zip", tmp_path / "w.zip")], date(2027, 1, 1))
            assert everything(other) == everything(workspace)
            assert everything(again) == everything(workspace)


@pytest.mark.parametrize("seed", range(4))
def test_taking_back_the_last_upload_is_as_if_it_had_never_come(seed: int, tmp_path: Path) -> None:
    with closing(workspace_here()) as workspace:
        doer = Doer(100 + seed, workspace, tmp_path)
        doer.add()
        for _ in range(STEPS // 2):
            doer.something()
        before = everything(workspace)
        last = workspace.uploads[-1].number
        doer.add()
        if workspace.uploads[-1].number != last:
            workspace.undo(workspace.uploads[-1].number, TODAY)
        assert everything(workspace) == before
