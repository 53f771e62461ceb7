"""The sentences on quality: each branch once, by hand, as an English reader reads it."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from analyzer.figures import findings
from analyzer.language import Language
from analyzer.message import Message
from analyzer.settings import Settings

SETTINGS = Settings()
NAMES = {"amount": Message("amount"), "region": Message("region"), "channel": Message("channel")}


def said(message: Message) -> str:
    return Language("en").say(message)


def fields(**counts: tuple[int, int]) -> pd.DataFrame:
    """field: deals, deals with it."""
    rows = [(field, deals, held, held / deals) for field, (deals, held) in counts.items()]
    return pd.DataFrame(rows, columns=["field", "deals", "deals_with", "share"])


def faults(deals: int) -> pd.DataFrame:
    return pd.DataFrame({"contradicting_deals": [deals] if deals else []})


@pytest.mark.parametrize(
    ("frame", "deals", "sentence"),
    [
        (
            fields(amount=(100, 95), region=(100, 99), channel=(100, 0)),
            0,
            "All 2 fields of the data reach the goal of 95%; no deal contradicts itself.",
        ),
        (
            fields(amount=(1000, 949), region=(100, 99)),
            1,
            "One field is short of 95%: amount is filled in for 94% of the deals; 1 deal contradicts itself.",
        ),
        (
            fields(amount=(100, 90), region=(100, 80), channel=(100, 99)),
            12,
            "2 of 3 fields are short of 95%, most of all region, which 80% of the deals hold; "
            "12 deals contradict themselves.",
        ),
        (fields(), 0, "No deal is in this selection, so there is nothing to check."),
    ],
)
def test_the_headline(frame: pd.DataFrame, deals: int, sentence: str) -> None:
    assert said(findings.quality(frame, faults(deals), SETTINGS, NAMES)) == sentence


def test_a_field_from_week_to_week() -> None:
    frame = pd.DataFrame({"snapshot_date": [date(2026, 11, 2), date(2026, 11, 9)], "share": [0.8, 0.9]})
    by_week = findings.completeness_by_week
    amount = NAMES["amount"]
    assert said(by_week(frame, amount)) == "90% of the deals hold amount; on 2 Nov 2026 it was 80%."
    assert said(by_week(frame.head(1), amount)) == "80% of the deals hold amount."
    assert said(by_week(frame.head(0), amount)) == "No deal should hold amount at any of the snapshots."


def test_suggested_fills() -> None:
    guesses = pd.DataFrame({"confidence": [0.9, 0.8, 0.79], "fills_in_all": [3, 3, 3]})
    assert said(findings.fills(guesses, 0.8, 5)) == (
        "Other deals tell what 3 of 5 blank values could be; 2 of these guesses are 80% sure or more."
    )
    none = guesses.head(0)
    assert said(findings.fills(none, 0.8, 5)) == "5 values are blank, and no other deal tells what they could be."
    assert said(findings.fills(none, 0.8, 0)).startswith("Every deal has an industry, a region and a product")


def test_inflated_amounts() -> None:
    records = pd.DataFrame({"open_deals": [4, 6], "won_deals": [9, 7], "deals_missing": [0, 1]})
    suspects = pd.DataFrame({"deals_in_all": [2], "amount_in_all": [1_200_000.0]})
    assert said(findings.inflated(suspects, records, SETTINGS)) == (
        "2 open deals worth 1.2M are not borne out by what their rep's deals at that stage closed at; "
        "4 of 10 could be judged."
    )
    assert said(findings.inflated(suspects.head(0), records, SETTINGS)) == (
        "No amount stands out against its rep's own record; 4 of 10 could be judged."
    )
    assert said(findings.inflated(suspects.head(0), records.tail(1), SETTINGS)) == (
        "Not enough data: an amount is judged by 8 won deals of the same rep that stood at the same stage before, and "
        "the most that any rep has is 7."
    )
    assert "no amount can be held against a record" in said(
        findings.inflated(suspects.head(0), records.head(0), SETTINGS)
    )
