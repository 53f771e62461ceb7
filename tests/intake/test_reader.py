"""The reader that keeps the next reading process waiting."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import psutil
import pytest

from analyzer.errors import UnreadableFile
from analyzer.intake import SourceFile, read
from analyzer.intake.reader import Reader
from analyzer.settings import Settings

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def of_others() -> set[int]:
    """Reading processes that wait for somebody else."""
    return _reading_processes()


@pytest.fixture
def reader(of_others: set[int]) -> Iterator[Reader]:
    with closing(Reader()) as made:
        yield made


@pytest.fixture
def deals(tmp_path: Path) -> SourceFile:
    path = tmp_path / "pipeline_2026-11-16.csv"
    path.write_text("id,stage,amount\nD1,Lead,100\nD2,Closed won,250.50\n", encoding="utf-8")
    return SourceFile(path.name, path)


def test_what_waits_reads_as_a_new_process_does(reader: Reader, deals: SourceFile) -> None:
    waited = reader.read([deals], Settings(), TODAY)
    assert waited.snapshots.equals(read([deals], Settings(), TODAY).snapshots)


def test_each_process_reads_one_upload(reader: Reader, deals: SourceFile, of_others: set[int]) -> None:
    first = _reading_processes() - of_others
    reader.read([deals], Settings(), TODAY)
    reader.prepare()
    assert len(first) == 1 and first.isdisjoint(_reading_processes())


def test_one_who_finds_none_waiting_is_served_all_the_same(reader: Reader, deals: SourceFile) -> None:
    for _ in range(2):
        assert reader.read([deals], Settings(), TODAY).snapshots.num_rows == 2


def test_a_process_that_died_waiting_harms_nobody(reader: Reader, deals: SourceFile, of_others: set[int]) -> None:
    for process in map(psutil.Process, _reading_processes() - of_others):
        process.kill()
        process.wait(5)
    assert reader.read([deals], Settings(), TODAY).snapshots.num_rows == 2


def test_after_a_file_that_cannot_be_read_the_next_one_is(reader: Reader, deals: SourceFile, tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.touch()
    with pytest.raises(UnreadableFile):
        reader.read([SourceFile(empty.name, empty)], Settings(), TODAY)
    assert reader.read([deals], Settings(), TODAY).snapshots.num_rows == 2


def test_nothing_waits_once_it_is_closed(deals: SourceFile, of_others: set[int]) -> None:
    with closing(Reader()) as reader:
        reader.read([deals], Settings(), TODAY)
    reader.prepare()
    assert _reading_processes() == of_others


def _reading_processes() -> set[int]:
    children = psutil.Process().children()
    return {child.pid for child in children if any("analyzer.intake.child" in part for part in child.cmdline())}
