"""All that speaks of the open stages weighed together: one order, and a layer for each, as sure as the evidence is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np

from analyzer.intake.stages.candidates import Candidate, is_known
from analyzer.intake.stages.layers import Likelihood, along, around, peaked
from analyzer.intake.stages.movement import Moves, along_movement
from analyzer.intake.stages.order import Axis, expected, in_force, ordered, written_in_force
from analyzer.intake.stages.processes import along_process
from analyzer.intake.stages.stage_words import WON, Place
from analyzer.message import Message, Share
from analyzer.model import LOW_LAYERS, OPEN_LAYERS, WON_LAYER

# A stage is placed unasked from these shares on: where its name is known at all, and where it is not.
_ENOUGH_NAMED = 0.5
_ENOUGH_UNNAMED = 0.6
# Among the low layers a known name is not asked for: figures hardly tell them apart.
_ENOUGH_LOW = 0.4
# The usual chance of winning in each open layer, where no stage of known name shows what is usual here.
_USUAL = (0.08, 0.2, 0.35, 0.52, 0.7, 0.88)
_CERTAIN = 0.995
_RANK = 50
# Nothing but a name makes a place sure.
_WITHOUT_NAME = 0.8


@dataclass(frozen=True)
class Weighed:
    """One stage with its place, None while it waits for an answer.

    at: its place in the order of the open stages. shares: how likely each layer is. resembles: a stage it may be.
    """

    candidate: Candidate
    place: Place | None
    confidence: float
    reason: Message
    at: int = 0
    shares: Mapping[int, float] = field(default_factory=lambda: MappingProxyType({}))
    resembles: str | None = None

    @property
    def name(self) -> str:
        return self.candidate.name


@dataclass(frozen=True)
class _Evidence:
    """The axes in force. known: the layers of the stages that others are measured by."""

    numbers: Axis | None
    chances: Axis | None
    movement: Axis | None
    known: Mapping[str, float]
    bare_numbers_are_layers: bool


def weigh(found: Sequence[Candidate], moves: Moves) -> list[Weighed]:
    """A place for each candidate, in their order, where the evidence is enough."""
    is_told_apart = any(0 < item.chance < _CERTAIN for item in found if item.chance is not None)
    found = [_by_certainty(item, found) for item in found] if is_told_apart else found
    open_ones = [item for item in found if item.may_be_open]
    evidence = _evidence(open_ones, moves)
    order = ordered([item.name for item in open_ones], _axes(open_ones, evidence))
    by_name = {item.name: item for item in open_ones}
    likelihoods = [_likelihood(by_name[name], evidence) for name in order]
    layers, shares = along([likely for likely, _ in likelihoods])
    placed = {
        name: _weighed(by_name[name], layers[at], dict(zip(OPEN_LAYERS, map(float, shares[at]), strict=True)), why, at)
        for at, (name, (_, why)) in enumerate(zip(order, likelihoods, strict=True))
    }
    return [placed.get(item.name) or Weighed(item, item.place, item.sureness, item.reason) for item in found]


def _by_certainty(item: Candidate, found: Sequence[Candidate]) -> Candidate:
    """What is not known by name and sure to be won is won, where other stages show that chances are told apart."""
    if item.place or item.chance is None:
        return item
    if item.chance >= _CERTAIN:
        reason = Message("All its deals are sure to be won, and those of other stages are not.")
        return replace(item, place=Place(WON_LAYER, "won", WON), sureness=0.8, reason=reason)
    is_written = item.numbered.chance is not None and any(other.numbered.chance == 1 for other in found)
    if item.chance <= 1 - _CERTAIN and (item.is_over or is_written):
        reason = Message("Its deals have no chance of winning any more.")
        return replace(item, place=Place(None, "lost", WON), sureness=0.8, reason=reason)
    return item


def _evidence(items: Sequence[Candidate], moves: Moves) -> _Evidence:
    known = {item.name: float(item.place.layer) for item in items if item.place and item.place.layer and is_known(item)}
    chances = {item.name: item.chance for item in items if item.chance is not None}
    are_written = any(item.numbered.chance is not None for item in items)
    numbers = _numbers(items, known)
    return _Evidence(
        numbers,
        in_force(Axis(chances, 3.0 if are_written else 2.6 if _are_of_stages(items) else 1.2, 0.6), known),
        in_force(along_movement(moves), known) if moves else None,
        known,
        _are_layers(items) and not (numbers and known.keys() & numbers.places.keys()),
    )


def _are_of_stages(items: Sequence[Candidate]) -> bool:
    """Whether the CRM keeps a chance for each stage, and not the deals their own."""
    labels = [label for item in items for label in item.group.labels if label.probability is not None]
    return len({label.probability for label in labels}) > 2 and all(label.is_of_stage for label in labels)


def _numbers(items: Sequence[Candidate], known: Mapping[str, float]) -> Axis | None:
    """The order that a list of stages tells, or else the numbers in the labels."""
    if any(item.position is not None and not item.is_told for item in items):
        return Axis({item.name: float(item.position) for item in items if item.position is not None}, 20.0, 0.8)
    numbers = {item.name: item.numbered.ordinal for item in items if item.numbered.ordinal is not None}
    return written_in_force(Axis(numbers, 4.0, 0.8), known) if len(numbers) > 1 else None


def _are_layers(items: Sequence[Candidate]) -> bool:
    """Whether labels that are nothing but numbers may mean the seven layers."""
    bare = [item.numbered.ordinal for item in items if not item.numbered.rest and item.numbered.ordinal is not None]
    return max(bare, default=0) <= WON_LAYER


def _axes(items: Sequence[Candidate], evidence: _Evidence) -> list[Axis]:
    named = [(item, item.place) for item in items if item.place]
    told = {item.name: (place.layer or 0) + (item.position or 0) / 1000 for item, place in named if item.is_told}
    layers = {item.name: float(place.layer or 0) for item, place in named}
    ranks = {item.name: float(place.rank) for item, place in named if not item.is_told}
    axes = [Axis(told, 20.0, 0.0), Axis(layers, 2.0, 0.0), Axis(ranks, 0.5, 0.0)]
    # Whoever wrote numbers before them has an order of their own.
    process = None if evidence.numbers else along_process({item.name: item.numbered.rest for item in items})
    return axes + [axis for axis in (evidence.numbers, evidence.chances, evidence.movement, process) if axis]


def _likelihood(item: Candidate, evidence: _Evidence) -> tuple[Likelihood, list[Message]]:
    """How likely each layer is by itself, and what says so beside the name."""
    if item.place and item.place.layer:
        return peaked(item.place.layer, min(item.sureness, 0.999), item.place.also), []
    likely = np.ones(len(OPEN_LAYERS))
    why: list[Message] = []
    number = item.numbered.ordinal
    if number is not None and not item.numbered.rest and evidence.bare_numbers_are_layers and number in OPEN_LAYERS:
        return peaked(int(number), 0.85), [Message("Its number is taken for the layer.")]
    for axis, reason in (
        (evidence.numbers, Message("Its number puts it between stages that are known.")),
        (evidence.movement, Message("Deals move through it between stages that are known.")),
    ):
        layer = expected(axis, item.name, evidence.known) if axis else None
        if axis and layer is not None:
            likely, why = likely * around(layer, axis.spread), [*why, reason]
    if evidence.chances and item.chance is not None and 0 < item.chance < _CERTAIN:
        layer = _layer_of_chance(item.chance, evidence)
        likely = likely * around(layer, evidence.chances.spread)
        why.append(Message("Its deals have a mean probability of {share}.", share=Share(item.chance)))
    return likely, why


def _layer_of_chance(chance: float, evidence: _Evidence) -> float:
    """The layer of ``chance`` by what is usual here, or else by what is usual."""
    axis = evidence.chances
    points = (
        sorted((axis.places[name], layer) for name, layer in evidence.known.items() if name in axis.places)
        if axis
        else []
    )
    if len({layer for _, layer in points}) < 2:
        points = list(zip(_USUAL, map(float, OPEN_LAYERS), strict=True))
    points = [(0.0, 0.5), *points, (1.0, 6.9)]
    return float(np.interp(chance, [share for share, _ in points], [layer for _, layer in points]))


def _weighed(item: Candidate, layer: int, shares: dict[int, float], why: list[Message], at: int) -> Weighed:
    if item.place is None:
        return _unnamed(item, layer, shares, why, at)
    if item.is_told or item.group.answered:
        return Weighed(item, item.place, 1.0, item.reason, at)
    share = shares[layer]
    is_enough = share >= _ENOUGH_NAMED or (share >= _ENOUGH_LOW and sum(shares[low] for low in LOW_LAYERS) > 0.95)
    place = replace(item.place, layer=layer) if is_enough and not _is_far(layer, item.place) else None
    reason = item.reason
    if layer != item.place.layer:
        reason = Message("{first} {second}", first=reason, second=Message("The order of the stages puts it here."))
    return Weighed(item, place, round(min(share, item.sureness), 2), reason, at, shares)


def _is_far(layer: int, named: Place) -> bool:
    """Whether an order puts a known name where hardly anybody means it."""
    return abs(layer - (named.layer or layer)) > 1 and layer not in named.also


def _unnamed(item: Candidate, layer: int, shares: dict[int, float], why: list[Message], at: int) -> Weighed:
    if not why:
        return Weighed(item, None, 0.0, item.reason, at)
    place = Place(layer, "open", _RANK) if shares[layer] >= _ENOUGH_UNNAMED else None
    return Weighed(item, place, round(shares[layer] * _WITHOUT_NAME, 2), _all_of(why), at, shares)


def _all_of(why: Sequence[Message]) -> Message:
    said = why[0]
    for more in why[1:]:
        said = Message("{first} {second}", first=said, second=more)
    return said
