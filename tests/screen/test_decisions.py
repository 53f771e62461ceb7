"""An action is accepted past its guard, stands in the ledger, and is scored by the next week's upload."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analyzer.advice.ledger import score, summary
from analyzer.language import Language
from analyzer.screen import decisions
from analyzer.screen.plain import csv_bytes
from tests import stuck_weeks
from tests.advice.ledger.decisions import NOV_16, decision, followed
from tests.courses import WEEKS, deal
from tests.pipelines import STAGES, warehouse
from tests.screen.conftest import Open

UPLOAD, ADVICE, LEDGER = "pages/data/upload.py", "pages/decide/advice.py", "pages/decide/decisions.py"


def give(app: AppTest, name: str, text: str) -> AppTest:
    app.switch_page(UPLOAD).run()
    app.file_uploader[0].upload(name, text.encode(), "text/csv")
    return app.run()


def opened(app: AppTest, label: str) -> AppTest:
    """The panel of that label, opened as a click does."""
    panel = next(one for one in app.main.expander if one.label == label)
    app.session_state[panel.proto.id.rpartition("-")[2]] = True
    return app.run()


def field(app: AppTest, label: str) -> Any:
    return next(one for one in app.main.text_input if label in one.label)


def press(app: AppTest, label: str) -> AppTest:
    return next(one for one in app.main.button if one.label == label).click().run()


@pytest.fixture
def app(open_app: Open) -> AppTest:
    """The advice on a team that is stuck low, whose rep is overloaded, with the first action open to be accepted."""
    app = give(open_app(), "deals.csv", stuck_weeks.weeks())
    app.switch_page(ADVICE).run()
    return opened(app, "Accept, assign, set a date")


def test_a_guard_is_overridden_with_a_reason_and_next_week_scores_the_decision(app: AppTest) -> None:
    assert "Sue works 6 hard deals at once" in app.main.warning[0].value
    field(app, "Decided by").set_value("Mei")
    press(app, "Accept")
    assert "Guard G2 stands against this" in app.main.error[0].value
    field(app, "nevertheless").set_value("She knows *them*.").run()
    press(app, "Accept")
    assert not app.exception and not app.main.error
    assert any("Accepted as decision 1, due on 23 Nov 2026" in text.value for text in app.main.markdown)
    app.switch_page(LEDGER).run()
    assert app.header[0].value == "Decisions under way: 1; the first is due on 23 Nov 2026"
    assert any("G2 was overridden: She knows \\*them\\*" in text.value for text in app.main.caption)
    give(app, "next.csv", stuck_weeks.week_after(["S1", "S2", "S3"]))
    app.switch_page(LEDGER).run()
    assert app.header[0].value == "3 of 8 pushed deals moved up; 0.1 were expected"
    assert any("cannot be judged yet: it takes 20 pushed deals" in text.value for text in app.main.markdown)
    told = app.main.dataframe[0].value
    assert told["overrides"].tolist() == ["G2: She knows *them*."] and told["happened"].tolist() == ["3"]
    each = app.main.dataframe[1].value.set_index("opportunity_id")["outcome"]
    assert [each[f"S{n}"] for n in range(5)] == ["■ stayed", "▲ moved up", "▲ moved up", "▲ moved up", "■ stayed"]


def test_given_to_somebody_else_the_guard_of_the_rep_does_not_stand(app: AppTest) -> None:
    field(app, "Assigned to").set_value("Ann").run()
    assert not app.main.warning
    press(app, "Accept")
    assert "Nobody is named who decides" in app.main.error[0].value
    field(app, "Decided by").set_value("Mei")
    press(app, "Accept")
    app.switch_page(LEDGER).run()
    assert app.main.dataframe[0].value["assigned_to"].tolist() == ["Ann"]
    app = press(app, "Withdraw this decision")
    assert app.main.dataframe[0].value["standing"].tolist() == ["× withdrawn"]
    assert app.header[0].value == "No decision is under way"


def test_the_talk_track_speaks_of_the_deal_and_a_broken_one_of_their_own_is_said(
    app: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(app, "Talk track")
    assert app.main.code[0].value.startswith("Customer S7: is there a reason to talk at all? (Lead for 70 days)")
    app.main.selectbox[0].set_value(app.main.selectbox[0].options.index("Deal S3 · Customer S3")).run()
    assert "Customer S3" in app.main.code[0].value
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "layer_1.txt").write_text("Hello {nobody}", encoding="utf-8")
    monkeypatch.setenv("ANALYZER_TEXTS_FOLDER", str(tmp_path))
    app.run()
    assert not app.exception
    assert "layer\\_1.txt names a place that nothing can fill" in app.main.error[0].value


def test_what_the_advice_does_not_ask_for_is_shown_when_wanted(app: AppTest) -> None:
    assert not any("Add new opportunities" in text.value for text in app.main.markdown)
    app.main.toggle[0].set_value(True).run()
    assert any("Add new opportunities: region East" in text.value for text in app.main.markdown)
    opened(app, "Outreach letter")
    assert not app.exception and "Dear Customer W" in app.main.code[0].value


def test_an_empty_ledger_teaches(open_app: Open) -> None:
    app = open_app(LEDGER)
    assert app.header[0].value == "No decision has been taken yet"
    assert [button.label for button in app.main.button] == ["Advice"]


def test_of_a_single_deal_its_chance_and_its_lot_are_told_and_of_several_numbers() -> None:
    house = warehouse([*deal("A", "NNNNNNP"), *deal("B", "NNNNNNN")], STAGES)
    before = {"decided_on": WEEKS[4], "due_on": WEEKS[6]}
    decided = [
        decision(followed("A", chance=0.016), **before),
        decision(followed("A"), followed("B", chance=0.75), **before),
        decision(followed("A"), **before, expected_with=None),
    ]
    table = decisions._table(Language(), [score(one, house, NOV_16) for one in decided])
    assert table["expected"].tolist()[:2] == ["2%", "1.2 (0 to 2)"] and table["expected"].isna()[2]
    assert table["happened"].tolist() == ["▲ moved up", "1", "▲ moved up"]
    waiting = decisions._table(Language(), [score(one, house, WEEKS[4]) for one in decided[:2]])
    assert waiting["happened"].isna().all()
    house.close()


def test_how_true_the_chances_were_is_said_only_of_enough_deals_and_moves() -> None:
    lines = [row for n in range(10) for row in deal(f"{n}", "NNNNNNP" if n < 5 else "NNNNNNN")]
    house = warehouse(lines, STAGES)

    def told(up: float, stays: float, deals: int = 10, few_deals: int = 10) -> list[str]:
        given = [followed(f"{n}", chance=up if n < 5 else stays) for n in range(10 - deals, 10)]
        found = summary([score(decision(*given, decided_on=WEEKS[4], due_on=WEEKS[6]), house, NOV_16)])
        return [Language().say(line) for line in decisions._how_good(found, few_deals)[1:]]

    assert told(0.9, 0.1) == [
        "The chances told which deals would move up: with 96% less error than one chance for all (Brier score)."
    ]
    assert told(0.5, 0.5) == [
        "The chances told no better than one chance for all which deals would move up (Brier score)."
    ]
    assert told(0.9, 0.1, few_deals=11) == []
    assert told(0.9, 0.1, deals=9, few_deals=9) == []  # four moved up
    house.close()


def test_the_export_holds_a_row_per_deal_and_no_formulas() -> None:
    house = warehouse([*deal("A", "NNNNNNP"), *deal("B", "NNNNNNN")], STAGES)
    pushed = decision(
        followed("A", customer="=cmd()"), followed("B"), decided_on=WEEKS[4], due_on=WEEKS[6], number=7
    )  # fmt: skip
    adding = decision(kind="add", decided_on=WEEKS[4], due_on=date(2027, 1, 1))
    found = [score(one, house, WEEKS[6]) for one in (pushed, adding)]
    text = csv_bytes(decisions.EXPORTED, decisions.exported(Language(), found)).decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    assert [(row["number"], row["opportunity_id"], row["outcome"], row["standing"]) for row in rows] == [
        ("7", "A", "moved_up", "scored"), ("7", "B", "stayed", "scored"), ("0", "", "", "open"),
    ]  # fmt: skip
    assert rows[0]["customer"] == "'=cmd()" and rows[0]["overrides"] == "G2: She asked for it."
    assert (rows[0]["decided_on"], rows[0]["due_on"]) == (str(WEEKS[4]), str(WEEKS[6]))
    house.close()
