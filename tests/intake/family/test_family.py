"""Zero questions and the right figures on a family of files that vary as real ones do, and a question where one is due.

The floors are those that were measured on this seed, less what one more file would cost; they can only be raised.
"""

from __future__ import annotations

import pytest

from analyzer.intake import SourceFile, read
from analyzer.settings import Settings
from tests.intake.family import table
from tests.intake.family.generator import case, cases, examined, unseen
from tests.intake.family.judging import Verdict, judge
from tests.intake.family.reading import TODAY
from tests.intake.family.table import Share

SEED, COUNT = 2026, 520
COLUMNS_RIGHT, STAGES_RIGHT, FILES_RIGHT = 0.985, 0.985, 0.955
MOST_WRONG = 0.01
MOST_EXAMINED_WRONG = 0.05


@pytest.fixture(scope="module")
def found() -> list[Verdict]:
    return list(table.verdicts(cases(SEED, COUNT)))


def _assert_right(share: Share, floor: float, misses: list[str]) -> None:
    assert share.right >= floor, f"{share.right:.1%} of {share.total} are right: {'; '.join(misses[:20])}"


def test_columns_are_taken_for_what_they_mean(found: list[Verdict]) -> None:
    plain = table.plain(found)
    misses = [
        f"{item.case.name} {header!r}: {why}" for item in plain for header, was, why in item.columns if was != "right"
    ]
    _assert_right(table.columns(plain), COLUMNS_RIGHT, misses)


def test_stages_are_placed_where_they_belong(found: list[Verdict]) -> None:
    plain = table.plain(found)
    misses = [
        f"{item.case.name} {label!r}: {why}" for item in plain for label, was, why in item.stages if was != "right"
    ]
    _assert_right(table.stages(plain), STAGES_RIGHT, misses)


def test_files_have_the_right_figures_without_a_question(found: list[Verdict]) -> None:
    plain = table.plain(found)
    misses = [f"{item.case.name}: {', '.join(item.faults[:2])}" for item in plain if item.file != "right"]
    _assert_right(table.files(plain), FILES_RIGHT, misses)


def test_hardly_any_guess_is_wrong_in_silence(found: list[Verdict]) -> None:
    wrong = [f"{item.case.name}: {', '.join(item.faults[:2])}" for item in found if item.file == "wrong"]
    assert len(wrong) <= MOST_WRONG * len(found), "; ".join(wrong)


def test_what_nobody_could_know_is_asked(found: list[Verdict]) -> None:
    unasked = [
        f"{item.case.name}: {', '.join(item.faults[:2])}" for item in table.left_open(found) if item.file != "right"
    ]
    assert len(table.left_open(found)) >= 15
    assert not unasked, "; ".join(unasked)


@pytest.mark.parametrize("number", [3, 8, 20])
def test_the_reading_process_answers_as_this_one_does(number: int, tmp_path, found: list[Verdict]) -> None:  # type: ignore[no-untyped-def]
    made = case(SEED, number)
    for name, content in made.files.items():
        (tmp_path / name).write_bytes(content)
    intake = read([SourceFile(name, tmp_path / name) for name in made.files], Settings(), TODAY)
    verdict = judge(made, intake)
    here = found[number]
    assert (verdict.columns, verdict.stages, verdict.file, verdict.faults) == (
        here.columns, here.stages, here.file, here.faults,
    )  # fmt: skip


def test_words_seen_for_the_first_time_are_asked_about_or_left_out_but_not_guessed() -> None:
    found = list(table.verdicts(unseen(SEED, 45)))
    wrong = [f"{item.case.name}: {', '.join(item.faults[:2])}" for item in found if item.file == "wrong"]
    assert len(wrong) <= 2, "; ".join(wrong)


def test_an_examiners_words_are_asked_about_or_left_out_but_hardly_ever_guessed() -> None:
    found = list(table.verdicts(examined(SEED, 45)))
    print(table.markdown(found))
    wrong = [f"{item.case.name}: {', '.join(item.faults[:2])}" for item in found if item.file == "wrong"]
    assert len(wrong) <= MOST_EXAMINED_WRONG * len(found), "; ".join(wrong)


def test_a_case_is_the_same_each_time_it_is_made() -> None:
    assert case(7, 11).weeks == case(7, 11).weeks
    assert case(7, 11).columns == case(7, 11).columns
