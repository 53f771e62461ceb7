"""Columns that mean nothing to us and are kept as roles of the user's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from analyzer.intake.answer import Intake
from analyzer.settings import Settings
from tests.intake.tables import notes_of, rows_of, understood

STAGES = ("Lead", "Proposal", "Won")
ROWS = 60


def _read(columns: Mapping[str, Sequence[str | None]], settings: Settings | None = None) -> Intake:
    """A sheet of `ROWS` deals with an id, a stage, and the columns given; each repeats its values down the sheet."""
    cells = [
        (f"OP{at}", STAGES[at % 3], *(values[at % len(values)] for values in columns.values())) for at in range(ROWS)
    ]
    return understood(("deals.csv", ("id", "stage", *columns), cells), settings=settings)


def _reason(intake: Intake, header: str) -> str:
    return next(str(item.reason) for item in intake.report.sheets[0].columns if item.header == header)


def test_a_few_valued_text_is_kept_under_its_own_header() -> None:
    intake = _read({"Rival": ("Globex", "Initech", None, "Globex", "Hooli")})
    assert intake.extra_roles == ("Rival",)
    assert rows_of(intake, "extra_1", "extra_2")[:3] == [("Globex", None), ("Initech", None), (None, None)]
    assert "Kept as roles of yours: ['Rival']" in notes_of(intake)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        (("yes",), "the same value in every row"),
        (("a@b.org", "c@d.org", "e@f.org"), "addresses or numbers of people"),
        (("https://a.org", "https://b.org"), "addresses or numbers of people"),
        (("12", "13", "14.5"), "numbers or dates"),
        (("2026-01-05", "2026-01-06"), "numbers or dates"),
        (("They want it before the summer, and a discount", "Nobody answers the telephone since the last fair"),
         "free text"),
        (tuple(f"Word {at}" for at in range(ROWS)), "too many different values"),
        ((None, None, "x", None, "y"), "blank in more than half"),
        (("early", "middle", "end"), "only repeats “stage”"),
    ],
)  # fmt: skip
def test_what_parts_no_deals_is_set_aside_with_its_reason(values: tuple[str | None, ...], reason: str) -> None:
    intake = _read({"Zzyx": values})
    assert intake.extra_roles == ()
    assert reason in _reason(intake, "Zzyx")
    assert "1 columns are set aside: ['Zzyx']" in notes_of(intake)


def test_the_columns_that_part_the_deals_best_are_kept_in_that_order() -> None:
    intake = _read(
        {
            "Lopsided": ("a",) * 9 + ("b",),
            "Holey": ("a", "b", "c", None, None),
            "Even": ("a", "b", "c", "d", "e"),
            "Halves": ("a", "b"),
        }
    )
    assert intake.extra_roles == ("Even", "Halves", "Holey")
    assert "Three other columns" in _reason(intake, "Lopsided")


def test_the_user_takes_a_column_or_sets_it_aside() -> None:
    columns = {"Dull": ("12", "13"), "Fine": ("a", "b"), "Other": ("p", "q", "r", "s")}
    settings = Settings(columns={"Dull": "extra", "Fine": ""})
    intake = _read(columns, settings)
    assert intake.extra_roles == ("Dull", "Other")
    assert rows_of(intake, "extra_1")[0] == ("12",)


def test_a_header_is_the_same_role_in_every_sheet() -> None:
    one = [(f"{at}", STAGES[at % 3], "ab"[at % 2], "vwxyz"[at % 5]) for at in range(30)]
    other = [(f"{at}", STAGES[at % 3], "vwxyz"[at % 5], "ab"[at % 2]) for at in range(30)]
    intake = understood(
        ("2026-11-09.csv", ("id", "stage", "Rival", "Tier"), one),
        ("2026-11-16.csv", ("id", "stage", "TIER", "rival"), other),
    )
    assert intake.extra_roles == ("Tier", "Rival") or intake.extra_roles == ("TIER", "rival")
    assert {row[0] for row in rows_of(intake, "extra_1")} == set("vwxyz")
