"""A3: fewer deals of a stage go on than used to, beyond chance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta

from statsmodels.stats.proportion import proportions_ztest

from analyzer.advice.answers import Answer, Check
from analyzer.advice.inputs import Inputs, Rates
from analyzer.advice.rules.rule import Rule
from analyzer.message import Message, Share
from analyzer.settings import Settings


def ask(inputs: Inputs, settings: Settings) -> Check:
    """Yes when the deals of any one stage went on from week to week at a lower rate than before, beyond chance.

    A fall with a holiday or late data in it is not known to be one.
    """
    judged = sorted(
        ((chance(rates), rates) for rates in inputs.rates if _is_enough(rates, settings)), key=lambda pair: pair[0]
    )
    fell = [rates for p, rates in judged if p < settings.significance]
    odd = _odd_weeks(inputs, settings) if fell else []
    answer = _answer(len(fell), len(judged), len(odd))
    p, shown = judged[0] if judged else (None, None)
    return Check(
        "A3",
        inputs.member,
        answer,
        _said(fell, len(judged), settings),
        {
            "stage": shown.stage if shown else None,
            "share": shown.advanced / shown.stood if shown else None,
            "share_before": shown.advanced_before / shown.stood_before if shown else None,
            "p": p,
            "significance": settings.significance,
            "conversion_weeks": settings.conversion_weeks,
            "n": shown.stood if shown else None,
            "n_before": shown.stood_before if shown else None,
            "stages_fallen": len(fell),
            "stages_judged": len(judged),
        },
        _needs(odd, settings) if answer == "not_enough_data" else (),
    )


def _answer(fell: int, judged: int, odd: int) -> Answer:
    if fell:
        return "not_enough_data" if odd else "yes"
    return "no" if judged else "not_enough_data"


def _odd_weeks(inputs: Inputs, settings: Settings) -> list[date]:
    """The recent snapshots up to which hardly anything moved, or far too much."""
    if not inputs.steps:
        return []
    since = inputs.steps[-1].until - timedelta(weeks=settings.conversion_weeks)
    return [step.until for step in inputs.steps if step.is_odd and step.until > since]


def chance(rates: Rates) -> float:
    """How likely so large a difference would be without a cause: two-proportion z test, two-sided.

    1 where the rate did not fall. https://www.statsmodels.org/stable/generated/statsmodels.stats.proportion.proportions_ztest.html
    """
    before, now = rates.advanced_before / rates.stood_before, rates.advanced / rates.stood
    if now >= before:
        return 1.0
    _, p = proportions_ztest([rates.advanced, rates.advanced_before], [rates.stood, rates.stood_before])
    return 1.0 if math.isnan(p) else float(p)


def _is_enough(rates: Rates, settings: Settings) -> bool:
    return min(rates.stood, rates.stood_before) >= max(settings.few_deals, 1)


def _said(fell: Sequence[Rates], judged: int, settings: Settings) -> Message:
    if not judged:
        return Message("No stage has held enough deals, in the last {n} weeks and before, to compare how many go on.",
                       n=settings.conversion_weeks)  # fmt: skip
    if not fell:
        return Message(
            "In none of the stages that can be judged ({n}) do fewer deals go on than before, beyond chance.",
            n=judged,
        )
    worst = fell[0]
    return Message(
        "From {stage}, {share} of the deals went on from one snapshot to the next in the last {n} weeks, against "
        "{before} earlier; that is beyond chance.",
        stage=worst.stage,
        share=Share(worst.advanced / worst.stood),
        before=Share(worst.advanced_before / worst.stood_before),
        n=settings.conversion_weeks,
    )


def _needs(odd: Sequence[date], settings: Settings) -> tuple[Message, ...]:
    if odd:
        return (
            Message("weeks in which deals moved as usual; hardly anything did by {dates}, or far too much", dates=odd),
        )
    return (
        Message(
            "a stage with at least {few} deals in the last {weeks} weeks, and before",
            few=settings.few_deals,
            weeks=settings.conversion_weeks,
        ),
    )


RULE = Rule(
    "A3",
    Message("Conversion fell"),
    Message("Look into that stage"),
    "health",
    ("conversion_weeks", "significance", "few_deals"),
)
