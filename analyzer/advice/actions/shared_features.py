"""What stuck deals have in common that deals which moved have not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd
from scipy.stats import fisher_exact
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

from analyzer.advice.actions.words import FEATURES, member_name
from analyzer.message import Message, Share
from analyzer.model import BLANK
from analyzer.settings import Settings

COMPARED = ("stage", "rep", "region", "industry", "product", "channel", "customer_size")
FEWEST = 5


@dataclass(frozen=True)
class SharedFeature:
    """A member of a feature whose deals are stuck more often than the others, beyond chance.

    stuck, moved: deals with it. share: stuck / (stuck + moved), with its Wilson 95% interval low..high. others: the
    same share of the deals without it. lift: share / others, None where no other is stuck. chance: the p-value.
    """

    feature: str
    member: str
    stuck: int
    moved: int
    share: float
    low: float
    high: float
    others: float
    lift: float | None
    chance: float

    @property
    def said(self) -> Message:
        """In words, with its sample and interval."""
        return Message(
            "{stuck} of {n} deals of {feature} {member} are stuck: {share} ({low} to {high}); of the others {others}.",
            feature=FEATURES[self.feature],
            member=member_name(self.feature, self.member),
            stuck=self.stuck,
            n=self.stuck + self.moved,
            share=Share(self.share),
            low=Share(self.low),
            high=Share(self.high),
            others=Share(self.others),
        )


def in_common(stuck: pd.DataFrame, moved: pd.DataFrame, settings: Settings) -> tuple[SharedFeature, ...]:
    """What at least 5 of the stuck deals share beyond chance, the surest first.

    stuck, moved: rows of `figures.stuck_deals`, one per deal. Each member is tested against all others by Fisher's
    exact test, one-sided; of the many tests only a share of ``significance`` of the findings may be false (Benjamini
    and Hochberg 1995).
    """
    found = [one for feature in COMPARED for one in _compared(feature, stuck, moved)]
    if not found:
        return ()
    beyond = multipletests([one.chance for one in found], alpha=settings.significance, method="fdr_bh")[0]
    kept = [one for one, is_beyond in zip(found, beyond, strict=True) if is_beyond]
    return tuple(sorted(kept, key=lambda one: (one.chance, COMPARED.index(one.feature), one.member)))


def _compared(feature: str, stuck: pd.DataFrame, moved: pd.DataFrame) -> Iterator[SharedFeature]:
    with_it, moved_with = stuck[feature].value_counts(), moved[feature].value_counts()
    for member, count in with_it.items():
        a, b = int(count), int(moved_with.get(member, 0))
        other_stuck, other_moved = len(stuck) - a, len(moved) - b
        if member == BLANK or a < FEWEST or not other_stuck + other_moved:
            continue
        low, high = proportion_confint(a, a + b, method="wilson")
        share, others = a / (a + b), other_stuck / (other_stuck + other_moved)
        chance = float(fisher_exact([[a, b], [other_stuck, other_moved]], alternative="greater")[1])
        lift = share / others if others else None
        yield SharedFeature(feature, str(member), a, b, share, float(low), float(high), others, lift, chance)
