"""The advice page: the verdict and what it stands on, for the whole and each member; one line of it on every act."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, get_args

import pytest
from streamlit.testing.v1 import AppTest

from analyzer import advice
from analyzer.advice import Answer, Check, Verdict
from analyzer.advice.answers import Evidence
from analyzer.advice.rules import RULES, Page
from analyzer.charts.theme import Theme
from analyzer.errors import QueryTookTooLong
from analyzer.language import Language
from analyzer.message import Message
from analyzer.model import BLANK, Quarter, Selection
from analyzer.screen import accepting, assessments, checks, forecast, verdicts
from analyzer.settings import Settings
from tests.charts.test_theme import luminance
from tests.pipelines import STAGES, Row, warehouse
from tests.screen.conftest import Open
from tests.screen.test_pages import written

PAGE = "pages/decide/advice.py"
ACTS = [f"pages/story/{act}.py" for act in ("gauges", "waterfall", "week_over_week", "products")]
VERDICTS = get_args(Verdict)
WEEK = "Opportunity ID,Stage,Amount,Region\n1,Lead,100,East\n2,Negotiation,200,West\n3,Lead,,East\n"
COUNTS = "Opportunity ID,Stage,Size class\n1,Lead,Large\n2,Negotiation,Small\n3,Lead,Large\n"


def uploaded(open_app: Open, content: str, **in_the_url: str) -> AppTest:
    """The app on the advice page, with one week of its own."""
    app = open_app("pages/data/upload.py", **in_the_url)
    app.file_uploader[0].upload("pipeline_2026-11-16.csv", content.encode(), "text/csv")
    app.run()
    return app.switch_page(PAGE).run()


def without_faults(app: AppTest) -> AppTest:
    assert not app.exception and not app.error
    return app


def seen(app: AppTest) -> list[str]:
    """The ids of the rules whose cards are on the page."""
    return [button.key.removeprefix("see_") for button in app.button if str(button.key).startswith("see_")]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_page_says_its_verdict_and_shows_every_rule_it_stands_on(open_app: Open, language: str) -> None:
    app = without_faults(open_app(PAGE, lang=language))
    assert len(app.header) == 1
    table = app.dataframe[0].value
    assert len(table) == 4 and {"member", "verdict", "S1", "S2", "sure"} <= set(table.columns)
    assert {word for (word,) in table["verdict"]} <= {verdicts.word(one, Language(language)) for one in VERDICTS}
    assert seen(app)[:2] == ["S1", "S2"] and sorted(seen(app)) == ["A1", "A2", "A3", "G1", "G2", "H1", "H2", "S1", "S2"]


def test_to_hold_is_not_to_say_that_all_is_well(open_app: Open) -> None:
    app = open_app(PAGE, lang="en")
    assert app.header[0].value.startswith("Hold:")
    badges = [card.value for card in app.markdown if "■ yes" in card.value]
    asking = [rule for rule in ("H1", "H2", "A1", "A2", "A3") if any(card.startswith(f"**{rule} ") for card in badges)]
    said = next(text.value for text in app.markdown if "All the same" in text.value)
    assert asking and [rule for rule in ("H1", "H2", "A1", "A2", "A3") if f"{rule} " in said] == asking


@pytest.mark.parametrize(("chance", "is_told"), [(0.49, True), (0.5, False), (None, False)])
def test_beside_a_verdict_to_hold_stands_a_small_chance_to_reach_the_target(
    open_app: Open, monkeypatch: pytest.MonkeyPatch, chance: float | None, is_told: bool
) -> None:
    period = SimpleNamespace(chance=chance, quarter=Quarter(date(2026, 10, 1), date(2026, 12, 31)))
    monkeypatch.setattr(forecast, "of", lambda here, selection: SimpleNamespace(periods=(period,)))
    app = without_faults(open_app(PAGE, lang="en"))
    assert app.header[0].value.startswith("Hold:")
    told = [warning.value for warning in app.warning if "is not to say that the target is safe" in warning.value]
    assert len(told) == is_told and all(line.endswith("is 49%.") for line in told)


def test_beside_another_verdict_no_forecast_is_asked_for(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forecast, "of", lambda *_: pytest.fail("asked"))
    app = without_faults(open_app(PAGE, lang="en", region="West"))
    assert not app.header[0].value.startswith("Hold:")


def test_a_member_in_the_url_has_its_own_evidence_and_a_way_back(open_app: Open) -> None:
    app = without_faults(open_app(PAGE, of="West"))
    assert [title.value for title in app.subheader][0] == "Region: West"
    deals = int(app.dataframe[0].value.set_index("member")["deals"]["West"])
    assert any(f"It stands on {deals} open deals" in caption.value for caption in app.caption)
    back = next(button for button in app.button if button.label == "Back to the whole")
    back.click().run()
    assert "of" not in app.query_params
    assert [title.value for title in app.subheader][:2] == ["What to do", "What it stands on"]


def test_everything_can_be_narrowed_to_a_member_actions_included(open_app: Open) -> None:
    app = open_app(PAGE, of="West")
    next(button for button in app.button if button.label == "Show only West on every page").click().run()
    without_faults(app)
    assert written(app, "region") == ["West"] and "of" not in app.query_params


def test_a_card_leads_to_the_act_that_shows_it_with_the_member_chosen(open_app: Open) -> None:
    app = open_app(PAGE, of="West")
    app.button(key="see_S1").click().run()
    without_faults(app)
    assert "low stages" in app.header[0].value or "open pipeline" in app.header[0].value
    assert written(app, "region") == ["West"]


@pytest.mark.parametrize("content", [WEEK, COUNTS])
def test_one_week_without_targets_is_told_what_is_missing_on_every_page(open_app: Open, content: str) -> None:
    app = without_faults(uploaded(open_app, content, verdict_role="extra_1"))
    assert app.header[0].value == "Not enough data to say whether to add or to push."
    assert any(line.value.startswith("- a target for the quarter\n- ") for line in app.main.markdown)
    assert any("Not enough data: needs" in caption.value for caption in app.caption)
    links = {link.label for link in app.main.get("page_link")}
    assert {"Set the targets", "Upload what is missing"} <= links
    if content == COUNTS:  # a role of one's own has its verdicts too
        assert set(app.dataframe[0].value["member"]) == {"Large", "Small"}
    for page, says in (("rehearsal", "rehearse anything yet"), ("forecast", "forecast from yet")):
        without_faults(app.switch_page(f"pages/decide/{page}.py").run())
        assert app.header[0].value == f"There is not enough data to {says}"
        assert any(line.value.startswith("What it needs:\n- ") for line in app.main.markdown)
        assert not app.slider


def test_every_act_has_the_verdict_in_one_line_with_a_link(open_app: Open) -> None:
    app = open_app(PAGE, lang="en")
    said = app.header[0].value
    for act in ACTS:
        without_faults(app.switch_page(act).run())
        lines = [link.label for link in app.main.get("page_link") if link.label.startswith("Advice: ")]
        assert lines == [f"Advice: {said}"]


def test_an_act_stands_when_the_advice_cannot_be_asked(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object, **__: object) -> None:
        raise QueryTookTooLong(Message("It took too long."))

    monkeypatch.setattr(advice, "assess_all", slow)
    app = without_faults(open_app(ACTS[1]))
    assert app.header and not [link for link in app.main.get("page_link") if link.label.startswith("Advice: ")]


def test_every_verdict_and_answer_has_a_shape_of_its_own_and_a_colour_that_can_be_read() -> None:
    assert set(verdicts.VERDICTS) == set(VERDICTS) and set(verdicts.ANSWERS) == set(get_args(Answer))
    for known in (verdicts.VERDICTS, verdicts.ANSWERS):
        assert len({shape for shape, *_ in known.values()}) == len(known)
    assert verdicts.color("not_enough_data", Theme(dark=True)) == Theme(dark=True).ghost


def test_what_decides_stands_first_then_what_asks_for_a_look() -> None:
    answers: dict[str, Answer] = {
        "S1": "no",
        "S2": "yes",
        "H1": "no",
        "H2": "yes",
        "A1": "not_enough_data",
        "A2": "yes",
    }
    found = [Check(rule, "", answer, Message(""), {}) for rule, answer in answers.items()]
    assert [check.id for check in checks.in_order(found)] == ["S2", "S1", "H2", "A2", "A1", "H1"]


@pytest.mark.parametrize("theme", [Theme(dark=False), Theme(dark=True)])
def test_the_words_on_a_badge_can_be_read(theme: Theme) -> None:
    for verdict in VERDICTS:
        behind = luminance(verdicts.color(verdict, theme))
        letters = 0.0 if behind > 0.5 else 1.0  # as the table chooses black or white
        assert (max(behind, letters) + 0.05) / (min(behind, letters) + 0.05) >= 4.5, verdict


def test_a_verdict_in_the_table_comes_with_its_numbers() -> None:
    english = Language("en")
    total = Check("S1", "", "yes", Message(""), {"share_of_target": 0.25, "fall": 0.85})
    assert verdicts.of_the_total(total, english) == "■ yes: 25% of the target, new deals −85%"
    rising = replace(total, answer="no", evidence={"share_of_target": None, "fall": -0.1})
    assert verdicts.of_the_total(rising, english) == "● no: new deals +10%"
    unknown = replace(total, answer="not_enough_data", evidence={"share_of_target": None, "fall": None})
    assert verdicts.of_the_total(unknown, english) == "○ not enough data"


def test_what_is_known_at_most_is_said_so_in_the_table() -> None:
    held: Evidence = {"mean_days": 0.0, "mean_days_at_most": 41.3, "limit_days": 78.0, "n": 9, "dated": 0}
    stuck = Check("S2", "", "no", Message(""), held)
    assert verdicts.of_waiting(stuck, Language("en")) == "● no: 41 days at most, limit 78"
    known = replace(stuck, evidence={**held, "dated": 9, "mean_days": 12.0})
    assert verdicts.of_waiting(known, Language("en")) == "● no: 12 days, limit 78"
    others_unknown = replace(known, evidence={**known.evidence, "unknown": 2})
    assert verdicts.of_waiting(others_unknown, Language("en")) == "● no: 41 days at most, limit 78"
    looping: Evidence = {**held, "dated": 9, "mean_days": 12.0, "customer": "Acme"}
    assert verdicts.of_waiting(replace(stuck, answer="yes", evidence=looping), Language("en")) == (
        "■ yes: Acme goes in circles"
    )


def test_deals_without_a_rep_are_nobodys_yet() -> None:
    def given(*reps: str) -> Any:
        return SimpleNamespace(deals=[SimpleNamespace(rep=rep) for rep in reps])

    assert accepting.has_reps(given(BLANK, "Ann")) and not accepting.has_reps(given(BLANK, BLANK))


def test_every_rule_has_an_act_and_its_deals() -> None:
    assert set(checks.ACTS) == set(get_args(Page))
    asked = {rule.id for rule in RULES} - {"G2", "G3"}
    assert set(checks.DEALS) == asked


def test_the_deals_of_every_rule_can_be_asked_for() -> None:
    before, day = date(2026, 10, 12), date(2026, 11, 16)
    rows = [
        Row(seen_on, str(number), stage, Decimal(100 * number), customer="Acme", rep="Ann", region="East")
        for seen_on in (before, day)
        for number, stage in enumerate(("Lead", "Contact", "Needs", "Proposal", "Negotiation"), 1)
    ]
    engine, settings, selection = warehouse(rows, STAGES), Settings(), Selection(day, before)
    found = advice.assess(engine, selection, settings)
    held = {}
    for check in found.checks + found.guards:
        if check.id in checks.DEALS:
            check = replace(check, evidence={**check.evidence, "stage": "Lead"})
            held[check.id] = list(engine.run(checks.DEALS[check.id][1](selection, settings, check))["opportunity_id"])
    assert sorted(held["S1"]) == ["1"] and sorted(held["S2"]) == ["1", "2", "3"]
    assert held["H2"] == ["2"] and sorted(held["A2"]) == ["4", "5"] and held["A3"] == ["1"]
    assert held["A1"] == ["4"]  # in its stage since the first snapshot, at least 35 days


def test_the_verdict_does_not_hang_on_how_one_looks(open_app: Open) -> None:
    usual = open_app(PAGE, lang="en")
    other = open_app(PAGE, lang="en", measure="count", focus="Lead", compare_to="2026-11-02")
    assert [caption.value for caption in other.main.caption] == [caption.value for caption in usual.main.caption]
    assert other.header[0].value == usual.header[0].value


def test_what_a_column_calls_hard_counts_for_members_as_for_the_whole() -> None:
    day = date(2026, 11, 16)
    house = warehouse([Row(day, "1", "Lead", Decimal(10), region="East", rep="Ann", extra_1="hard")], STAGES)
    visitor = SimpleNamespace(workspace=house, kept=lambda code, make: make())
    here: Any = SimpleNamespace(
        visitor=visitor, settings=Settings(), language=SimpleNamespace(extra_roles=("Difficulty",))
    )
    whole, (east,) = assessments.of(here, Selection(day)), assessments.by_member(here, Selection(day), "region")
    assert east.check("G2").evidence["n"] == whole.check("G2").evidence["n"] == 1
    house.close()
