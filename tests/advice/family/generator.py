"""The family: eleven causes in turn, each in the ways it comes in. The same seed and number give the same pipeline."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tests.advice.family.case import Case, everywhere, led_by_one, only_in
from tests.advice.truth import Shape
from tests.advice.truth.causes import (
    FewNew,
    Giant,
    Harder,
    Holiday,
    LateEntry,
    Looping,
    Mix,
    Overloaded,
    Stuck,
)
from tests.advice.truth.draws import hashed, uniform

NO_DATES = frozenset({"created_on", "closed_on", "expected_close", "stage_entered_on"})
NO_ENTRY = frozenset({"stage_entered_on"})
LEADING = 0.8  # the share of the business that one region carries where the cause is in that region alone
FALLING = (1.3, 1.55)  # the top before it dries up, against 80% of the target
LEAN = {"thickness": (0.6, 0.8), "top": (0.75, 0.95), "arrivals": (30, 60)}
CROWDED = {"lingering": 3.4, "deals_a_rep": 2.0}


class _Lot:
    """What is drawn for one case."""

    def __init__(self, seed: int, number: int) -> None:
        self.seed = int(hashed(seed, number, 11)[0] % np.uint64(2**31))
        self._asked = 0

    def between(self, low: float, high: float) -> float:
        self._asked += 1
        return float(low + (high - low) * uniform(self.seed, 13, self._asked)[0])

    def whole(self, low: int, high: int) -> int:
        return int(np.floor(self.between(low, high + 1)))

    def one_in(self, share: float) -> bool:
        return self.between(0, 1) < share

    def of(self, *choices):
        return choices[self.whole(0, len(choices) - 1)]

    def shape(self, **ranges) -> Shape:
        return Shape.drawn(self.seed, **ranges)


def case(seed: int, number: int) -> Case:
    """The pipeline of this number."""
    cause, make = list(CAUSES.items())[number % len(CAUSES)]
    lot = _Lot(seed, number)
    return Case(number=number, seed=lot.seed, cause=cause, **make(lot))


def few_new(lot: _Lot) -> dict:
    """New deals dry up for the last weeks, in all regions or in the one that carries the business."""
    drying, ranges, led = _drying(lot)
    crowded = lot.one_in(0.25)
    shape = lot.shape(**ranges, **(CROWDED if crowded else {}), **_entry(lot, 0.2))
    kind = ("sliding" if drying.sliding else "at once") + (", one region" if led else "")
    return {
        "kind": kind + (", slow decisions" if crowded else ""),
        "shape": shape,
        "changes": (drying,),
        "weeks": lot.whole(14, 30),
        "verdict": "add",
        "regions": only_in(shape, 0, "add") if led else everywhere(shape, "add"),
    }


def stuck(lot: _Lot) -> dict:
    """Nobody moves low deals on for months."""
    led = lot.one_in(0.4)
    layers = lot.of((1, 2, 3), (1, 2, 3), (2, 3))
    undated = lot.one_in(0.25)
    region = {"regions": led_by_one(lot.seed, LEADING)} if led else {}
    clogged_late = {} if 1 in layers else {"thickness": (1.35, 1.5), "top": (1.2, 1.4)}
    shape = lot.shape(**({"arrivals": (22, 55)} | region | clogged_late), missing=NO_ENTRY if undated else frozenset())
    since = lot.whole(-38, -32) if 1 in layers else lot.whole(-46, -42)
    return {
        "kind": f"layers {layers[0]} to 3" + (", one region" if led else "") + (", undated stages" if undated else ""),
        "shape": shape,
        "changes": (Stuck(since, layers=layers, region=0 if led else None),),
        "weeks": lot.whole(28, 30) if undated else lot.whole(6, 30),
        "verdict": "push",
        "regions": only_in(shape, 0, "push") if led else everywhere(shape, "push"),
    }


def both(lot: _Lot) -> dict:
    """Contacts and needs lie for months, and now the new ones dry up too."""
    drying, ranges, led = _drying(lot)
    shape = lot.shape(**ranges)
    clogged = Stuck(lot.whole(-46, -42), layers=(2, 3), region=0 if led else None)
    return {
        "kind": "one region" if led else "all regions",
        "shape": shape,
        "changes": (clogged, drying),
        "weeks": lot.whole(14, 30),
        "verdict": "both",
        "regions": only_in(shape, 0, "both") if led else everywhere(shape, "both"),
    }


def healthy(lot: _Lot) -> dict:
    """Nothing is wrong."""
    kind = lot.of("plain", "plain", "slow decisions", "key account", "undated stages")
    ranges = {"slow decisions": CROWDED, "key account": {"key_account": 0.06}, "undated stages": {"missing": NO_ENTRY}}
    shape = lot.shape(**ranges.get(kind, {}))
    weeks = lot.whole(10, 30) if kind == "undated stages" else lot.whole(6, 30)
    return _well(lot, shape, (), kind, weeks)


def too_little(lot: _Lot) -> dict:
    """The data is too young, too thin or too few weeks to say anything."""
    kind = lot.of("young business", "one or two weeks, no target", "no dates", "undated and stuck", "tiny")
    settled = {"changes": (), "verdict": "not_enough_data", "kind": kind}
    if kind == "young business":
        return settled | {
            "shape": lot.shape(arrivals=(12, 18), thickness=(2.0, 2.4), began=lot.whole(3, 4)),
            "weeks": lot.whole(2, 4),
        }
    if kind == "one or two weeks, no target":
        return settled | {"shape": lot.shape(has_targets=False), "weeks": lot.whole(1, 2)}
    if kind == "no dates":
        return settled | {"shape": lot.shape(missing=NO_DATES), "weeks": lot.whole(3, 8)}
    if kind == "tiny":
        return settled | {"shape": lot.shape(arrivals=(0.5, 1.0), regions=(0.5, 0.5)), "weeks": lot.whole(4, 10)}
    clogged = Stuck(lot.whole(-46, -42), layers=(2, 3))
    return settled | {"shape": lot.shape(missing=NO_ENTRY), "changes": (clogged,), "weeks": lot.whole(3, 6)}


def overloaded(lot: _Lot) -> dict:
    """One rep of many is given too much; the business is well."""
    shape = lot.shape(arrivals=(45, 65), deals_a_rep=3.5)
    rep = lot.whole(0, sum(shape.reps) - 1)
    change = Overloaded(lot.whole(-20, -16), rep, share=lot.between(0.15, 0.19))
    well = _well(lot, shape, (change,), "one rep", lot.whole(8, 30))
    return well | {"overloaded": frozenset({f"Rep {rep + 1}"})}


def looping(lot: _Lot) -> dict:
    """One customer goes back and forth; the business is well."""
    shape = lot.shape(**_entry(lot, 0.2))
    since = lot.whole(-22, -14)
    return {
        "kind": "one customer",
        "shape": shape,
        "changes": (Looping(since, lot.whole(0, len(shape.regions) - 1)),),
        "weeks": lot.whole(2 - since, 30),
        "verdict": "push",
    }


def giant(lot: _Lot) -> dict:
    """One deal as large as a quarter's plan, where it hides a thin top, and where it changes nothing."""
    kind = lot.of("hides a thin top", "hides a thin top", "in a healthy business", "thin top, late giant", "stuck")
    weeks = lot.whole(14, 30)
    if kind == "in a healthy business":
        shape = lot.shape()
        change = Giant(lot.whole(-8, -3), _times(lot, shape), lot.of(1, 3, 5))
        return _well(lot, shape, (change,), kind, weeks)
    if kind == "stuck":
        shape = lot.shape()
        changes = (Stuck(lot.whole(-38, -30)), Giant(lot.whole(-8, -3), _times(lot, shape), 5))
        return {"kind": kind, "shape": shape, "changes": changes, "weeks": weeks, "verdict": "push"}
    drying, ranges, _ = _drying(lot, one_region=0.0)
    shape = lot.shape(**ranges)
    layer, verdict = (1, "not_enough_data") if kind == "hides a thin top" else (lot.of(4, 5), "add")
    change = Giant(lot.whole(-8, drying.since - 1), _times(lot, shape), layer)
    return {"kind": kind, "shape": shape, "changes": (drying, change), "weeks": weeks, "verdict": verdict}


def mix(lot: _Lot) -> dict:
    """A harder market takes the place of an easy one, while each gets a little better."""
    regions = (0.2, *np.full(1 + lot.seed % 3, 0.8 / (1 + lot.seed % 3)))
    plain = lot.shape(arrivals=(25, 55), regions=regions, thickness=(1.6, 2.0))
    share, since = lot.between(0.65, 0.8), lot.whole(-10, -8)
    wanted = plain.arrivals / 3.5
    reps = (int(np.ceil(wanted * share)), *plain.reps[1:])
    shape = lot.shape(arrivals=(25, 55), regions=regions, thickness=(1.6, 2.0), reps=reps)
    easier = tuple(Harder(region, 1.15, since) for region in range(len(regions)))
    changes = (Mix(since, 0, share), Harder(0, 0.6), *easier)
    return _well(lot, shape, changes, "harder market", lot.whole(20, 30)) | {"mix": True}


def holiday(lot: _Lot) -> dict:
    """A week in which next to nothing is done is no trend."""
    kind = lot.of("healthy", "healthy", "lean and well", "dried up before")
    week = lot.of(0, 0, -1, -2)
    change = Holiday(week, catching_up=lot.of(1.0, 1.9))
    return _passing(lot, kind, change, f"{kind}, {'last week' if week == 0 else f'{-week} weeks ago'}")


def late_entry(lot: _Lot) -> dict:
    """What is not entered yet is no trend."""
    kind = lot.of("healthy", "healthy", "lean and well", "dried up before")
    week = lot.of(0, 0, -1)
    share = 1.0 if kind != "healthy" else lot.between(0.5, 1.0)
    return _passing(lot, kind, LateEntry((week,), share), f"{kind}, {'last week' if week == 0 else 'the week before'}")


def _passing(lot: _Lot, kind: str, change, told: str) -> dict:
    if kind == "dried up before":
        drying, ranges, _ = _drying(lot, one_region=0.0, weeks=(4, 5))
        found = {"shape": lot.shape(**ranges), "changes": (drying, change), "verdict": "add"}
        return found | {"kind": told, "weeks": lot.whole(14, 30)}
    return _well(lot, lot.shape(**(LEAN if kind.startswith("lean") else {})), (change,), told, lot.whole(14, 30))


def _well(lot: _Lot, shape: Shape, changes: tuple, kind: str, weeks: int) -> dict:
    return {"kind": kind, "shape": shape, "changes": changes, "weeks": weeks, "verdict": "hold"}


def _drying(lot: _Lot, one_region: float = 0.35, weeks: tuple[int, int] = (3, 5)) -> tuple[FewNew, dict, bool]:
    """New deals dry up three to six weeks ago, so that the top is thin by now."""
    led, sliding = lot.one_in(one_region), lot.one_in(0.4)
    since = -5 if sliding else 1 - lot.whole(4 if led else weeks[0], weeks[1])
    share = lot.between(0.04, 0.08) if led or sliding else lot.between(0.1, 0.25)
    ranges = {"thickness": FALLING, "arrivals": (20, 55)}
    if led:
        ranges["regions"] = led_by_one(lot.seed, LEADING)
    return FewNew(since, share, sliding, 0 if led else None), ranges, led


def _entry(lot: _Lot, share: float) -> dict:
    return {"missing": NO_ENTRY} if lot.one_in(share) else {}


def _times(lot: _Lot, shape: Shape) -> float:
    """As large as the plan of a quarter, more or less, against the usual deal."""
    return lot.between(1.0, 1.6) * shape.usual_wins() * 13 * shape.plan / shape.usual_amount()


CAUSES: dict[str, Callable[[_Lot], dict]] = {
    "too few new": few_new,
    "stuck in 1-3": stuck,
    "both": both,
    "healthy": healthy,
    "too little history": too_little,
    "overloaded rep": overloaded,
    "one customer looping": looping,
    "one giant deal": giant,
    "mix shift": mix,
    "holiday week": holiday,
    "late data entry": late_entry,
}
