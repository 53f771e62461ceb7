"""The health page: each part says its sentence and shows its numbers, on the sample and on small data."""

from __future__ import annotations

from datetime import date

import pytest

from analyzer import figures
from analyzer.model import Selection
from analyzer.screen.health import PARTS
from analyzer.screen.session import code_of
from analyzer.settings import Settings
from tests.screen.conftest import Open
from tests.screen.test_advice import without_faults
from tests.screen.test_pages import written
from tests.screen.test_upload import WEEK_2, Give, given

__all__ = ["given"]

PAGE = "pages/decide/health.py"


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_part_opens_on_the_sample(open_app: Open, language: str) -> None:
    app = open_app(PAGE, lang=language)
    for part in PARTS:
        app.main.button_group[0].set_value(part).run()
        without_faults(app)
        assert len(app.header) == 1
        assert app.get("plotly_chart") and len(app.main.markdown) >= 1
        assert written(app, "health_part") == ([] if part == "conversion" else [part])


def test_the_headline_names_the_stage_where_most_wait_for_too_long(open_app: Open) -> None:
    said = without_faults(open_app(PAGE)).header[0].value
    assert "139 of 290 open deals" in said and "Contact established (79 of 122)" in said and "39 days" in said


def test_a_clicked_bar_opens_the_deals_that_are_there_for_too_long(open_app: Open) -> None:
    app = open_app(PAGE)
    picture = f"picture_{code_of(figures.dwell(Selection(date(2026, 11, 16)), Settings()))}"
    app.session_state[picture] = {"selection": {"points": [{"customdata": ["Solution proposed"]}]}}
    app.run()
    without_faults(app)
    assert app.subheader[0].value == "Solution proposed: the deals that are there for too long"
    deals = app.dataframe[0].value
    assert len(deals) == 7 and deals["dwell_days"].min() > 30


def test_each_region_has_its_win_rate_its_cycle_and_its_velocity(open_app: Open) -> None:
    app = without_faults(open_app(PAGE, health_part="wins"))
    regions = app.dataframe[0].value.set_index("member")
    assert set(regions.index) == {"North", "East", "South", "West"}
    assert (regions["won"].sum(), regions["closed"].sum()) == (75, 697)
    assert (regions["low"] < regions["rate"]).all() and (regions["rate"] < regions["high"]).all()
    assert regions.loc["South", "days"] == 37


def test_the_velocity_stands_beside_its_four_levers(open_app: Open) -> None:
    app = without_faults(open_app(PAGE, health_part="velocity"))
    assert [metric.label for metric in app.metric] == ["Open deals", "Mean won amount", "Win rate", "Cycle (days)"]
    assert all("a day" in metric.delta for metric in app.metric)


def test_months_before_the_first_snapshot_are_left_out(open_app: Open) -> None:
    app = without_faults(open_app(PAGE, health_stage="Contact established"))
    assert any("came to Contact established" in text.value for text in app.main.markdown)
    assert any("only the ones that lasted are seen" in caption.value for caption in app.caption)


def test_one_week_without_dates_says_what_is_not_known(given: Give) -> None:
    app = given({"pipeline_2026-11-16.csv": WEEK_2})
    app.switch_page(PAGE).run()
    assert "is not known yet" in without_faults(app).header[0].value
    assert any("No open deal says since when" in text.value for text in app.main.markdown)
    assert not app.get("plotly_chart")
    expected = {
        "conversion": "One snapshot shows where the deals are",
        "wins": "too few to judge",
        "velocity": "Not enough data for the velocity",
        "layers": "Layer 1 holds",
        "pushes": "One snapshot shows where the deals are",
        "detours": "One snapshot shows where the deals are",
    }
    for part, said in expected.items():
        app.main.button_group[0].set_value(part).run()
        without_faults(app)
        assert any(said in text.value for text in app.main.markdown), part


def test_without_an_open_deal_the_page_teaches(given: Give) -> None:
    app = given({"pipeline_2026-11-16.csv": WEEK_2.replace("Negotiation", "Closed won").replace("Lead", "Closed lost")})
    app.switch_page(PAGE).run()
    assert without_faults(app).header[0].value == "No deal of this selection is open, so none is waiting."
    assert [button.label for button in app.main.button] == ["Upload"]
    app.switch_page("pages/decide/advice.py").run()
    assert "none to push" in without_faults(app).header[0].value


def test_what_waits_for_an_answer_is_asked_for_instead_of_missed(given: Give) -> None:
    app = given({"pipeline_2026-11-16.csv": "Opportunity ID,Stage,Amount\n1,Blorp,100\n2,Zwick,5\n"})
    app.switch_page(PAGE).run()
    assert "please answer" in without_faults(app).header[0].value
    assert any("Blorp" in text.value for text in app.main.markdown)
    assert [button.label for button in app.main.button] == ["Answer"]
