"""Files that break readers: each ends in its own clear sentence, soon, and the process that asked lives on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from analyzer import intake
from analyzer.errors import AnalyzerError, FileTooLarge, UnreadableFile
from analyzer.intake import Limits, Progress, SourceFile
from analyzer.settings import Settings
from tests.intake import hostile
from tests.intake.hostile import HEADER

TODAY = date(2026, 11, 16)
Refusal = Callable[..., AnalyzerError]


@pytest.fixture
def refusal(tmp_path: Path) -> Refusal:
    def of(content: bytes, name: str, limits: Limits = Limits()) -> AnalyzerError:  # noqa: B008
        path = tmp_path / "upload"
        path.write_bytes(content)
        with pytest.raises(AnalyzerError) as raised:
            intake.read([SourceFile(name, path)], Settings(), TODAY, limits=limits)
        assert raised.value.next_step is not None, "a person must be told what to do"
        return raised.value

    return of


WORKBOOK = hostile.workbook({"Deals": [HEADER, *((f"D{n}", "Acme", "Lead", 100 + n) for n in range(50))]})
HTML = b"\r\n<html xmlns:x='urn:schemas-microsoft-com:office:excel'><p>The report is ready.</p></html>"


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"\n\n , ,\n", "deals.csv", "deals.csv holds no table: all of its cells are blank."),
        (hostile.workbook({"A": []}), "a.xlsx", "a.xlsx holds no table: all of its cells are blank."),
        (HTML, "deals.xlsx", "deals.xlsx is a web page without a table, not a workbook."),
        (HTML.decode().encode("utf-16"), "deals.xls", "deals.xls is a web page without a table, not a workbook."),
        (b'[{"id": 1}]', "deals.csv", "deals.csv is a JSON file, not a workbook."),
        (b"%PDF-1.7\n", "deals.csv", "deals.csv is a PDF document, not a workbook."),
        (hostile.zipped({"a.txt": "x"}), "deals.xlsx", "deals.xlsx is a zip archive of other files, not a workbook."),
        (hostile.zipped({"word/document.xml": "x"}), "d.xlsx", "d.xlsx is a Word document, not a workbook."),
        (hostile.compound_file("WordDocument"), "d.xls", "d.xls is an old Office document, not a workbook."),
        (hostile.compound_file("Workbook"), "d.xls", "d.xls is a workbook, but a part of it is missing or damaged."),
        (b"PAR1" + b"\0" * 100, "d.parquet", "d.parquet is a Parquet file, but a part of it is missing or damaged."),
        (bytes(range(256)) * 50, "d.csv", "d.csv is neither a workbook nor a text table: its bytes are not text."),
        (
            b'id,customer\nD1,Acme\nD2,"Beta\nGamma\n',
            "d.csv",
            "In d.csv, a quotation mark opens in line 3 and is never closed.",
        ),
        (
            b"id,customer\nD1," + b"x" * 2_000_000 + b"\n",
            "d.csv",
            "In d.csv, line 2 holds a cell of more than 1048576 characters.",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_and_explained(refusal: Refusal, content: bytes, name: str, sentence: str) -> None:
    error = refusal(content, name)
    assert (type(error), str(error)) == (UnreadableFile, sentence)


def test_a_string_within_the_declared_limits_still_meets_the_limit_of_memory(refusal: Refusal) -> None:
    limits = Limits(memory_bytes=600 * 1024 * 1024)
    error = refusal(hostile.huge_string(megabytes=60), "large.xlsx", limits)
    assert (type(error), str(error)) == (
        FileTooLarge,
        "large.xlsx needs more memory to read than the 600 MB allowed here.",
    )


def test_a_file_that_takes_too_long_is_given_up(refusal: Refusal) -> None:
    error = refusal(WORKBOOK, "slow.xlsx", Limits(wall_seconds=0.05))
    assert type(error) is FileTooLarge
    assert str(error) == "slow.xlsx takes longer to read than the 0.05 seconds allowed here."


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="^gone.csv cannot be opened: No such file or directory.$"):
        intake.read([SourceFile("gone.csv", tmp_path / "gone.csv")], Settings(), TODAY)


def test_after_a_refusal_an_honest_file_is_read(refusal: Refusal, tmp_path: Path) -> None:
    refusal(hostile.far_corner(), "corner.xlsx")
    path = tmp_path / "honest"
    path.write_bytes(WORKBOOK)
    steps: list[Progress] = []
    found = intake.read([SourceFile("honest_2026-11-09.csv", path)], Settings(), TODAY, steps.append)
    (sheet,) = found.report.sheets
    assert (sheet.file, sheet.sheet, sheet.rows_read) == ("honest_2026-11-09.csv", "Deals", 50)
    assert str(steps[0].step) == "Reading honest_2026-11-09.csv"
    assert [step.done for step in steps] == sorted(step.done for step in steps)


def test_a_small_table_that_claims_to_be_vast_is_read(tmp_path: Path) -> None:
    path = tmp_path / "upload"
    path.write_bytes(hostile.lying_dimension())
    found = intake.read([SourceFile("claims.xlsx", path)], Settings(), TODAY)
    assert [sheet.rows_read for sheet in found.report.sheets] == [1]


def test_nothing_stays_behind_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(work))
    path = tmp_path / "upload"
    path.write_bytes(WORKBOOK)
    intake.read([SourceFile("honest_2026-11-09.xlsx", path)], Settings(), TODAY)
    path.write_bytes(hostile.far_corner())
    with pytest.raises(FileTooLarge):
        intake.read([SourceFile("corner.xlsx", path)], Settings(), TODAY)
    assert list(work.iterdir()) == []


def test_the_reading_process_knows_no_secret_of_the_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_PASSWORD", "secret")
    from analyzer.intake import confined_process

    assert "secret" not in str(confined_process._environment(tmp_path))


def test_a_callback_that_raises_stops_the_reading_process(tmp_path: Path) -> None:
    path = tmp_path / "upload"
    path.write_bytes(WORKBOOK)

    def stop(_: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        intake.read([SourceFile("honest.xlsx", path)], Settings(), TODAY, stop)
