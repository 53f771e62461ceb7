"""Text from data is shown as it stands and exported without formulas."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.screen.plain import as_text, csv_bytes, without_formula


@pytest.mark.parametrize("character", list("\\`*_{}[]#!|~<>$^&"))
def test_a_character_that_markdown_reads_is_escaped(character: str) -> None:
    assert as_text(f"a{character}b") == f"a\\{character}b"


@pytest.mark.parametrize("start", ["- item", "+ item", "1. item", "2) item"])
def test_text_does_not_become_a_list(start: str) -> None:
    assert as_text(start) != start
    assert as_text(start).replace("\\", "") == start


@pytest.mark.parametrize("name", ["https://evil.example", "www.evil.example", "a@evil.example", ":smile:", ":red-x:"])
def test_links_and_signs_are_broken_where_streamlit_would_make_them(name: str) -> None:
    assert "\u2060" in as_text(name)
    assert as_text(name).replace("\u2060", "").replace("\\", "") == name


@pytest.mark.parametrize("name", ["Deal:red", ":red-background", "a :small b"])
def test_a_word_after_a_colon_is_no_colour(name: str) -> None:
    assert as_text(name) == name.replace(":", "\\:")


def test_a_name_cannot_open_a_new_paragraph() -> None:
    assert as_text("one\n\n# two") == "one \\# two"


@pytest.mark.parametrize("cell", ["=HYPERLINK(1)", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "-", "=", "-1;=2"])
def test_a_formula_gets_a_quote(cell: str) -> None:
    assert without_formula(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["-5", "+12", "-1,234.56", "-12%", "East", "a=b", "", "(500)"])
def test_numbers_and_words_stay_as_they_are(cell: str) -> None:
    assert without_formula(cell) == cell


@settings(max_examples=40)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\0")), max_size=5))
def test_a_csv_keeps_every_value_and_no_formula(values: list[str]) -> None:
    content = csv_bytes(["value"], [{"value": value} for value in values]).decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(content, newline=""))
    cells = [row[0] if row else "" for row in rows]
    assert header == ["value"]
    assert cells == [without_formula(value) for value in values]


def test_a_missing_value_is_an_empty_cell() -> None:
    assert csv_bytes(["a", "b"], [{"a": None, "b": 2}]).decode("utf-8-sig").splitlines() == ["a,b", ",2"]
