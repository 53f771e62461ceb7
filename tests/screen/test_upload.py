"""Files in: what is read is shown at once, what is unclear is asked, what is broken is said in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from tests.screen.conftest import Open

UPLOAD = "pages/data/upload.py"
HEADER = "Deal ID,Deal name,Stage,Amount,Region\n"
WEEK_1 = HEADER + "1,One,Lead,100,East\n2,Two,Negotiation,50,West\n"
WEEK_2 = HEADER + "1,One,Negotiation,120,East\n2,Two,Closed won,50,West\n3,Three,Lead,30,East\n"

WORKSPACE = "pages/data/workspace.py"
Give = Callable[[dict[str, str]], AppTest]


@pytest.fixture
def given(open_app: Open) -> Give:
    """The app on its upload page after these files were dropped there."""

    def gave(files: dict[str, str]) -> AppTest:
        app = open_app(UPLOAD)
        for name, text in files.items():
            app.file_uploader[0].upload(name, text.encode(), "text/csv")
        return app.run()

    return gave


def button(app: AppTest, label: str) -> Button:
    """The one button of the page that says so."""
    (found,) = [one for one in app.main.button if one.label == label]
    return found


def test_two_weeks_become_two_snapshots(given: Give) -> None:
    app = given({"pipeline_2026-11-09.csv": WEEK_1, "pipeline_2026-11-16.csv": WEEK_2})
    assert app.header[0].value == "5 rows read = 5 loaded + 0 rejected + 0 not data"
    assert app.sidebar.selectbox[0].options == ["16 Nov 2026", "9 Nov 2026"]
    app.switch_page("pages/story/waterfall.py").run()
    assert not app.exception and "150" in app.header[0].value


def test_an_unknown_stage_is_asked_for_and_its_rows_wait(given: Give) -> None:
    app = given({"pipeline_2026-11-16.csv": WEEK_2.replace("Negotiation", "Zorp")})
    assert app.header[0].value.startswith("3 rows read = 2 loaded + 1 rejected")
    question = app.main.radio[0]
    assert "Zorp" in question.label
    assert any("Question 1 of 1" in text.value for text in app.main.markdown)
    question.set_value(1).run()
    assert app.main.radio[1].options == ["“Zorp” is a stage of its own", "“Zorp” is another word for “Lead”"]
    app.main.radio[1].set_value(1).run()
    button(app, "Apply the answer").click().run()
    assert not app.exception
    assert app.header[0].value == "3 rows read = 3 loaded + 0 rejected + 0 not data"
    assert not app.main.radio


def test_the_intake_report_shows_the_sum_of_the_rows(given: Give) -> None:
    app = given({"pipeline_2026-11-16.csv": WEEK_2.replace("Negotiation", "Zorp")})
    app.switch_page("pages/data/intake_report.py").run()
    assert app.header[0].value == "1 of 3 rows was rejected: it stands below with its reason"
    assert [(metric.label, metric.value) for metric in app.metric] == [
        ("Rows read", "3"), ("Loaded", "2"), ("Rejected", "1"), ("Not data", "0"),
    ]  # fmt: skip


def test_the_intake_report_does_not_praise_a_file_of_which_nothing_is_loaded(given: Give) -> None:
    app = given({"pipeline_2026-11-16.csv": "Deal ID,Amount,Region\n1,120,East\n2,50,West\n3,30,East\n"})
    app.switch_page("pages/data/intake_report.py").run()
    assert app.header[0].value == "No row is loaded yet: the upload page asks what is missing"


def test_roles_without_a_single_name_are_not_offered(given: Give) -> None:
    without = "Deal ID,Deal name,Stage,Amount,Product\n1,One,Negotiation,120,Alpha\n2,Two,Lead,50,Beta\n"
    app = given({"pipeline_2026-11-16.csv": without})
    app.switch_page("pages/story/products.py").run()
    offered = next(group for group in app.main.segmented_control if group.label == "By").options
    assert "Product" in offered and "Region" not in offered


def test_without_targets_the_gauges_teach_how_to_set_them(given: Give) -> None:
    app = given({"pipeline_2026-11-16.csv": WEEK_2})
    app.switch_page("pages/story/gauges.py").run()
    assert not app.exception
    assert any("Type the target of each region" in text.value for text in app.markdown)


@pytest.mark.parametrize("region", ["", "East"])
def test_only_where_no_deal_names_a_region_the_dials_are_said_to_show_the_whole(given: Give, region: str) -> None:
    app = given({"pipeline_2026-11-16.csv": HEADER + f"1,One,Negotiation,120,\n2,Two,Negotiation,50,{region}\n"})
    app.switch_page("pages/story/gauges.py").run()
    assert not app.exception and app.get("plotly_chart")
    assert any("names no region" in text.value for text in app.markdown) == (not region)


def test_a_broken_file_is_said_in_words_and_what_was_there_stays(given: Give) -> None:
    app = given({"pipeline_2026-11-16.csv": WEEK_2})
    app.file_uploader[0].upload("broken.xlsx", b"<html></html>", "text/html")
    app.run()
    assert not app.exception
    assert "broken" in app.error[0].value
    app.switch_page("pages/story/waterfall.py").run()
    assert "150" in app.header[0].value


def test_an_assumed_date_is_changed_in_one_step(given: Give) -> None:
    dated = WEEK_1.replace("Region\n", "Created\n").replace("East", "2026-11-02").replace("West", "2026-11-03")
    app = given({"pipeline.csv": dated})
    assert app.date_input[0].value == date(2026, 11, 3)
    app.date_input[0].set_value(date(2026, 11, 9)).run()
    assert not app.exception
    assert app.sidebar.selectbox[0].options == ["9 Nov 2026"]
    assert not app.date_input


def test_the_review_follows_a_newer_snapshot_unless_another_was_chosen(given: Give) -> None:
    app = given({"pipeline_2026-11-09.csv": WEEK_1})
    assert app.sidebar.selectbox[0].value == "2026-11-09"
    app.file_uploader[0].upload("pipeline_2026-11-16.csv", WEEK_2.encode(), "text/csv")
    app.run()
    assert app.sidebar.selectbox[0].value == "2026-11-16"
    app.sidebar.selectbox[0].set_value("2026-11-09").run()
    app.file_uploader[0].upload("pipeline_2026-11-23.csv", WEEK_2.encode(), "text/csv")
    app.run()
    assert app.sidebar.selectbox[0].value == "2026-11-09"


def test_an_upload_is_taken_back_and_the_last_one_leaves_the_sample(given: Give) -> None:
    app = given({"pipeline_2026-11-16.csv": WEEK_2})
    app.file_uploader[0].upload("pipeline_2026-11-09.csv", WEEK_1.encode(), "text/csv")
    app.run().switch_page(WORKSPACE).run()
    assert app.header[0].value == "2 snapshots are held, from 9 Nov 2026 to 16 Nov 2026"
    taken_back = [one for one in app.main.button if one.label == "Take it back"]
    taken_back[0].click().run()
    assert app.header[0].value == "One snapshot is held, of 16 Nov 2026"
    assert "2026-11-09.csv is taken back" in app.success[0].value
    button(app, "Take it back").click().run()
    assert not app.exception
    assert app.header[0].value == "This is sample data: nothing of yours is held"


def test_the_same_file_again_is_said_and_not_added(given: Give) -> None:
    app = given({"pipeline_2026-11-16.csv": WEEK_2})
    app.file_uploader[0].upload("pipeline_2026-11-16.csv", WEEK_2.encode(), "text/csv")
    app.run()
    assert "is here already" in app.success[0].value
    assert app.header[0].value == "3 rows read = 3 loaded + 0 rejected + 0 not data"


def test_the_same_day_again_replaces_what_was_held_and_says_so(given: Give) -> None:
    app = given({"pipeline_2026-11-16.csv": WEEK_2})
    app.file_uploader[0].upload("corrected_2026-11-16.csv", WEEK_2.replace("120", "125").encode(), "text/csv")
    app.run()
    assert "The same day came again, 16 Nov 2026" in app.success[0].value
    app.switch_page(WORKSPACE).run()
    assert list(app.dataframe[0].value["source"]) == ["corrected_2026-11-16.csv"]
    assert list(app.dataframe[0].value["state"]) == ["held, replaces an earlier upload"]
    assert list(app.dataframe[0].value["amount"]) == [155]


def test_a_bad_file_among_good_ones_is_told_and_the_good_ones_are_read(given: Give) -> None:
    app = given({"pipeline_2026-11-16.csv": WEEK_2, "broken.xlsx": "<html></html>"})
    assert "broken.xlsx" in app.warning[0].value
    assert app.header[0].value.startswith("3 rows read = 3 loaded")


def test_starting_over_brings_the_sample_back(given: Give) -> None:
    app = given({"pipeline_2026-11-16.csv": WEEK_2})
    button(app.switch_page(WORKSPACE).run(), "Let it all go").click().run()
    assert not app.exception
    assert "sample" in app.header[0].value


def test_markup_in_names_is_text(given: Give) -> None:
    app = given({"pipeline_2026-11-16.csv": WEEK_2.replace("East", "<b>:red[East]</b>")})
    app.switch_page("pages/story/products.py").run()
    app.query_params["trail"] = "region:<b>:red[East]</b>"
    app.run()
    assert not app.exception
    assert "<b>" not in app.header[0].value.replace("\\<b\\>", "")
    assert "red\\[East\\]" in app.header[0].value


def test_settings_are_given_back_and_obeyed(open_app: Open) -> None:
    app = open_app("pages/data/settings.py")
    app.file_uploader[0].upload("settings.toml", b"multiple_layer_4 = 3.0\n", "application/toml")
    app.run()
    assert not app.exception and not app.error
    assert app.number_input[0].value == 3.0


def test_settings_given_back_bring_their_language_unless_one_was_chosen(open_app: Open) -> None:
    app = open_app("pages/data/settings.py")
    app.file_uploader[0].upload("settings.toml", b"language = 'zh_CN'\n", "application/toml")
    app.run()
    app.run()
    assert app.sidebar.button_group[-1].value == "zh_CN"
    app.sidebar.button_group[-1].set_value("en").run()
    assert app.sidebar.button_group[-1].value == "en"
    assert not app.exception


def test_settings_that_are_wrong_name_the_key(open_app: Open) -> None:
    app = open_app("pages/data/settings.py")
    app.file_uploader[0].upload("settings.toml", b"multiple_layer_4 = 'much'\n", "application/toml")
    app.run()
    assert not app.exception
    assert "multiple\\_layer\\_4" in app.error[0].value


def test_where_nothing_is_open_the_waterfall_teaches_instead_of_drawing(given: Give) -> None:
    app = given({"pipeline_2026-11-16.csv": WEEK_2.replace("Negotiation", "Closed lost").replace("Lead", "Closed won")})
    app.switch_page("pages/story/waterfall.py").run()
    assert not app.exception
    assert app.header[0].value.startswith("No deal is open")
    assert [button.label for button in app.main.button] == ["Upload"]


def test_one_week_without_targets_shows_no_empty_columns(given: Give) -> None:
    app = given({"pipeline_2026-11-16.csv": WEEK_2})
    app.switch_page("pages/story/products.py").run()
    order = list(app.dataframe[0].proto.column_order)
    assert "amount" in order
    assert not {"light", "trend", "change", "deviation_4", "required_5", "beyond"} & set(order)
