"""Every kind of file that breaks readers, one test a kind: a right figure or a clear sentence, soon."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from analyzer import intake
from analyzer.errors import UnreadableFile
from analyzer.intake import Intake, SourceFile
from analyzer.settings import Settings
from tests.intake import hostile
from tests.intake.hostile import DEAL, HEADER
from tests.intake.tables import assert_nothing_is_lost

TODAY = date(2026, 11, 16)
GOOD = hostile.csv_bytes([HEADER, DEAL, ("D2", "Beta", "Won", 50)])


def upload(folder: Path, files: Mapping[str, bytes]) -> Intake:
    """What the files of one upload give, through the reading process, nothing lost."""
    sources = []
    for number, (name, content) in enumerate(files.items()):
        path = folder / str(number)
        path.write_bytes(content)
        sources.append(SourceFile(name, path))
    found = intake.read(sources, Settings(), TODAY)
    assert_nothing_is_lost(found)
    return found


def said_of(found: Intake, file: str) -> list[str]:
    return [str(note) for sheet in found.report.sheets if sheet.file == file for note in sheet.notes]


def test_one_bad_file_among_good_ones_is_told_and_fails_none_of_them(tmp_path: Path) -> None:
    found = upload(tmp_path, {"a_2026-11-02.csv": GOOD, "b.csv": b"", "c_2026-11-09.csv": GOOD})
    assert found.snapshots.num_rows == 4
    assert said_of(found, "b.csv")[0] == "b.csv is empty: it holds not a single byte."
    assert "Export it again" in said_of(found, "b.csv")[1]


def test_one_file_that_ends_the_reading_process_fails_none_of_the_others(tmp_path: Path) -> None:
    found = upload(tmp_path, {"a_2026-11-02.csv": GOOD, "corner.xlsx": hostile.far_corner(), "c_2026-11-09.csv": GOOD})
    assert found.snapshots.num_rows == 4
    assert said_of(found, "corner.xlsx")[0].startswith("corner.xlsx needs more memory to read")


def test_an_upload_of_bad_files_alone_is_refused_with_the_first_ones_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="^a.csv is empty"):
        upload(tmp_path, {"a.csv": b"", "b.xlsx": b"%PDF-1.7\n"})
