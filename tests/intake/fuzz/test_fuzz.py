"""A thousand spoilt files from a fixed seed: each ends in a report that loses no row, or in a clear sentence."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.intake.fuzz.fuzzing import Ending, endings, spoilt_files
from tests.intake.fuzz.mutations import KINDS

SEED, COUNT = 2026, 1000


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> list[Ending]:
    folder: Path = tmp_path_factory.mktemp("spoilt")
    return list(endings(list(spoilt_files(SEED, COUNT)), folder))


def test_every_spoilt_file_ends_in_a_report_that_adds_up_or_in_a_clear_sentence(ended: list[Ending]) -> None:
    assert len(ended) == COUNT
    wrong = [
        f"{item.spoilt.number} {item.spoilt.kind}: {'; '.join(item.complaints)}" for item in ended if item.complaints
    ]
    assert not wrong, "\n".join(wrong)
    assert {item.ended for item in ended} == {"report", "error"}


def test_the_files_are_spoilt_in_every_way_and_not_beyond_reading(ended: list[Ending]) -> None:
    assert set(Counter(item.spoilt.kind for item in ended)) == set(KINDS)
    ends = Counter(item.ended for item in ended)
    assert ends["report"] > COUNT / 4, "most files cannot even be opened: the rules for rows are not tried"
    assert ends["error"] > COUNT / 20, "hardly a file is beyond reading: the refusals are not tried"


def test_a_spoilt_file_is_the_same_each_time() -> None:
    kinds = [[(item.kind, item.content) for item in spoilt_files(3, 12) if item.name.endswith("csv")] for _ in range(2)]
    assert kinds[0] == kinds[1]
