"""The rehearsal page: levers in the URL, whose weeks they are for, and what they change."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.screen.conftest import Open
from tests.screen.test_advice import COUNTS, WEEK, without_faults
from tests.screen.test_pages import written

PAGE = "pages/decide/rehearsal.py"


def lever(app: AppTest, name: str) -> int:
    """The value of a slider by what it is called in the URL."""
    return int(next(slider for slider in app.slider if str(slider.key).startswith(f"{name}.")).value)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_page_opens_at_rest_with_its_curves_and_the_best_split(open_app: Open, language: str) -> None:
    app = without_faults(open_app(PAGE, lang=language))
    assert len(app.header) == 1
    assert all(slider.value == 0 for slider in app.slider if not str(slider.key).startswith("weeks."))
    assert len(app.get("plotly_chart")) == 2
    assert not app.metric


def test_a_lever_changes_the_sentence_and_stands_in_the_url(open_app: Open) -> None:
    app = open_app(PAGE, lang="en")
    at_rest = app.header[0].value
    assert at_rest.startswith("If nothing changes")
    pushed = next(slider for slider in app.slider if slider.label == "Negotiation / POC")
    pushed.set_value(50).run()
    without_faults(app)
    assert app.header[0].value.startswith("With it the chance")
    assert written(app, "advance_5") == ["50"]
    assert [metric.label for metric in app.metric][-1] == "Hours it costs"


def test_a_link_opens_the_same_rehearsal_within_what_the_levers_allow(open_app: Open) -> None:
    app = without_faults(open_app(PAGE, new="7", weeks="6", advance_4="30", dwell="999", hours="x"))
    assert (lever(app, "new"), lever(app, "weeks"), lever(app, "advance_4"), lever(app, "dwell")) == (7, 6, 30, 50)
    assert app.number_input[0].value == 40
    same = open_app(PAGE, new="7", weeks="6", advance_4="30", dwell="50").header[0].value
    assert app.header[0].value == same


def test_one_member_is_rehearsed_alone(open_app: Open) -> None:
    whole = open_app(PAGE, lang="en", advance_4="50").header[0].value
    app = without_faults(open_app(PAGE, lang="en", advance_4="50", who="region:East"))
    assert app.header[0].value != whole
    assert app.main.selectbox[0].value == "region:East"


def test_the_best_split_of_the_hours_can_be_rehearsed(open_app: Open) -> None:
    app = open_app(PAGE, lang="en")
    next(button for button in app.button if button.label == "Rehearse this split").click().run()
    without_faults(app)
    assert any(slider.value for slider in app.slider if not str(slider.key).startswith("weeks."))
    assert app.header[0].value.startswith("With it")


@pytest.mark.parametrize("content", [WEEK, COUNTS])
def test_one_week_cannot_be_rehearsed_and_the_page_says_what_it_needs(open_app: Open, content: str) -> None:
    app = open_app("pages/data/upload.py", lang="en")
    app.file_uploader[0].upload("pipeline_2026-11-16.csv", content.encode(), "text/csv")
    app.run()
    without_faults(app.switch_page(PAGE).run())
    assert app.header[0].value == "There is not enough data to rehearse anything yet"
    assert any(line.value.startswith("It needs: ") for line in app.main.markdown)
