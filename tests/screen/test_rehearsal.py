"""The rehearsal page: levers in the URL, whose weeks they are for, and what they change."""

from __future__ import annotations

import re

from streamlit.testing.v1 import AppTest

from tests.screen.conftest import Open
from tests.screen.test_advice import without_faults
from tests.screen.test_pages import written
from tests.screen.test_upload import Give, given

__all__ = ["given"]

PAGE = "pages/decide/rehearsal.py"


def lever(app: AppTest, name: str) -> int:
    """The value of a slider by what it is called in the URL."""
    return int(next(slider for slider in app.slider if str(slider.key).startswith(f"{name}.")).value)


def test_a_lever_changes_the_sentence_and_stands_in_the_url(open_app: Open) -> None:
    app = without_faults(open_app(PAGE, lang="en"))
    now = re.match(r"If nothing changes, .* is expected to win .*; the chance .* is (\S+)\.$", app.header[0].value)
    assert all(slider.value == 0 for slider in app.slider if not str(slider.key).startswith("weeks."))
    assert len(app.get("plotly_chart")) == 2 and not app.metric
    pushed = next(slider for slider in app.slider if slider.label == "Negotiation / POC")
    pushed.set_value(50).run()
    without_faults(app)
    moved = app.header[0].value
    assert now and moved.startswith(f"With these levers the chance to reach the target goes from {now[1]} to ")
    assert written(app, "advance_5") == ["50"]
    assert [metric.label for metric in app.metric][-1] == "Hours it costs"


def test_a_link_opens_the_rehearsal_within_what_the_levers_allow(open_app: Open) -> None:
    app = without_faults(open_app(PAGE, new="7", weeks="6", advance_4="30", dwell="999", hours="x"))
    assert (lever(app, "new"), lever(app, "weeks"), lever(app, "advance_4"), lever(app, "dwell")) == (7, 6, 30, 50)
    assert app.number_input[0].value == 40
    whole = app.header[0].value
    app.main.selectbox[0].set_value("region:East").run()
    assert without_faults(app).header[0].value != whole  # one member is rehearsed alone
    assert written(app, "who") == ["region:East"]


def test_without_a_win_nothing_is_rehearsed(given: Give) -> None:
    week = "Opportunity ID,Stage,Amount,Created on\n1,Lead,100,2026-10-01\n2,Lead,200,2026-10-01\n"
    app = given({"pipeline_2026-11-09.csv": week, "pipeline_2026-11-16.csv": week.replace("2,Lead", "2,Negotiation")})
    app.switch_page(PAGE).run()
    assert without_faults(app).header[0].value == "No deal has been won in the last year, so no win can be rehearsed"
    assert not app.slider and not app.get("plotly_chart")


def test_the_best_split_of_the_hours_can_be_rehearsed(open_app: Open) -> None:
    app = open_app(PAGE, lang="en")
    next(button for button in app.button if button.label == "Rehearse this split").click().run()
    without_faults(app)
    assert any(slider.value for slider in app.slider if not str(slider.key).startswith("weeks."))
    assert app.header[0].value.startswith("With these levers")
