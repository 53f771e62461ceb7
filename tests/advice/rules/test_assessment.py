"""The verdict with its reason, its sureness and what would flip it; and what must hold for any numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.advice.assessment import assessed
from analyzer.advice.inputs import Cycle, Inputs, Level, Loop
from analyzer.advice.rules import GUARDS, RULES, SIGNALS
from analyzer.message import Message
from analyzer.settings import READERS
from tests.advice.rules.numbers import SETTINGS, level, weeks, well, with_level

SHORT = with_level(1, level(40, 30_000.0, 10), steps=weeks([200, 50]))
STUCK = with_level(3, level(100, 50_000.0, 400))
SHORT_AND_STUCK = replace(SHORT, levels={**SHORT.levels, 3: level(100, 50_000.0, 400)})


@pytest.mark.parametrize(
    ("inputs", "verdict", "begins", "cause"),
    [
        (SHORT, "add", "Add new opportunities:", "The trouble is the total, not the conversion."),
        (STUCK, "push", "Push the existing deals:", "The trouble is the conversion, not the total."),
        (
            SHORT_AND_STUCK,
            "both",
            "Add new opportunities and push",
            "The trouble is both the total and the conversion.",
        ),
        (well(), "hold", "Hold:", "Neither the total nor the conversion is in trouble."),
        (Inputs(), "not_enough_data", "Not enough data", "Whether the trouble is the total or the conversion"),
    ],
)
def test_the_verdict_is_said_with_its_reason_and_cause(inputs, verdict, begins, cause):
    found = assessed(inputs, SETTINGS)
    assert found.verdict == verdict
    assert str(found.sentence).startswith(begins)
    assert str(found.cause).startswith(cause)
    assert (found.sure is None) == (verdict == "not_enough_data")
    assert found.deals == inputs.all_open.count


def test_without_enough_data_it_is_said_what_is_missing():
    found = assessed(Inputs(), SETTINGS)
    assert [str(need) for need in found.sentence.values["needs"]] == [
        "a target for the quarter",
        "at least 3 snapshots (loaded: 1)",
        "at least 8 deals won in the last year, with the days they were created and won",
    ]
    assert found.flip is None


def test_an_unknown_other_side_is_said():
    found = assessed(replace(SHORT, cycle=None), SETTINGS)
    assert found.verdict == "add"
    assert str(found.cause) == "The trouble is the total; whether it is the conversion too, the data does not tell."


def test_a_circle_alone_is_named_as_the_reason():
    found = assessed(well(loops=(Loop("Acme", 5),)), SETTINGS)
    assert (
        str(found.sentence) == "Push the existing deals: Acme entered layer 2 as often as 5 times without getting on."
    )


def test_clear_numbers_are_surer_than_close_ones_and_the_same_numbers_always_as_sure():
    close = with_level(3, level(100, 50_000.0, 250, sd_days=100.0))
    far = with_level(3, level(100, 50_000.0, 900, sd_days=100.0))
    edge = with_level(3, level(100, 50_000.0, 183, sd_days=100.0))
    sure = [assessed(inputs, SETTINGS).sure for inputs in (edge, close, far)]
    assert sure[0] < 0.6 < 0.9 < sure[1] <= sure[2] < 1.0  # of the total nobody is quite sure: 90,000 of 80,000
    assert assessed(edge, SETTINGS).sure == sure[0]


def test_a_dwell_that_is_known_from_below_is_no_surer_than_what_it_is_at_least_and_at_most():
    """The limit is 120 days; 500 of 1,000 deals have waited for 241 or more, or all for at most 119, and at least 0."""
    half_known = well(levels={1: level(1000, 90_000.0, 241, dated=500, unknown=500, sd_days=10.0)})
    aged = well(levels={1: level(1000, 90_000.0, 0, dated=0, mean_days_at_most=119.0, sd_days=10.0)})
    verdicts = [assessed(inputs, SETTINGS) for inputs in (half_known, aged)]
    assert [found.verdict for found in verdicts] == ["push", "hold"]
    assert all(found.sure < 0.6 for found in verdicts)


def test_one_large_deal_makes_the_same_top_less_sure():
    many, few = (with_level(1, level(count, 70_000.0), steps=weeks([400, 100])) for count in (100, 4))
    assert assessed(many, SETTINGS).sure > assessed(few, SETTINGS).sure


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        # the top is 30,000 of 80,000; new deals 50 of 160: raising these is the smaller change
        (with_level(1, level(40, 79_000.0), steps=weeks([200, 50])),
         "The advice would be “Hold” if the top of the funnel held 80000.0 instead of 79000.0."),
        (with_level(1, level(40, 30_000.0), steps=weeks([200, 150])),
         "The advice would be “Hold” if new deals in 7 days had been 160 instead of 150."),
        (with_level(1, level(40, 30_000.0), steps=weeks([200, 170])),
         "The advice would be “Add” if new deals in 7 days had been 159 instead of 170."),
        (with_level(3, level(100, 50_000.0, 170)),
         "The advice would be “Push” if low deals had waited more than 120 days on average, not 110."),
        (well(loops=(Loop("Acme", 4),)),
         "The advice would be “Hold” if the limit for entering layer 2 were 4 times, not 3."),
    ],
)  # fmt: skip
def test_the_smallest_change_that_flips_it(inputs, said):
    assert str(assessed(inputs, SETTINGS).flip) == said


def test_a_flip_is_one():
    """The change that is named leads to the verdict that is named."""
    assert assessed(with_level(1, level(40, 80_000.0), steps=weeks([200, 50])), SETTINGS).verdict == "hold"
    assert assessed(with_level(1, level(40, 30_000.0), steps=weeks([200, 160])), SETTINGS).verdict == "hold"
    assert assessed(with_level(1, level(40, 30_000.0), steps=weeks([200, 159])), SETTINGS).verdict == "add"


def test_every_rule_has_a_name_a_page_and_thresholds_that_can_be_set():
    assert [rule.id for rule in RULES] == ["S1", "S2", "H1", "H2", "A1", "A2", "A3", "G1", "G2", "G3"]
    assert all(isinstance(rule.title, Message) and isinstance(rule.says, Message) for rule in RULES)
    assert {name for rule in RULES for name in rule.thresholds} <= set(READERS)
    asked = [ask(well(), SETTINGS) for ask in (*SIGNALS, *GUARDS)]
    assert [check.id for check in asked] == [rule.id for rule in RULES if rule.id != "G3"]


# --- for any numbers

counts, spans = st.integers(0, 60), st.floats(0, 500)
amounts = st.integers(0, 100_000_000).map(lambda cents: cents / 100)


@st.composite
def levels(draw: st.DrawFn) -> Level:
    count = draw(counts)
    if not count:
        return Level()
    priced = draw(st.integers(0, count))
    amount = draw(amounts) if priced else 0.0
    largest = amount if priced == 1 else amount * draw(st.floats(1 / priced, 1)) if priced else 0.0
    days = draw(spans)
    dated = draw(st.integers(0, count))
    at_most = days if dated == count else draw(st.none() | st.floats(days, 1000))
    return Level(count, priced, amount, largest, amount**2, dated, days, 1.0 if count > 1 else 0.0, at_most)


@st.composite
def inputs_of_any_kind(draw: st.DrawFn) -> Inputs:
    return Inputs(
        levels={layer: draw(levels()) for layer in draw(st.sets(st.integers(1, 6)))},
        target=draw(st.none() | amounts),
        steps=weeks(draw(st.lists(st.integers(0, 80), max_size=12)) or [1]),
        cycle=draw(st.none() | st.builds(Cycle, st.floats(1, 300), st.floats(0, 50), st.integers(8, 90))),
        loops=draw(st.sampled_from([(), (Loop("Acme", 4),)])),
        has_customers=draw(st.booleans()),
    )


few = settings(max_examples=60, deadline=None)


def scaled(inputs: Inputs, times: float) -> Inputs:
    """All amounts and the target so many times."""
    priced = {
        layer: replace(held, amount=held.amount * times, largest=held.largest * times, squares=held.squares * times**2)
        for layer, held in inputs.levels.items()
    }
    return replace(inputs, levels=priced, target=None if inputs.target is None else inputs.target * times)


@few
@given(inputs=inputs_of_any_kind(), times=st.sampled_from([0.01, 7.3, 1000.0]))
def test_the_currency_does_not_matter(inputs, times):
    here, there = assessed(inputs, SETTINGS), assessed(scaled(inputs, times), SETTINGS)
    assert here.verdict == there.verdict
    assert [check.answer for check in here.checks] == [check.answer for check in there.checks]


@few
@given(inputs=inputs_of_any_kind(), more=amounts)
def test_more_at_the_top_never_makes_the_total_too_small(inputs, more):
    top = inputs.levels.get(1, Level())
    grown = replace(top, count=top.count + 1, priced=top.priced + 1, amount=top.amount + more)
    before, after = (
        assessed(each, SETTINGS).check("S1").answer
        for each in (inputs, replace(inputs, levels={**inputs.levels, 1: grown}))
    )
    assert not (before == "no" and after == "yes")


@few
@given(inputs=inputs_of_any_kind())
def test_a_verdict_says_no_more_than_its_signals(inputs):
    found = assessed(inputs, SETTINGS)
    total, stuck = found.check("S1").answer, found.check("S2").answer
    assert (found.verdict in ("add", "both")) == (total == "yes")
    assert (found.verdict in ("push", "both")) == (stuck == "yes")
    assert (found.verdict == "hold") == (total == stuck == "no")
    for check in (*found.checks, *found.guards):
        assert check.answer != "not_enough_data" or check.needs, check.id
        assert all(value == value for value in check.evidence.values()), check.id  # no NaN is passed for a number
    assert found.sure is None or 0 <= found.sure <= 1


@few
@given(first=levels(), second=levels(), third=levels())
def test_levels_add_up_in_any_order(first, second, third):
    one, other = (first + second) + third, third + (second + first)
    for name in ("count", "priced", "amount", "dated", "mean_days", "sd_days", "mean_days_at_most"):
        left, right = getattr(one, name), getattr(other, name)
        assert left == (None if right is None else pytest.approx(right, rel=1e-6, abs=1e-6)), name


def test_a_target_that_is_reached_is_not_one_that_is_missing():
    found = assessed(well(target=0.0, steps=weeks([100, 50])), SETTINGS)
    assert str(found.sentence) == "Hold: the total is not too small, and deals are not stuck low."
    assert str(found.cause) == "Neither the total nor the conversion is in trouble."
