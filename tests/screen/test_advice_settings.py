"""The thresholds of the advice: all of them can be set, and another value tells what it changes."""

from __future__ import annotations

from dataclasses import fields

import pytest
from streamlit.testing.v1 import AppTest

from analyzer.advice.rules import RULES
from analyzer.screen.thresholds import GROUPS, THRESHOLDS, UNITS
from analyzer.settings import Settings
from tests.screen.conftest import Open
from tests.screen.test_advice import without_faults

PAGE = "pages/data/settings.py"


def typed(app: AppTest, name: str, value: float) -> AppTest:
    """The page after a value was typed for a threshold."""
    field = next(one for one in app.number_input if str(one.key).startswith(f"threshold_{name}_"))
    return without_faults(field.set_value(value).run())


def test_every_setting_of_the_advice_is_in_the_table_once() -> None:
    names = [field.name for field in fields(Settings)]
    of_advice = set(names[names.index("top_layer") : names.index("stages")]) - {"lead_heavy_means"}
    assert {threshold.name for threshold in THRESHOLDS} == of_advice
    assert len(THRESHOLDS) == len(of_advice)
    assert {threshold.group for threshold in THRESHOLDS} == set(GROUPS)
    assert {threshold.unit for threshold in THRESHOLDS} == set(UNITS)


def test_every_threshold_of_a_rule_is_a_setting() -> None:
    known = {field.name for field in fields(Settings)}
    assert {name for rule in RULES for name in rule.thresholds} <= known


@pytest.mark.parametrize("threshold", THRESHOLDS, ids=lambda threshold: threshold.name)
def test_the_default_and_both_ends_are_allowed_and_a_share_is_typed_in_percent(threshold) -> None:
    usual = Settings()
    assert threshold.low <= threshold.typed(usual) <= threshold.high
    assert threshold.meant(threshold.typed(usual)) == getattr(usual, threshold.name)
    for end in (threshold.low, threshold.high):
        value = int(end) if threshold.is_whole else threshold.meant(float(end))
        assert Settings.from_toml(f"{threshold.name} = {value}") is not None
    if threshold.unit == "%":
        assert threshold.typed(usual) == pytest.approx(100 * getattr(usual, threshold.name))


def test_a_typed_value_tells_which_answers_it_would_change_and_is_kept_when_saved(open_app: Open) -> None:
    app = open_app(PAGE, lang="en")
    assert sum(str(field.key).startswith("threshold_") for field in app.number_input) == len(THRESHOLDS)
    assert app.button(key="save_thresholds").disabled
    typed(app, "hours_per_new", 5)
    assert app.info[0].value.startswith("With the typed values no answer changes.")
    typed(app, "stuck_cycles", 0.5)
    assert "S2: no → yes" in app.info[0].value and "West: add → add and push" in app.info[0].value
    app.button(key="save_thresholds").click().run()
    without_faults(app)
    field = next(one for one in app.number_input if str(one.key).startswith("threshold_stuck_cycles_"))
    assert field.value == 0.5 and not app.info
    assert "verdict: hold → push" in app.success[0].value
