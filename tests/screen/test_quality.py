"""The quality page: each part opens, what is missing is told with its deals, and a guess waits to be accepted."""

from __future__ import annotations

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analyzer.intake.corrections import Fill
from analyzer.screen import quality
from analyzer.screen.contradictions import NEEDS, RULES
from analyzer.screen.field_names import FIELD_NAMES
from analyzer.screen.fills import fills_of
from tests.screen.conftest import Open

PAGE = "pages/data/quality.py"
HEADER = "Opportunity ID,Opportunity name,Account,Stage,Amount,Region,Industry,Owner,Size class\n"
SIZES = ("Small", "Large", "Medium")
RETAIL = "".join(f"{n},Deal {n},Acme,Lead,{n}00,East,Retail,Ann,{SIZES[n % 3]}\n" for n in range(1, 10))
ENERGY = "".join(f"{n},Deal {n},Bolt,Lead,{n}00,West,Energy,Bob,{SIZES[n % 3]}\n" for n in range(11, 20))
WEEK = f"{HEADER}{RETAIL}{ENERGY}20,Deal 20,Acme,Negotiation,,East,,Ann,Large\n"


def given(open_app: Open, **in_the_url: str | list[str]) -> AppTest:
    """The app with one week of its own."""
    app = open_app("pages/data/upload.py", **in_the_url)
    app.file_uploader[0].upload("pipeline_2026-11-16.csv", WEEK.encode(), "text/csv")
    return app.run()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_part_opens_on_the_sample(open_app: Open, language: str) -> None:
    for part in quality.PARTS:
        app = open_app(PAGE, lang=language, part=part)
        assert not app.exception and not app.error
        assert len(app.header) == 1
        assert len(app.dataframe) == (0 if part in ("weeks", "fills") else 1)


def test_the_sentence_says_what_is_missing_and_what_contradicts_itself(open_app: Open) -> None:
    app = given(open_app)
    app.switch_page(PAGE).run()
    assert app.header[0].value == (
        "2 of 7 fields are short of 95%, most of all amount, which 94% of the deals hold; 1 deal contradicts itself."
    )


def test_what_a_rule_needs_and_does_not_have_is_said(open_app: Open) -> None:
    app = given(open_app, part="contradictions")
    app.switch_page(PAGE).run()
    rules = app.dataframe[0].value.set_index("rule")
    assert rules["deals"]["No amount in layer 4 or above"] == 1
    late = rules.loc["Open, and expected to close in the past"]
    assert pd.isna(late["deals"]) and late["needs"] == "not enough data: needs expected close"
    assert "an earlier snapshot" in rules["needs"]["Jumped up over a layer since the comparison; the day is not known"]


def test_a_guess_is_filled_in_when_it_is_accepted_and_can_be_taken_back(open_app: Open) -> None:
    app = given(open_app, part="fills")
    app.switch_page(PAGE).run()
    assert "1 of 20 blank values" in app.main.markdown[0].value  # no deal has a product, so nobody can tell it
    guess = app.dataframe[0].value.iloc[0]
    assert (guess["opportunity_id"], guess["member"], guess["why"]) == ("20", "Retail", "9 of 9 deals of this customer")
    accept = next(one for one in app.main.button if one.label.startswith("Accept all 1"))
    accept.click().run()
    assert not app.exception and not app.error
    assert "19 values are blank" in app.main.markdown[0].value
    assert app.dataframe[0].value[["opportunity_id", "member"]].to_numpy().tolist() == [["20", "Retail"]]
    next(one for one in app.main.button if one.label == "Take all back").click().run()
    assert "1 of 20 blank values" in app.main.markdown[0].value


def test_rows_become_fills_of_the_data() -> None:
    frame = pd.DataFrame([{"role": "region", "opportunity_id": "7", "member": "East", "confidence": 0.9}])
    assert fills_of(frame) == (Fill("region", "7", "East"),)


def test_every_field_and_rule_has_its_words() -> None:
    assert set(quality.NEEDED_FOR) <= set(FIELD_NAMES)
    assert set(RULES) == set(NEEDS)
    assert {need for needs in NEEDS.values() for need in needs} <= {*FIELD_NAMES, "compare_to"}


def test_a_column_of_ones_own_is_a_way_to_split_and_to_filter(open_app: Open) -> None:
    app = given(open_app)
    app.switch_page("pages/story/products.py").run()
    (split,) = app.main.button_group
    assert split.options[-1] == "Size class"
    split.set_value("extra_1").run()
    assert not app.exception
    assert set(app.dataframe[0].value["member"]) == set(SIZES)
    app = given(open_app, extra_1="Large", trail="rep:Bob")
    app.switch_page("pages/story/products.py").run()
    assert app.header[0].value.startswith("Bob: 3 open deals")
    assert set(app.dataframe[0].value["extra_1"]) == {"Large"}
