"""Stage labels placed: which layer, which kind, in which order, how surely and why."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from analyzer.intake.report import Question, StageMatch
from analyzer.intake.stages.candidates import Candidate, candidates
from analyzer.intake.stages.labels import Label
from analyzer.intake.stages.movement import Moves
from analyzer.intake.stages.questions import question, setting_line
from analyzer.intake.stages.spelling import Group, notes_on, spelled_alike
from analyzer.intake.stages.stage_words import IN_SUBSTANCE
from analyzer.intake.stages.typos import alike_notes, without_typos
from analyzer.intake.stages.weighing import Weighed, weigh
from analyzer.message import Message
from analyzer.model import Stage, StageKind
from analyzer.settings import Settings

__all__ = ["Label", "Placing", "place", "setting_line"]

_KINDS: dict[StageKind, int] = {"open": 0, "won": 1, "lost": 2}


@dataclass(frozen=True)
class Placing:
    """The stages in order, what each label was taken for, what has to be asked, and what is to be said.

    names: label as it stands -> name of its stage; a label that waits for an answer is not in it.
    """

    stages: tuple[Stage, ...]
    matches: tuple[StageMatch, ...]
    questions: tuple[Question, ...]
    names: Mapping[str, str]
    notes: tuple[Message, ...] = ()


def place(
    labels: Iterable[Label],
    settings: Settings,
    listed: Sequence[Stage] = (),
    ends: Mapping[str, StageKind] | None = None,
    moves: Callable[[], Moves] | None = None,
    differing: Collection[str] = (),
) -> Placing:
    """A stage for each label. ``settings`` beat the ``listed`` stages of a stage sheet, which beat all guesses.

    ends: labels whose deals are all won, or all lost, by another column. moves: how deals moved between labels; it
    is asked only where names do not show all. differing: labels that stand for different places in two pipelines.
    """
    told = {stage.name: stage for stage in (*settings.stages, *(() if settings.stages else listed))}
    groups = spelled_alike(labels, settings, told)
    groups += [Group(name, ()) for name in _without_layer(told) if name not in {group.name for group in groups}]
    found = [_of_one_pipeline(item, differing) for item in candidates(groups, settings, told, ends or {})]
    weighed = weigh(found, _moves_between(found, moves))
    weighed = without_typos(weighed)
    placed = [item for item in weighed if item.place]
    stages = _in_order(placed, tuple(told.values()))
    left_out = [group for group in groups if not group.name]
    return Placing(
        stages,
        (*(_match(item, stages) for item in weighed if item.candidate.group.labels), *map(_left_out, left_out)),
        tuple(question(item, stages) for item in weighed if item.place is None and item.candidate.group.labels),
        {label.text: item.name for item in placed for label in item.candidate.group.labels},
        (*notes_on(groups), *alike_notes(weighed)),
    )


def _without_layer(told: Mapping[str, Stage]) -> list[str]:
    """The open stages of which only the order is told."""
    return [stage.name for stage in told.values() if stage.kind == "open" and stage.layer is None]


def _of_one_pipeline(item: Candidate, differing: Collection[str]) -> Candidate:
    """What two pipelines say differently of a label is no evidence."""
    is_told_apart = any(label.text in differing for label in item.group.labels)
    return replace(item, is_mixed=True) if is_told_apart else item


def _moves_between(found: Sequence[Candidate], moves: Callable[[], Moves] | None) -> Moves:
    """The moves between stages, by their names, where some of them are not sure by name."""
    if moves is None or all(item.sureness >= IN_SUBSTANCE for item in found if item.may_be_open):
        return {}
    names = {
        label.text: item.name for item in found if item.may_be_open for label in item.group.labels if not item.is_mixed
    }
    between: dict[tuple[str, str], int] = {}
    for (one, other), count in moves().items():
        pair = (names.get(one, ""), names.get(other, ""))
        if all(pair) and pair[0] != pair[1]:
            between[pair] = between.get(pair, 0) + count
    return between


def _in_order(placed: Sequence[Weighed], told: tuple[Stage, ...]) -> tuple[Stage, ...]:
    """The stages from first to last; what was told stands as it was told."""
    given = {stage.name: stage for stage in told}
    named = {item.name for item in placed}
    stages = [stage for stage in told if stage.name not in named and (stage.layer or stage.kind == "lost")]
    stages += [_stage(item, given.get(item.name)) for item in sorted(placed, key=_order_key)]
    if told:
        stages.sort(key=lambda stage: _told_key(stage, given))
    return tuple(replace(stage, position=at) for at, stage in enumerate(stages, 1))


def _stage(item: Weighed, given: Stage | None) -> Stage:
    assert item.place is not None
    if given:
        return given if item.candidate.is_told else replace(given, layer=item.place.layer)
    return Stage(item.name, 0, item.place.layer, item.place.kind)


def _order_key(item: Weighed) -> tuple[int, int, int, str]:
    assert item.place is not None
    place = item.place
    return (_KINDS[place.kind], item.at if place.kind == "open" else 0, place.rank, item.name)


def _told_key(stage: Stage, told: Mapping[str, Stage]) -> tuple[int, float, float]:
    position = told[stage.name].position if stage.name in told else float("inf")
    return _KINDS[stage.kind], stage.layer or 0, position


def _match(item: Weighed, stages: Sequence[Stage]) -> StageMatch:
    stage = next((stage for stage in stages if item.place and stage.name == item.name), None)
    group = item.candidate.group
    if stage is None:
        return StageMatch(group.label, None, None, None, group.rows, item.confidence, item.reason)
    return StageMatch(group.label, stage.name, stage.layer, stage.kind, group.rows, item.confidence, item.reason)


def _left_out(group: Group) -> StageMatch:
    return StageMatch(group.label, None, None, None, group.rows, 1.0, Message("You said to leave it out."))
