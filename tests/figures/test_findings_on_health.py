"""The sentences on health: each branch once, by hand, as an English reader reads it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from analyzer.figures import findings
from analyzer.language import Language
from analyzer.message import Message
from analyzer.settings import Settings

SETTINGS = Settings()
NAN = float("nan")


def said(message: Message) -> str:
    return Language("en").say(message)


def stages(*rows: tuple[str, int, float]) -> pd.DataFrame:
    """stage, open deals, of them beyond the benchmark (NaN: there is no benchmark)."""
    frame = pd.DataFrame(rows, columns=["stage", "deals", "beyond"])
    return frame.assign(benchmark_days=frame["beyond"].map(lambda beyond: NAN if pd.isna(beyond) else 30.0))


def cycle(won: int, days: float = 40.0) -> pd.DataFrame:
    return pd.DataFrame({"won_dated": [won], "median_days": [days if won else NAN]})


@pytest.mark.parametrize(
    ("dwell", "sentence"),
    [
        (stages(), "No deal of this selection is open, so none is waiting."),
        (stages(("Lead", 0, 0)), "No deal of this selection is open, so none is waiting."),
        (
            stages(("Lead", 10, 2), ("Clear", 5, 3), ("Invest", 4, NAN)),
            "5 of 19 open deals have been in their stage for too long, most of all in Clear (3 of 5); half of the won "
            "deals took 40 days or less.",
        ),
        (
            stages(("Lead", 10, 0), ("Clear", 5, 1)),
            "One of 15 open deals has been in its stage for too long, in Clear; half of the won deals took 40 days or "
            "less.",
        ),
        (
            stages(("Lead", 10, 0)),
            "No open deal has been in its stage for longer than its benchmark; half of the won deals took 40 days or "
            "less.",
        ),
        (
            stages(("Lead", 10, NAN)),
            "How long deals should stay in a stage is not known yet; half of the won deals took 40 days or less.",
        ),
    ],
)
def test_the_page_says_where_deals_wait_for_too_long(dwell: pd.DataFrame, sentence: str) -> None:
    assert said(findings.health(dwell, cycle(won=8), SETTINGS)) == sentence


@pytest.mark.parametrize("known", [cycle(won=7), cycle(won=0), cycle(won=0).head(0)])
def test_a_cycle_is_not_told_from_few_wins(known: pd.DataFrame) -> None:
    found = said(findings.health(stages(("Lead", 10, 0)), known, SETTINGS))
    assert found.endswith("; too few deals were won to know how long a win takes.")


def rates(*rows: tuple[str, int, int, float, float, float]) -> pd.DataFrame:
    """stage, too young, judged, rate, low, high."""
    frame = pd.DataFrame(rows, columns=["stage", "too_young", "judged", "rate", "low", "high"])
    return frame.assign(is_judged=frame["judged"] >= 20)


def test_the_stage_from_which_the_fewest_go_on_is_named_among_those_that_can_be_judged() -> None:
    frame = rates(("Lead", 9, 40, 0.5, 0.35, 0.65), ("Clear", 4, 20, 0.3, 0.15, 0.5), ("Invest", 0, 19, 0.1, 0.0, 0.3))
    assert said(findings.conversion(frame, SETTINGS)) == (
        "Fewest go on from Clear: 30% of 20 deals, with 95% confidence 15% to 50%. Too young to judge: 13 "
        "arrivals of the last 60 days."
    )


def test_conversion_that_cannot_be_judged_says_what_it_needs() -> None:
    few = said(findings.conversion(rates(("Lead", 9, 19, 0.5, 0.3, 0.7)), SETTINGS))
    assert few == "Too few to judge: no stage has 20 deals that came to it 60 days ago or more."
    assert said(findings.conversion(rates(), SETTINGS)) == "No deal came to an open stage, so none can go on."


@pytest.mark.parametrize(
    ("last", "sentence"),
    [
        ((0.5, 0.35, 0.65), "about as many go on as before: 50% after 60%, which is within chance."),
        ((0.2, 0.1, 0.4), "fewer go on than before: 20% after 60%."),
        ((0.9, 0.8, 0.95), "more go on than before: 90% after 60%."),
    ],
)
def test_months_are_told_apart_only_beyond_chance(last: tuple[float, float, float], sentence: str) -> None:
    months = rates(("Lead", 0, 40, 0.6, 0.45, 0.74), ("Lead", 0, 40, *last), ("Lead", 30, 0, NAN, NAN, NAN))
    assert said(findings.cohorts(months, "Lead", SETTINGS)) == f"Of those that came to Lead, {sentence}"


def test_one_month_that_can_be_judged_tells_of_no_change() -> None:
    found = said(findings.cohorts(rates(("Lead", 0, 40, 0.6, 0.45, 0.74)), "Lead", SETTINGS))
    assert found.endswith("too few months have 20 deals that can be judged.")


def win_rate(won: int, closed: int, is_undated: bool = False) -> pd.DataFrame:
    row = {"won": won, "closed": closed, "rate": 0.25, "low": 0.14, "high": 0.4}
    return pd.DataFrame([{**row, "is_judged": closed >= 20, "is_undated": is_undated}])


@pytest.mark.parametrize(
    ("frame", "sentence"),
    [
        (win_rate(0, 0), "No deal has closed in the last year, so there is no win rate."),
        (win_rate(0, 0).head(0), "No deal has closed in the last year, so there is no win rate."),
        (win_rate(4, 16), "4 of 16 closed deals were won (25%): too few to judge."),
        (
            win_rate(10, 40),
            "10 of 40 deals that closed in the last year were won: 25%, with 95% confidence 14% to 40%.",
        ),
        (
            win_rate(10, 40, is_undated=True),
            "10 of 40 closed deals were won: 25%, with 95% confidence 14% to 40%. On which days they closed is not "
            "known.",
        ),
    ],
)
def test_the_win_rate_says_of_how_many(frame: pd.DataFrame, sentence: str) -> None:
    assert said(findings.wins(frame)) == sentence


def test_what_is_won_by_when_is_told_as_far_as_it_can_be_judged() -> None:
    course = pd.DataFrame({"days": [30, 90], "won": [0.2, 0.9], "lost": [0.3, 0.1], "is_judged": [True, False]})
    assert said(findings.incidence(course)) == (
        "20% of new deals are won within 30 days and 30% lost; the others are still open."
    )
    for unknown in (course.tail(1), course.head(0)):
        assert said(findings.incidence(unknown)).startswith("Too few deals have been followed")


def speed(**values: Any) -> pd.DataFrame:
    usual = {"open_count": 10, "mean_won_amount": 1000.0, "win_rate": 0.25, "cycle_days": 50.0, "velocity": 50.0}
    return pd.DataFrame([{**usual, "is_judged": True, **values}])


def test_the_velocity_is_told_with_its_four_levers() -> None:
    formula = "The open deals bring 50 a day: 10 deals × 1K × 25% ÷ 50 days."
    assert said(findings.velocity(speed())) == formula
    assert said(findings.velocity(speed(is_judged=False))) == f"{formula} Too few deals closed to judge it."
    for unknown in (speed(velocity=NAN), speed().head(0)):
        assert said(findings.velocity(unknown)).startswith("Not enough data for the velocity: it needs")


def trend(*shares: float | None, share_by: str = "amount") -> pd.DataFrame:
    """The share of layer 1 at one Monday after the other; None: only layer 2 holds deals."""
    days = pd.date_range("2026-10-05", periods=len(shares), freq="7D")
    rows = [
        {"snapshot_date": day, "layer": 2 if share is None else 1, "share": 1.0 if share is None else share}
        for day, share in zip(days, shares, strict=True)
    ]
    return pd.DataFrame(rows, columns=["snapshot_date", "layer", "share"]).assign(share_by=share_by)


@pytest.mark.parametrize(
    ("frame", "sentence"),
    [
        (
            trend(0.21, 0.2, 0.3),
            "Layer 1 holds 30% of the open amount; it was above 20% in 2 of 3 snapshots.",
        ),
        (
            trend(0.3, None, share_by="count"),
            "Layer 1 holds 0% of the open deals; it was above 20% in 1 of 2 snapshots.",
        ),
        (trend(0.3), "Layer 1 holds 30% of the open pipeline; how that changes, a second snapshot shows."),
        (trend(), "No snapshot holds an open deal, so there are no layers to compare."),
    ],
)
def test_heavy_leads_are_counted_over_the_snapshots(frame: pd.DataFrame, sentence: str) -> None:
    assert said(findings.layers(frame, SETTINGS)) == sentence


def put_off(pushed: int, amount: float = 1200.0) -> pd.DataFrame:
    row = {"deals": 20, "pushed_deals": pushed, "pushes": 9, "median_days_pushed": 30.0, "pushed_amount": amount}
    return pd.DataFrame([row])


@pytest.mark.parametrize(
    ("frame", "sentence"),
    [
        (
            put_off(6),
            "6 of 20 open deals, worth 1.2K, had their expected close put off, 9 times in all; half of them by 30 days "
            "or more.",
        ),
        (
            put_off(6, amount=NAN),
            "6 of 20 open deals had their expected close put off, 9 times in all; half of them by 30 days or more.",
        ),
        (put_off(1), "One of 20 open deals had its expected close put off, by 30 days in all."),
        (put_off(0), "None of 20 open deals had its expected close put off."),
        (put_off(0).head(0), "No open deal has an expected close, so none can be put off."),
    ],
)
def test_pushes_are_told_in_deals_times_days_and_money(frame: pd.DataFrame, sentence: str) -> None:
    assert said(findings.pushes(frame)) == sentence


@pytest.mark.parametrize(
    ("amount", "sentence"),
    [
        (500.0, "Deals that went back to an earlier stage in the last year: 3, worth 500; that skipped one: 2."),
        (NAN, "Deals that went back to an earlier stage in the last year: 3; that skipped one: 2."),
    ],
)
def test_detours_are_told_in_deals_and_money(amount: float, sentence: str) -> None:
    frame = pd.DataFrame(
        {"kind": ["skip", "regression", "round_trip"], "deals": [2, 3, 1], "amount": [100.0, amount, 50.0]}
    )
    assert said(findings.detours(frame)) == sentence
    straight = frame.assign(deals=0, amount=0.0)
    assert said(findings.detours(straight)) == (
        "In the last year no deal went back to an earlier stage, and none skipped one."
    )
    assert said(findings.detours(frame.head(0))) == "Moves are seen from the second snapshot on."
