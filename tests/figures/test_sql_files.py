"""The figures' SQL is to run on another engine one day, and to be read by an analyst today."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
import sqlglot

FIGURES = Path(str(files("analyzer.figures")))
SQL_FILES = sorted(FIGURES.glob("*.sql"))

DUCKDB_ONLY = (
    r"::",
    r"\bfilter\s*\(",
    r"group by all",
    r"order by all",
    r"\bqualify\b",
    r"\blist_",
    r"\blist\s*\(",
    r"\bunnest\b",
    r"\barg_m(ax|in)\b",
    r"\bgetvariable\b",
    r"\bexclude\s*\(",
    r"\basof\b",
    r"\bpivot\b",
    r"\bcolumns\s*\(",
    r"//",
    r"\busing\s*\(",
)


@pytest.fixture(params=SQL_FILES, ids=lambda path: path.stem)
def sql(request: pytest.FixtureRequest) -> str:
    return str(request.param.read_text(encoding="utf-8"))


def test_there_are_figures() -> None:
    assert len(SQL_FILES) >= 13


@pytest.mark.parametrize("engine", ["spark", "postgres"])
def test_figure_can_be_carried_to_another_engine(sql: str, engine: str) -> None:
    (carried,) = sqlglot.transpile(sql, read="duckdb", write=engine, unsupported_level=sqlglot.ErrorLevel.RAISE)
    sqlglot.parse_one(carried, read=engine)


def test_figure_uses_nothing_that_only_duckdb_knows(sql: str) -> None:
    assert [pattern for pattern in DUCKDB_ONLY if re.search(pattern, sql)] == []


def test_figure_begins_with_its_grain_in_lower_case(sql: str) -> None:
    assert sql.startswith("-- one row per ")
    assert re.sub(r"--.*", "", sql) == re.sub(r"--.*", "", sql).lower()


def test_figure_is_one_statement(sql: str) -> None:
    assert ";" not in re.sub(r"--.*", "", sql)


def test_every_sql_file_is_asked_by_a_figure() -> None:
    modules = [module.read_text(encoding="utf-8") for module in FIGURES.glob("*.py")]
    asked = {name for text in modules for name in re.findall(r'figure_query\(\s*"(\w+)"', text)}
    assert asked == {path.stem for path in SQL_FILES}
