"""The shape of `advice` in figures.json, with a story that can be followed by hand."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from tests.report.test_command import called, figures

WEEKS = ("2026-11-02", "2026-11-09", "2026-11-16")
HEAD = "id,name,account,stage,amount,region,rep,created date,closed date,stage date,Difficulty"
SETTINGS = """
[[targets]]
role = "region"
member = "East"
starts_on = 2026-10-01
ends_on = 2026-12-31
amount = 10000
"""


def line(number: int, stage: str, created: str, entered: str, closed: str = "", hard: str = "低") -> str:
    return f"{number},Deal {number},Customer {number},{stage},100,East,Ann,{created},{closed},{entered},{hard}"


def week(day: int) -> str:
    """Nine deals won after 30 days each; 20 contacts that wait since May; 12 new leads, then 12, then 3."""
    won = [line(n, "Closed Won", "2026-09-01", "2026-10-01", "2026-10-01") for n in range(9)]
    contacts = [line(100 + n, "Contact", "2026-05-01", "2026-05-04", hard="高" if n < 6 else "中") for n in range(20)]
    new = sum((12, 12, 3)[: day + 1])
    leads = [line(200 + n, "Lead", "2026-11-01", WEEKS[min(n // 12, 2)]) for n in range(new)]
    return "\n".join([HEAD, *won, *contacts, *leads, ""])


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("advice")
    files = [folder / f"pipeline_{day}.csv" for day in WEEKS]
    for place, path in enumerate(files):
        path.write_text(week(place), encoding="utf-8")
    settings = folder / "settings.toml"
    settings.write_text(SETTINGS, encoding="utf-8")
    assert called("report", *files, "--settings", settings, "--out", folder) == 0
    return dict(figures(folder)["advice"])


def check(written: dict[str, Any], rule: str) -> dict[str, Any]:
    return next(one for one in (*written["signals"], *written["guards"]) if one["id"] == rule)


def test_the_verdict_comes_with_its_reason_its_sureness_and_what_would_flip_it(written: dict[str, Any]) -> None:
    assert written["verdict"] == "both"
    assert written["sentence"] == (
        "Add new opportunities and push the existing deals: the top of the funnel holds 27% of the quarter's target, "
        "and new deals fell by 75%; the 47 open deals of layers 1 to 3 have been in their stage for 89 days on "
        "average, 3 sales cycles."
    )
    assert written["cause"] == "The trouble is both the total and the conversion."
    assert 0.5 < written["sure"] <= 1
    assert written["deals"] == 47
    assert written["flip"].startswith("The advice would be “Add” if low deals had waited 60 days")


def test_every_rule_answers_with_its_evidence(written: dict[str, Any]) -> None:
    assert [one["id"] for one in written["signals"]] == ["S1", "S2", "H1", "H2", "A1", "A2", "A3"]
    assert [one["id"] for one in written["guards"]] == ["G1", "G2"]
    total = check(written, "S1")
    assert (total["answer"], total["evidence"]["top_amount"], total["evidence"]["target"]) == ("yes", 2700, 10000)
    assert (total["evidence"]["new"], total["evidence"]["new_before"], total["evidence"]["fall"]) == (3, 12, 0.75)
    stuck = check(written, "S2")
    # 20 contacts since 4 May: 196 days; leads of 14, 7 and 0 days: (20 x 196 + 12 x 14 + 12 x 7) / 47
    days = (20 * (date(2026, 11, 16) - date(2026, 5, 4)).days + 12 * 14 + 12 * 7) / 47
    assert (stuck["evidence"]["mean_days"], stuck["evidence"]["cycle_days"]) == (pytest.approx(days), 30)


def test_a_column_called_difficulty_makes_deals_hard(written: dict[str, Any]) -> None:
    overloaded = check(written, "G2")
    assert (overloaded["answer"], overloaded["evidence"]["reps"]) == ("yes", "Ann")
    assert overloaded["evidence"]["most_hard_deals"] == 6


def test_members_are_told_by_role_and_only_of_roles_that_the_data_has(written: dict[str, Any]) -> None:
    assert set(written["members"]) == {"region", "rep"}
    (east,) = written["members"]["region"]
    assert (east["member"], east["verdict"]) == ("East", "both")
    (ann,) = written["members"]["rep"]
    assert (ann["member"], ann["verdict"]) == ("Ann", "push")  # a rep without a target has no total to be short of


def test_it_is_plain_json(written: dict[str, Any]) -> None:
    assert json.loads(json.dumps(written, allow_nan=False)) == written
    assert written["mix_shifts"] == []
    assert {action["kind"] for action in written["actions"]} <= {"add", "push"}
