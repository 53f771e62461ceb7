"""What a push is worth, learned from the decisions that were scored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from analyzer.advice.ledger.predicted import HIGH, LOW
from analyzer.advice.ledger.scoring import Score
from analyzer.message import Message, Share
from analyzer.settings import Settings

# What is believed before any decision was scored: the effect that comes with the product, as if so many deals that
# were pushed had moved up and shown it. Not the setting in force: once it was learned it would be counted twice.
USUAL_EFFECT = Settings().push_effect
PRIOR_MOVES = 5.0
MOST_EFFECT = 10.0
# So many must have moved up, or have been expected to, before there is anything to tell the effect by.
FEWEST_MOVES = 5
# A chance of nothing would leave nothing that a push could raise.
LEAST_CHANCE = 0.001
_TIMES = np.geomspace(0.05, 50.0, 800)


@dataclass(frozen=True)
class Effect:
    """By which share a push raises the pace of a deal up: what is to be expected, and the band that holds it in 80%."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class PushRecord:
    """The deals of the scored pushes whose chance was told and of which it is known what they did.

    moved_up: of these. without, with_it: expected to move up, left alone and pushed. effect: None where they are fewer
    than `few_deals`, or hardly any moved up or was expected to.
    """

    deals: int
    moved_up: int
    without: float
    with_it: float
    effect: Effect | None


@dataclass(frozen=True)
class AddRecord:
    """The scored additions. came: new deals. without: expected to come anyway. asked: to be found on top of these."""

    came: int
    without: float
    asked: int


def pushes(scores: Sequence[Score], few_deals: int) -> PushRecord | None:
    """What came of the deals that were pushed, against their chances; None before any was scored."""
    told = [
        (deal.deal.chance_without, deal.deal.chance_with, deal.went_up)
        for one in scores
        if one.standing == "scored" and one.decision.kind == "push"
        for deal in one.deals
        if deal.outcome != "unknown" and deal.deal.chance_without is not None and deal.deal.chance_with is not None
    ]
    if not told:
        return None
    without, with_it, went_up = zip(*told, strict=True)
    is_judged = len(told) >= few_deals and max(sum(went_up), sum(with_it)) >= FEWEST_MOVES
    found = effect(without, went_up) if is_judged else None
    return PushRecord(len(told), sum(went_up), sum(without), sum(with_it), found)


def additions(scores: Sequence[Score]) -> AddRecord | None:
    """What came where new deals were asked for; None before any was scored with what usually comes."""
    told = [
        (one.happened, one.decision.expected_without, one.decision.new_deals)
        for one in scores
        if one.standing == "scored" and one.decision.kind == "add"
    ]
    known = [(came, usual, asked) for came, usual, asked in told if came is not None and usual is not None]
    if not known:
        return None
    came, usual, asked = zip(*known, strict=True)
    return AddRecord(sum(came), sum(usual), sum(asked))


def effect(without: Sequence[float], went_up: Sequence[bool]) -> Effect:
    """By how much more than their chances the deals moved up, drawn towards `USUAL_EFFECT` where few did.

    A push makes deals move so many times as fast: a deal of chance p then moves with 1 - (1 - p)^times (proportional
    hazards, Cox 1972). The times are a priori Gamma distributed, worth `PRIOR_MOVES` moves (observed over expected,
    shrunk: Clayton & Kaldor 1987, Biometrics 43), and are weighed with the likelihood of each outcome.
    """
    chance = np.clip(np.asarray(without, float), LEAST_CHANCE, 1 - LEAST_CHANCE)
    up = np.asarray(went_up, bool)
    stays = np.log1p(-chance)[:, None] * _TIMES
    log_likelihood = np.where(up[:, None], np.log(-np.expm1(stays)), stays).sum(axis=0)
    prior = stats.gamma(PRIOR_MOVES, scale=(1 + USUAL_EFFECT) / PRIOR_MOVES)
    log_weight = log_likelihood + prior.logpdf(_TIMES) + np.log(_TIMES)  # the times lie evenly in their logarithm
    weight = np.exp(log_weight - log_weight.max())
    below = np.cumsum(weight) / weight.sum()
    low, high = (float(_TIMES[np.searchsorted(below, share)]) for share in (LOW, HIGH))
    return Effect(float((_TIMES * weight).sum() / weight.sum()) - 1, low - 1, high - 1)


def of_pushes(record: PushRecord, few_deals: int) -> list[Message]:
    """What the pushes came to, what they say of the effect of a push, and how far that is to be trusted."""
    said = Message(
        "Pushed deals with a chance: {n}. Moved up: {moved}. Expected without a push: {without}; with one: {with_it}.",
        n=record.deals, moved=record.moved_up, without=round(record.without, 1), with_it=round(record.with_it, 1),
    )  # fmt: skip
    if record.effect is None:
        few = Message(
            "What a push is worth with you cannot be judged yet: it takes {deals} pushed deals, and {moves} that "
            "moved up or were expected to.",
            deals=few_deals,
            moves=FEWEST_MOVES,
        )
        return [said, few]
    own = Message(
        "Your own effect of a push so far: {effect} on the pace of a deal (80% sure: {low} to {high}).",
        effect=signed(record.effect.mean), low=signed(record.effect.low), high=signed(record.effect.high),
    )  # fmt: skip
    beware = Message("Deals were pushed because they were stuck, not by lot: take it as a hint, not as proof.")
    return [said, own, beware]


def of_additions(record: AddRecord) -> Message:
    """What came where new deals were asked for, against what would have come anyway."""
    return Message(
        "New deals where they were asked for: {came}. Expected without asking: {without}. Asked for on top: {asked}.",
        came=record.came, without=round(record.without, 1), asked=record.asked,
    )  # fmt: skip


def as_setting(found: Effect) -> float | None:
    """The effect as a setting may hold it, in whole percents; None where there is none."""
    wished = min(round(found.mean, 2), MOST_EFFECT)
    return wished if wished > 0 else None


def signed(share: float) -> Message:
    """A change in percent, with its sign."""
    return Message("−{share}", share=Share(-share)) if round(share, 2) < 0 else Message("+{share}", share=Share(share))
