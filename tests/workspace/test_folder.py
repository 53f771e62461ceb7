"""A workspace that a folder on disk keeps: through crashes, two windows, and a disk that is full."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from analyzer.errors import CannotKeep, ChangedElsewhere, UnreadableFile
from analyzer.intake import SourceFile
from analyzer.intake.corrections import Mend
from analyzer.settings import Settings
from analyzer.workspace import Held, Upload, Workspace
from analyzer.workspace.folder import Folder
from tests.workspace.crashing import held as held_by_writer
from tests.workspace.files import TODAY, WEEK_1, WEEK_2, counts, csv, figures_of, source
from tests.workspace.here import read_here

PROJECT = Path(__file__).parents[2]
KILLS = 200


def here(file: SourceFile) -> Path:
    """Takes no copy; what is called by its SHA-256 already stays where it is."""
    return file.path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "here"


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    with closing(Workspace.open(folder, TODAY, read=read_here)) as opened:
        yield opened


def kept(folder: Path, text: str) -> SourceFile:
    """A file that is called by its SHA-256, as copies are."""
    path = folder / sha256(text.encode()).hexdigest()
    path.write_text(text)
    return SourceFile(f"{text}.csv", path)


def held(*files: SourceFile, notes: str = "") -> Held:
    return Held(Settings(), (Upload(1, files, TODAY),), notes=notes, last_number=1)


def test_what_is_shown_as_saved_is_there_when_the_folder_is_opened_again(
    tmp_path: Path, folder: Path, workspace: Workspace
) -> None:
    workspace.add([source(tmp_path, WEEK_1, csv("1,Lead,10,East", "2,Lead,many,East"))], TODAY)
    workspace.add([source(tmp_path, WEEK_2, csv("1,Lead,10,East"))], TODAY)
    workspace.mend([Mend(WEEK_1, None, 3, {"amount": "5"})], TODAY)
    workspace.answer(replace(workspace.settings, yellow_from=0.5), TODAY)
    workspace.undo(2, TODAY)
    workspace.notes = "call Ann"
    assert workspace.saved_at is not None and workspace.not_saved is None
    with closing(Workspace.open(folder, read=read_here)) as again:
        assert figures_of(again) == figures_of(workspace)
        assert (again.notes, again.corrections, again.settings) == (
            "call Ann",
            workspace.corrections,
            workspace.settings,
        )
        assert again.saved_at == workspace.saved_at
        assert len(list((folder / "files").iterdir())) == 1
        again.start_over()
    with closing(Workspace.open(folder, read=read_here)) as empty:
        assert (empty.uploads, empty.notes, empty.report, counts(empty)) == ((), "", None, [])
    assert not list((folder / "files").iterdir())


def test_without_a_folder_nothing_is_saved_and_nothing_outlives_the_session(tmp_path: Path) -> None:
    with closing(Workspace(read=read_here)) as workspace:
        workspace.add([source(tmp_path, WEEK_1, csv("1,Lead,10,East"))], TODAY)
        assert workspace.saved_at is None and workspace.not_saved is None
        place = workspace.files[0].path.parent
    assert not place.exists()


def test_a_window_that_has_not_seen_the_newest_state_is_told_and_writes_nothing(
    tmp_path: Path, folder: Path, workspace: Workspace
) -> None:
    with closing(Workspace.open(folder, read=read_here)) as other:
        other.notes = "theirs"
        workspace.notes = "mine"
        assert isinstance(workspace.not_saved, ChangedElsewhere) and workspace.saved_at is None
        assert workspace.notes == "mine" and workspace.not_saved.next_step is not None
        workspace.save()
        assert workspace.not_saved is not None
        other.notes = "theirs again"
        assert other.not_saved is None
    with closing(Workspace.open(folder, read=read_here)) as again:
        assert again.notes == "theirs again"


@pytest.mark.parametrize("at", ["write", "fsync", "replace"])
@pytest.mark.parametrize("why", [errno.ENOSPC, errno.EROFS])
def test_a_disk_that_takes_no_more_is_a_sentence_and_the_former_state_stays(
    at: str, why: int, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = kept(tmp_path, "one"), kept(tmp_path, "two")
    store = Folder(folder)
    store.load(here)
    store.save(held(one))

    def fail(*_: object, **__: object) -> None:
        raise OSError(why, os.strerror(why))

    with monkeypatch.context() as patch:
        if at == "fsync":
            patch.setattr(os, "fsync", fail)
        else:
            patch.setattr(*(("shutil.copyfileobj",) if at == "write" else (Path, "replace")), fail)
        with pytest.raises(CannotKeep, match="cannot be written to: ") as refused:
            store.save(held(one, two))
    assert refused.value.next_step is not None
    found = Folder(folder).load(here)
    assert found is not None and [file.name for file in found.files] == ["one.csv"]
    store.save(held(one, two))
    assert not list(folder.rglob("*.part"))


def test_the_page_is_told_when_a_change_was_not_saved_and_may_try_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.notes = "before"

    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        workspace.notes = "after"
    assert workspace.saved_at is None and "No space left" in str(workspace.not_saved)
    workspace.save()
    assert workspace.saved_at is not None and workspace.not_saved is None


def test_files_that_are_not_its_own_stay_where_they_are(tmp_path: Path, folder: Path) -> None:
    (folder / "files").mkdir(parents=True)
    for name in ("files/mine.txt", "mine.part"):
        (folder / name).write_text("mine")
    stray = [folder / "files" / ("0" * 64), folder / "files" / f"{'0' * 64}.part", folder / "manifest.json.part"]
    for file in stray:
        file.write_text("left by a crash")
    assert Folder(folder).load(here) is None
    assert sorted(file.name for file in folder.rglob("*") if file.is_file()) == ["lock", "mine.part", "mine.txt"]


@pytest.mark.skipif(os.name != "posix", reason="Windows has other permissions")
def test_a_folder_that_it_makes_is_for_its_owner_alone(folder: Path) -> None:
    Folder(folder).load(here)
    assert folder.stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotKeep, match="cannot be opened: "):
        Workspace.open(tmp_path / "file" / "folder")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"generation": "1"}', b'{"generation": 1, "saved_at": "x"}'])
def test_a_damaged_manifest_is_a_sentence_and_is_not_written_over(content: bytes, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_bytes(content)
    with pytest.raises(UnreadableFile, match="damaged"):
        Folder(folder).load(here)
    with pytest.raises(UnreadableFile, match="damaged"):
        Folder(folder).save(held())
    assert (folder / "manifest.json").read_bytes() == content


def test_a_file_that_was_changed_by_hand_is_found_out(tmp_path: Path, folder: Path, workspace: Workspace) -> None:
    workspace.add([source(tmp_path, WEEK_1, csv("1,Lead,10,East"))], TODAY)
    (file,) = (folder / "files").iterdir()
    file.write_text(csv("1,Lead,99,East"))
    with pytest.raises(UnreadableFile, match="damaged"):
        Workspace.open(folder)


def test_all_content_is_durable_before_the_manifest_speaks_of_it(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, done = Folder(folder), []
    store.load(here)
    fsync, rename = os.fsync, Path.replace

    def noted_fsync(number: int) -> None:
        done.append(f"durable {Path(f'/proc/self/fd/{number}').readlink().name}")
        fsync(number)

    def noted_rename(path: Path, to: Path) -> Path:
        done.append(f"renamed {path.name}")
        return rename(path, to)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(Path, "replace", noted_rename)
    one = kept(tmp_path, "one")
    store.save(held(one))
    name = one.path.name
    assert done == [
        f"durable {name}.part", f"renamed {name}.part", "durable files",
        "durable manifest.json.part", "renamed manifest.json.part", "durable here",
    ]  # fmt: skip


def test_writers_killed_at_any_moment_leave_the_old_state_or_the_new_one(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.workspace.crashing", str(tmp_path), str(KILLS)],
        cwd=PROJECT, capture_output=True, text=True, timeout=240, check=True,
    )  # fmt: skip
    found = json.loads(ran.stdout)
    assert len(found) == KILLS
    sources = [SourceFile("", path) for path in (tmp_path / "sources").iterdir()]
    by_number = sorted(sources, key=lambda file: file.path.read_bytes()[0])
    before = 0
    for after_kill in found:
        saved = max(after_kill["said"], default=before)
        assert after_kill["version"] in (saved, saved + 1)
        assert after_kill["lying"] == []
        before = after_kill["version"]
        if before:
            assert after_kill["settings"] == before % 1000
            expected = held_by_writer(by_number, before)
            assert after_kill["files"] == [file.path.name for file in expected.files]
    assert before > KILLS // 4
    assert sum(bool(item["torn"]) for item in found) > KILLS // 10


def test_two_writers_at_once_take_turns(tmp_path: Path, folder: Path) -> None:
    first, second = Folder(folder), Folder(folder)
    first.load(here)
    second.load(here)
    first.save(held(kept(tmp_path, "one")))
    with pytest.raises(ChangedElsewhere):
        second.save(held(kept(tmp_path, "two")))
    second.load(here)
    second.save(held(kept(tmp_path, "two")))
    found = first.load(here)
    assert found is not None and [file.name for file in found.files] == ["two.csv"]
    assert found.uploads[0].added_on == date(2026, 11, 20)
