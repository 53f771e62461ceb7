"""Deals as arrays: who they are, and where each stands."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from tests.advice.truth.causes import Change, Extra
from tests.advice.truth.draws import chosen, counts, hashed, normal, uniform
from tests.advice.truth.shape import ENTERING, Shape

_PURPOSES = """
count step region product industry customer rep size will enter blank given life day cycle estimate late
"""
STREAMS = {name: number for number, name in enumerate(_PURPOSES.split())}
ADDED = 1_000_000  # slots of deals that a policy adds, so that they shift nobody else's stream


@dataclass
class Deals:
    """One row per deal. key: its stream of chance. born: the half week in which it came (0: just before the snapshot).
    place: its stage, then won, then lost. entered: the half week in which it came there. will: its own propensity.
    """

    key: np.ndarray
    born: np.ndarray
    region: np.ndarray
    product: np.ndarray
    industry: np.ndarray
    customer: np.ndarray
    rep: np.ndarray
    late_rep: np.ndarray
    size: np.ndarray
    blank: np.ndarray
    will: np.ndarray
    looping: np.ndarray
    giant: np.ndarray
    fetched: np.ndarray
    place: np.ndarray
    entered: np.ndarray

    def __len__(self) -> int:
        return len(self.key)

    def taken(self, those: np.ndarray) -> Deals:
        """Only those deals."""
        return Deals(*(getattr(self, field.name)[those] for field in fields(Deals)))

    def and_these(self, others: Deals) -> Deals:
        """These and the others."""
        names = [field.name for field in fields(Deals)]
        return Deals(*(np.concatenate([getattr(self, name), getattr(others, name)]) for name in names))


def arriving(shape: Shape, changes: tuple[Change, ...], seed: int, week: int, future: int = 0) -> Deals:
    """The deals that come in a week. The same seed and week bring the same deals, whatever else is done."""
    usual = np.array(shape.regions) * shape.arrivals
    for change in changes:
        usual = change.arrivals(week, usual)
    regions = np.arange(len(usual))
    many = counts(usual, seed, week, future if week > 0 else 0, STREAMS["count"], regions)
    region = np.repeat(regions, many)
    slot = np.concatenate([np.arange(count) for count in many]) + 1000 * region if len(region) else region
    return made(shape, changes, seed, week, slot, region, future)


def added(shape: Shape, changes: tuple[Change, ...], seed: int, week: int, many: int, future: int = 0) -> Deals:
    """The deals that the team goes and gets in a week."""
    slot = ADDED + np.arange(many)
    region = chosen(shape.regions, seed, week, slot, STREAMS["region"])
    return made(shape, changes, seed, week, slot, region, future)


def made(shape: Shape, changes, seed: int, week: int, slot, region, future: int = 0) -> Deals:
    """The deals of these slots of a week: each from its own stream."""
    key = hashed(seed, week, slot, future if week > 0 else 0).astype(np.int64)
    layer = chosen(ENTERING, key, STREAMS["enter"]) + 1
    place = np.searchsorted(np.array(shape.stages), layer)
    born = 2 * week - (uniform(key, STREAMS["step"]) < 0.5)
    rep = _rep(shape, changes, week, key, region)
    customer = _customer(shape, key)
    none = np.zeros(len(key), dtype=bool)
    return Deals(
        key=key,
        born=born,
        region=np.asarray(region),
        product=chosen(np.arange(shape.products, 0, -1) + 2.0, key, STREAMS["product"]),
        industry=hashed(customer, 5).astype(np.int64) % shape.industries,
        customer=customer,
        rep=rep,
        late_rep=uniform(seed, rep, STREAMS["late"]),
        size=shape.price * np.exp(shape.spread * normal(key, STREAMS["size"])),
        blank=uniform(key, STREAMS["blank"]) < shape.blank_amounts,
        will=np.exp(0.25 * normal(key, STREAMS["will"])),
        looping=none,
        giant=none.copy(),
        fetched=np.asarray(slot) // ADDED == 1,
        place=place,
        entered=born.copy(),
    )


def special(shape: Shape, changes, seed: int, extra: Extra, number: int) -> Deals:
    """One deal of its own."""
    deal = made(shape, changes, seed, extra.week, np.array([2 * ADDED + number]), np.array([extra.region]))
    deal.size[:] = extra.times * shape.usual_amount()
    deal.blank[:] = False
    deal.customer[:] = shape.customers + number + 1
    deal.looping[:], deal.giant[:] = extra.kind == "looping", extra.kind == "giant"
    deal.place[:] = int(np.searchsorted(np.array(shape.stages), extra.layer))
    return deal


def _rep(shape: Shape, changes, week: int, key, region):
    first = np.concatenate([[0], np.cumsum(shape.reps)[:-1]])
    rep = first[region] + (uniform(key, STREAMS["rep"]) * np.array(shape.reps)[region]).astype(int)
    for change in changes:
        if given := change.given(week):
            home = int(np.searchsorted(np.cumsum(shape.reps), given[0], side="right"))
            share = given[1] / shape.regions[home]
            rep = np.where((region == home) & (uniform(key, STREAMS["given"]) < share), given[0], rep)
    return rep


def _customer(shape: Shape, key):
    drawn = (uniform(key, STREAMS["customer"]) * shape.customers).astype(int) + 1
    return np.where(uniform(key, STREAMS["customer"], 1) < shape.key_account, 0, drawn)
