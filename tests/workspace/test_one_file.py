"""A workspace as one file: the same again after it, and no harm by one that is hostile."""

from __future__ import annotations

import json
import random
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from analyzer.errors import AnalyzerError, CannotKeep, FileTooLarge
from analyzer.intake import Limits, SourceFile
from analyzer.intake.corrections import Fill, Mend
from analyzer.intake.source import MEBIBYTE
from analyzer.intake.unpacking import unpacked
from analyzer.model import Target
from analyzer.settings import Settings
from analyzer.workspace import Workspace
from tests.advice.ledger.decisions import decision, followed
from tests.workspace.files import (
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
from tests.workspace.here import workspace_here

NEXT_WEEK = TODAY + timedelta(days=7)
TYPED = Target("region", "East", date(2026, 10, 1), date(2026, 12, 31), Decimal(100))


@pytest.fixture
def fresh() -> Iterator[Workspace]:
    opened = workspace_here()
    yield opened
    opened.close()


def written(workspace: Workspace, folder: Path) -> SourceFile:
    workspace.write(folder / "any name.zip")
    return SourceFile("any name.zip", folder / "any name.zip")


def everything(workspace: Workspace) -> list[Any]:
    """All that a workspace holds and shows."""
    return [
        figures_of(workspace), workspace.settings, workspace.corrections, workspace.notes, rows_of(workspace),
        workspace.stages, workspace.currency, workspace.targets,
        [(upload.number, upload.added_on, [file.name for file in upload.files]) for upload in workspace.uploads],
        [file.path.read_bytes() for file in workspace.files],
        workspace.decisions,
    ]  # fmt: skip


def filled(workspace: Workspace, folder: Path) -> Workspace:
    """With two uploads, an answer, a target, a mend, a fill, a removal, notes and two decisions."""
    workspace.add([source(folder, WEEK_1, csv("1,Lead,10,East", "2,Wobbly,5,", "3,Lead,many,East"))], TODAY)
    undated = source(folder, "export.csv", csv("4,Lead,1,East", header="number,stage,amount,region"))
    workspace.add([undated], TODAY)
    workspace.answer(replace(workspace.settings, stage_labels={"Wobbly": "Lead"}, targets=(TYPED,)), TODAY)
    workspace.mend([Mend(WEEK_1, None, 4, {"amount": "7"})], TODAY)
    workspace.accept([Fill("region", "2", "West")], TODAY)
    workspace.notes = "Ask Ann about 张𠮷.\n"
    workspace.decide(decision(followed("1")))
    workspace.decide(decision(followed("2", opportunity_name=None), by="李"))
    workspace.withdraw(1, TODAY)
    return workspace


def test_what_was_written_is_the_same_when_it_is_dropped_next_week(
    tmp_path: Path, workspace: Workspace, fresh: Workspace
) -> None:
    file = written(filled(workspace, tmp_path), tmp_path)
    fresh.add([file], NEXT_WEEK)
    assert everything(fresh) == everything(workspace)
    assert_nothing_is_lost(fresh)


def test_it_speaks_the_language_it_was_written_for_and_nothing_here_changes(
    tmp_path: Path, workspace: Workspace, fresh: Workspace
) -> None:
    workspace.add([source(tmp_path, WEEK_1, csv("1,Lead,10,East"))], TODAY)
    workspace.write(tmp_path / "kept.zip", "zh_CN")
    fresh.add([SourceFile("kept.zip", tmp_path / "kept.zip")], NEXT_WEEK)
    assert (fresh.settings.language, workspace.settings.language) == ("zh_CN", None)


def test_a_copy_that_was_swept_away_is_a_sentence(tmp_path: Path, workspace: Workspace) -> None:
    workspace.add([source(tmp_path, WEEK_1, csv("1,Lead,10,East"))], TODAY)
    workspace.files[0].path.unlink()
    with pytest.raises(CannotKeep, match="cannot be written: "):
        workspace.write(tmp_path / "kept.zip")


def test_it_is_continued_with_next_weeks_export_in_one_reading_and_without_a_question(
    tmp_path: Path, workspace: Workspace, fresh: Workspace
) -> None:
    workspace.add([source(tmp_path, WEEK_1, csv("1,Lead,10,East", "2,Wobbly,5,East"))], TODAY)
    workspace.answer(replace(workspace.settings, stage_labels={"Wobbly": "Lead"}), TODAY)
    file, steps = written(workspace, tmp_path), []
    week_2 = source(tmp_path, WEEK_2, csv("1,Wobbly,10,East", "3,Lead,5,East"))
    fresh.add([week_2, file], NEXT_WEEK, lambda step: steps.append(str(step.step)))
    assert fresh.report is not None and not fresh.report.questions
    assert counts(fresh) == [2, 2]
    assert [(upload.number, upload.added_on) for upload in fresh.uploads] == [(1, TODAY), (2, NEXT_WEEK)]
    assert steps.count("Understanding columns, stages and dates") == 1
    fresh.undo(2, NEXT_WEEK)
    assert figures_of(fresh) == figures_of(workspace)


def test_dropped_on_uploads_it_comes_before_them_and_nothing_is_twice(
    tmp_path: Path, workspace: Workspace, fresh: Workspace
) -> None:
    first = source(tmp_path, WEEK_1, csv("1,Lead,10,East", "2,Lead,many,East"))
    workspace.add([first], TODAY)
    workspace.notes = "theirs"
    file = written(workspace, tmp_path)
    fresh.add([first], TODAY)
    fresh.add([source(tmp_path, WEEK_2, csv("1,Lead,10,East"))], TODAY)
    fresh.add([source(tmp_path, "other.csv", csv("9,Lead,1,West"))], TODAY)
    fresh.mend([Mend(WEEK_1, None, 3, {"amount": "4"})], TODAY)
    fresh.notes = "own"
    fresh.add([file], NEXT_WEEK)
    assert [file.name for file in fresh.files] == [WEEK_1, WEEK_2, "other.csv"]
    assert [upload.number for upload in fresh.uploads] == [1, 2, 3]
    assert fresh.notes == "theirs\n\nown" and len(fresh.corrections.mends) == 1
    fresh.add([file], NEXT_WEEK)
    assert fresh.notes == "theirs\n\nown" and len(fresh.files) == 3


def test_the_day_that_was_told_of_a_file_stays_with_it_and_goes_with_it(
    tmp_path: Path, workspace: Workspace, fresh: Workspace
) -> None:
    workspace.add([source(tmp_path, "export.csv", csv("1,Lead,10,East"))], TODAY)
    file = written(workspace, tmp_path)
    fresh.add([source(tmp_path, "export.csv", csv("1,Lead,20,East"))], TODAY)
    fresh.answer(replace(fresh.settings, snapshot_dates={"export.csv": date(2026, 11, 2)}), TODAY)
    fresh.add([file], TODAY)
    assert fresh.report is not None
    days = {sheet.file: sheet.snapshot_dates for sheet in fresh.report.sheets}
    assert days == {"export.csv": (TODAY,), "export (2).csv": (date(2026, 11, 2),)}
    fresh.undo(2, TODAY)
    assert not fresh.settings.snapshot_dates


def test_settings_alone_do_not_give_next_weeks_file_the_day_of_last_weeks(
    tmp_path: Path, workspace: Workspace, fresh: Workspace
) -> None:
    last_week = source(tmp_path, "export.csv", csv("1,Lead,10,East"))
    workspace.add([last_week], TODAY)
    workspace.answer(replace(workspace.settings, snapshot_dates={"export.csv": date(2026, 11, 2)}), TODAY)
    kept = Settings.from_toml(workspace.settings.to_toml())
    fresh.answer(kept, TODAY)
    fresh.add([last_week], TODAY)
    assert fresh.report is not None and fresh.report.sheets[0].snapshot_dates == (date(2026, 11, 2),)
    fresh.start_over()
    fresh.answer(kept, NEXT_WEEK)
    fresh.add([source(tmp_path, "export.csv", csv("1,Proposal,20,East"))], NEXT_WEEK)
    assert fresh.report is not None and fresh.report.sheets[0].snapshot_dates == (NEXT_WEEK,)
    fresh.answer(replace(fresh.settings, snapshot_dates={"export.csv": date(2026, 11, 9)}), NEXT_WEEK)
    assert fresh.report.sheets[0].snapshot_dates == (date(2026, 11, 9),)


def test_another_file_of_the_same_name_keeps_its_mends_under_its_new_name(
    tmp_path: Path, workspace: Workspace, fresh: Workspace
) -> None:
    workspace.add([source(tmp_path, WEEK_1, csv("1,Lead,10,East"))], TODAY)
    fresh.add([source(tmp_path, WEEK_1, csv("2,Lead,many,West", "3,Lead,1,West"))], TODAY)
    fresh.mend([Mend(WEEK_1, None, 2, {"amount": "4"})], TODAY)
    fresh.add([written(workspace, tmp_path)], TODAY)
    assert [file.name for file in fresh.files] == [WEEK_1, "pipeline_2026-11-09 (2).csv"]
    assert [mend.file for mend in fresh.corrections.mends] == ["pipeline_2026-11-09 (2).csv"]
    assert counts(fresh) == [3]


def test_packed_again_by_hand_it_is_known_by_what_is_in_it(
    tmp_path: Path, workspace: Workspace, fresh: Workspace
) -> None:
    workspace.add([source(tmp_path, WEEK_1, csv("1,Lead,10,East"))], TODAY)
    with zipfile.ZipFile(written(workspace, tmp_path).path) as archive:
        parts = {f"Downloads/../x/{name}": archive.read(name) for name in reversed(archive.namelist())}
    again = packed({"__MACOSX/._manifest.json": b"\0\1", "manifest.json": b"{}", **parts})
    fresh.add([source(tmp_path, "any.bin", again)], TODAY)
    assert figures_of(fresh) == figures_of(workspace)


def test_settings_given_by_hand_hold_over_those_of_the_file(
    tmp_path: Path, workspace: Workspace, fresh: Workspace
) -> None:
    workspace.add([source(tmp_path, WEEK_1, csv("1,Lead,10,East"))], TODAY)
    workspace.answer(replace(workspace.settings, yellow_from=0.5), TODAY)
    file = written(workspace, tmp_path)
    given = workspace_here(Settings(yellow_from=0.7))
    given.add([file], TODAY, settings_hold=True)
    fresh.add([file], TODAY)
    assert (given.settings.yellow_from, fresh.settings.yellow_from) == (0.7, 0.5)
    given.close()


def test_a_disk_without_room_is_said_and_leaves_no_part_of_a_file(tmp_path: Path, workspace: Workspace) -> None:
    with pytest.raises(CannotKeep, match="cannot be written"):
        workspace.write(tmp_path / "no such folder" / "workspace.zip")
    assert not list(tmp_path.iterdir())


def test_what_could_not_be_opened_again_is_not_written(tmp_path: Path, workspace: Workspace) -> None:
    workspace.notes = "long " * (2 * MEBIBYTE)
    with pytest.raises(CannotKeep, match="too large to be opened again"):
        workspace.write(tmp_path / "workspace.zip")
    assert not list(tmp_path.iterdir())


def packed(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


Change = Callable[[dict[str, Any]], Any]
MANIFESTS: dict[str, Change] = {
    "a list": lambda told: [told],
    "a newer format": lambda told: {**told, "format": 3},
    "a key of a newer format": lambda told: {**told, "ledger": []},
    "no uploads": lambda told: {key: value for key, value in told.items() if key != "uploads"},
    "uploads that are a text": lambda told: {**told, "uploads": "x"},
    "uploads that are numbers": lambda told: {**told, "uploads": [1]},
    "a name that is a number": lambda told: _with_file(told, {"name": 5}),
    "a blank name": lambda told: _with_file(told, {"name": ""}),
    "a wrong SHA-256": lambda told: _with_file(told, {"sha256": "0" * 64}),
    "a path for a SHA-256": lambda told: _with_file(told, {"sha256": "../../../../etc/passwd"}),
    "a day that is none": lambda told: {**told, "uploads": [{**told["uploads"][0], "added_on": "tomorrow"}]},
    "an upload twice": lambda told: {**told, "uploads": told["uploads"] * 2},
    "a number that is a float": lambda told: {**told, "last_number": 1.5},
    "settings that are no text": lambda told: {**told, "settings": 1},
    "settings that are not TOML": lambda told: {**told, "settings": "a = "},
    "settings that are not allowed": lambda told: {**told, "settings": "few_deals = -1"},
    "notes that are a list": lambda told: {**told, "notes": ["x"]},
    "mends that are texts": lambda told: {**told, "corrections": {**told["corrections"], "mends": ["x"]}},
    "decisions that are missing": lambda told: {key: value for key, value in told.items() if key != "decisions"},
    "decisions that are texts": lambda told: {**told, "decisions": ["x"]},
    "a decision twice": lambda told: {**told, "decisions": told["decisions"] * 2},
    "a decision under a number that is not its turn": lambda told: {**told, "decisions": [_decided(told, number=2)]},
    "a decision for a chance above one": lambda told: {**told, "decisions": [_decided(told, deals=[_SURE])]},
    "a fill of no role": lambda told: {**told, "corrections": {**told["corrections"], "fills": [{"role": "x"}]}},
}


_SURE = {**vars(followed("1")), "chance_with": 7}


def _decided(told: dict[str, Any], **changed: Any) -> dict[str, Any]:
    return {**told["decisions"][0], **changed}


def _with_file(told: dict[str, Any], changed: dict[str, Any]) -> dict[str, Any]:
    upload = told["uploads"][0]
    return {**told, "uploads": [{**upload, "files": [{**upload["files"][0], **changed}]}]}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("whole")
    workspace = workspace_here()
    workspace.add([source(folder, WEEK_1, csv("1,Lead,10,East"))], TODAY)
    workspace.decide(decision(followed("1")))
    content = written(workspace, folder).path.read_bytes()
    workspace.close()
    return content


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_manifest(content: bytes, change: Change) -> bytes:
    parts = parts_of(content)
    name = next(name for name in parts if name.endswith("manifest.json"))
    told = change(json.loads(parts[name]))
    if isinstance(told, list):  # still to be known as a workspace
        told = {**told[0], "uploads": {"kind": told}}
    return packed({**parts, name: json.dumps(told).encode()})


def assert_refused(content: bytes, workspace: Workspace, folder: Path) -> str:
    before = (workspace.uploads, workspace.settings, workspace.notes)
    with pytest.raises(AnalyzerError) as refused:
        workspace.add([source(folder, "w.zip", content)], TODAY)
    assert (workspace.uploads, workspace.settings, workspace.notes) == before
    assert refused.value.next_step is not None
    return str(refused.value.what)


@pytest.mark.parametrize("kind", MANIFESTS)
def test_a_manifest_that_is_not_right_is_refused_in_words(
    kind: str, whole: bytes, tmp_path: Path, fresh: Workspace
) -> None:
    said = assert_refused(with_manifest(whole, MANIFESTS[kind]), fresh, tmp_path)
    assert "newer" in said if "newer" in kind else "damaged" in said or "setting" in said


def test_a_file_of_before_there_were_decisions_is_opened_without_any(
    whole: bytes, tmp_path: Path, fresh: Workspace
) -> None:
    def as_it_was(told: dict[str, Any]) -> dict[str, Any]:
        return {**{key: value for key, value in told.items() if key != "decisions"}, "format": 1}

    fresh.add([source(tmp_path, "w.zip", with_manifest(whole, as_it_was))], TODAY)
    assert (counts(fresh), fresh.decisions) == ([1], ())


def test_other_content_under_a_right_name_is_refused(whole: bytes, tmp_path: Path, fresh: Workspace) -> None:
    parts = parts_of(whole)
    first = next(iter(parts))
    assert "damaged" in assert_refused(packed({**parts, first: parts[first] + b"1,Lead,1,East"}), fresh, tmp_path)


def test_a_bomb_and_ten_thousand_parts_are_refused_before_they_fill_the_disk(
    whole: bytes, tmp_path: Path, fresh: Workspace
) -> None:
    bomb = source(tmp_path, "w.zip", packed({**parts_of(whole), "zeros": bytes(8 * MEBIBYTE)}))
    (tmp_path / "unpacked").mkdir()
    with pytest.raises(FileTooLarge, match="w.zip unpacks to more"):
        unpacked(bomb, tmp_path / "unpacked", TODAY, Limits(unpacked_bytes=2 * MEBIBYTE))
    many = {**parts_of(whole), **{f"x/{number}": b"" for number in range(10_000)}}
    assert "unpacks to 1" in assert_refused(packed(many), fresh, tmp_path)


def test_a_part_that_is_larger_than_it_says_is_refused(whole: bytes, tmp_path: Path, fresh: Workspace) -> None:
    content = bytearray(packed({**parts_of(whole), "zeros": bytes(MEBIBYTE)}))
    for at in range(len(content) - 4):
        if content[at : at + 4] == MEBIBYTE.to_bytes(4, "little"):
            content[at : at + 4] = (100).to_bytes(4, "little")
    assert "damaged" in assert_refused(bytes(content), fresh, tmp_path)


def test_a_zip_of_other_files_is_called_one(tmp_path: Path, fresh: Workspace) -> None:
    content = packed({"a.csv": csv("1,Lead,10,East").encode(), "manifest.json": b'{"name": "an app"}'})
    assert "a zip archive of other files" in assert_refused(content, fresh, tmp_path)


def test_damage_anywhere_is_refused_or_does_no_harm(whole: bytes, tmp_path: Path, fresh: Workspace) -> None:
    lots = random.Random(7)
    for _ in range(12):
        content = bytearray(whole)
        for _ in range(3):
            content[lots.randrange(len(content))] ^= 1 << lots.randrange(8)
        cut = bytes(content[: lots.choice([len(content), lots.randrange(40, len(content))])])
        try:
            fresh.add([source(tmp_path, "w.zip", cut)], TODAY)
        except AnalyzerError as error:
            assert str(error)
        else:
            assert counts(fresh) == [1]
            fresh.start_over()
        assert fresh.uploads == ()
