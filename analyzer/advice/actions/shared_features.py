"""What stuck deals have in common that deals which moved have not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import hypergeom
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
    counted = [one for feature in COMPARED for one in _counted(feature, stuck, moved)]
    if not counted:
        return ()
    counts = np.array([(a, b) for _, _, a, b in counted])
    chances = _chances(counts, len(stuck), len(moved))
    low, high = proportion_confint(counts[:, 0], counts.sum(axis=1), method="wilson")
    beyond = multipletests(chances, alpha=settings.significance, method="fdr_bh")[0]
    kept = [
        _shared(*counted[place], len(stuck), len(moved), float(low[place]), float(high[place]), float(chances[place]))
        for place in np.flatnonzero(beyond)
    ]
    return tuple(sorted(kept, key=lambda one: (one.chance, COMPARED.index(one.feature), one.member)))


def _counted(feature: str, stuck: pd.DataFrame, moved: pd.DataFrame) -> Iterator[tuple[str, str, int, int]]:
    """Feature, member, stuck and moved deals with it, of those that can be compared with others."""
    with_it, moved_with = stuck[feature].value_counts().to_dict(), moved[feature].value_counts().to_dict()
    for member, count in with_it.items():
        others = len(stuck) - count + len(moved) - moved_with.get(member, 0)
        if member != BLANK and count >= FEWEST and others:
            yield feature, str(member), int(count), int(moved_with.get(member, 0))


def _chances(counts: npt.NDArray[np.int64], stuck: int, moved: int) -> npt.NDArray[np.float64]:
    """Fisher's exact test of each, one-sided: so many stuck or more among those with it, drawn without replacement."""
    chances: npt.NDArray[np.float64] = hypergeom.sf(counts[:, 0] - 1, stuck + moved, stuck, counts.sum(axis=1))
    return chances


def _shared(
    feature: str, member: str, a: int, b: int, stuck: int, moved: int, low: float, high: float, chance: float
) -> SharedFeature:
    share, others = a / (a + b), (stuck - a) / (stuck - a + moved - b)
    return SharedFeature(feature, member, a, b, share, low, high, others, share / others if others else None, chance)
