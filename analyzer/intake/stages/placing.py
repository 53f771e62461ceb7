"""Stage labels placed: which layer, which kind, in which order, how surely and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

import tomli_w

from analyzer.intake.matching.plain_words import compact
from analyzer.intake.report import Question, StageMatch
from analyzer.intake.stages.ordinals import split_ordinal
from analyzer.intake.stages.stage_words import DEFAULT_NAMES, Place, find, places
from analyzer.message import Message, Share
from analyzer.model import Stage
from analyzer.settings import Settings

# A name that is known as a whole is surer than this.
_SURE = 0.9
# Where a label has no known name, the usual probability of winning at the end of each open layer.
_LAYER_ENDS = ((1, 0.10), (2, 0.25), (3, 0.45), (4, 0.65), (5, 0.80), (6, 1.0))


@dataclass(frozen=True)
class Label:
    """A stage label as it stands in the data. probability: the mean of its rows, 0..1, where there is any."""

    text: str
    rows: int
    probability: float | None = None


@dataclass(frozen=True)
class Placing:
    """The stages in order, what each label was taken for, and what has to be asked.

    names: label as it stands -> name of its stage; a label that waits for an answer is not in it.
    """

    stages: tuple[Stage, ...]
    matches: tuple[StageMatch, ...]
    questions: tuple[Question, ...]
    names: Mapping[str, str]


@dataclass(frozen=True)
class _Guess:
    name: str
    labels: tuple[Label, ...]
    place: Place | None
    confidence: float
    reason: Message
    ordinal: int | None = None
    position: int | None = None

    @property
    def rows(self) -> int:
        return sum(label.rows for label in self.labels)

    @property
    def probability(self) -> float | None:
        known = [(label.rows, label.probability) for label in self.labels if label.probability is not None]
        rows = sum(count for count, _ in known)
        return sum(count * share for count, share in known) / rows if rows else None


def place(labels: Iterable[Label], settings: Settings, listed: Sequence[Stage] = ()) -> Placing:
    """A stage for each label. ``settings`` beat the ``listed`` stages of a stage sheet, which beat all guesses."""
    told = {stage.name: stage for stage in (*settings.stages, *(() if settings.stages else listed))}
    guesses = [_guess(group, settings, told) for group in _variants(labels, settings, told)]
    guesses = _by_ordinal(_by_their_chances(guesses))
    placed = [guess for guess in guesses if guess.place]
    stages = _in_order(placed, tuple(told.values()))
    return Placing(
        stages,
        tuple(_match(guess, stages) for guess in guesses),
        tuple(_question(guess, stages) for guess in guesses if guess.place is None and guess.name),
        {label.text: guess.name for guess in placed for label in guess.labels},
    )


def _variants(
    labels: Iterable[Label], settings: Settings, told: Mapping[str, Stage]
) -> list[tuple[str, tuple[Label, ...]]]:
    """Labels that differ in case, spacing or punctuation only are one; the most frequent spelling names it."""
    known = {compact(name): name for name in told}
    groups: dict[str, list[Label]] = {}
    for label in sorted(labels, key=lambda label: (-label.rows, label.text)):
        answer = _answer(label.text, settings)
        key = compact(label.text) or label.text if answer is None else compact(answer)
        groups.setdefault(key, []).append(label)
    return [(known.get(key) or _spelling(group, settings), tuple(group)) for key, group in groups.items()]


def _answer(label: str, settings: Settings) -> str | None:
    answers = {compact(key): value for key, value in settings.stage_labels.items()}
    return settings.stage_labels.get(label, answers.get(compact(label)))


def _spelling(group: Sequence[Label], settings: Settings) -> str:
    answer = _answer(group[0].text, settings)
    return group[0].text.strip() if answer is None else answer.strip()


def _guess(group: tuple[str, tuple[Label, ...]], settings: Settings, told: Mapping[str, Stage]) -> _Guess:
    name, labels = group
    ordinal, rest = split_ordinal(name)
    answered = any(_answer(label.text, settings) is not None for label in labels)
    if name in told:
        stage = told[name]
        reason = Message("You said so.") if settings.stages else Message("The stage sheet says so.")
        return _Guess(name, labels, Place(stage.layer, stage.kind, 0), 1.0, reason, ordinal, stage.position)
    if answered and name == "":
        return _Guess("", labels, None, 1.0, Message("You said to leave it out."))
    found = _default(name) or _by_name(rest) or _by_name(name)
    if answered and found:
        return _Guess(name, labels, found[0], 1.0, Message("You said so."), ordinal)
    if found:
        return _Guess(name, labels, *found, ordinal)
    return _Guess(name, labels, None, 0.0, Message("Its name is not known, and nothing else shows its place."), ordinal)


def _default(name: str) -> tuple[Place, float, Message] | None:
    for known, (layer, kind) in DEFAULT_NAMES.items():
        if compact(known) == compact(name):
            return (
                replace(places()[compact(known)], layer=layer, kind=kind),
                1.0,
                Message("It is the layer's own name."),
            )
    return None


def _by_name(text: str) -> tuple[Place, float, Message] | None:
    found = find(text)
    if found is None:
        return None
    if found.phrase is None:
        return found.place, 0.95, Message("Sales teams commonly use this name.")
    return found.place, 0.7, Message("Its name holds “{phrase}”.", phrase=found.phrase)


def _by_their_chances(guesses: list[_Guess]) -> list[_Guess]:
    """Place what has no known name by its probability of winning, between 0 and 1."""
    return [_by_probability(guess) if guess.place is None and guess.name else guess for guess in guesses]


def _by_probability(guess: _Guess) -> _Guess:
    probability = guess.probability
    if probability is None or not 0 < probability < 1:
        return guess
    layer = next(layer for layer, end in _LAYER_ENDS if probability <= end)
    reason = Message("Its deals have a mean probability of {share}.", share=Share(probability))
    return replace(guess, place=Place(layer, "open", 50), confidence=0.6, reason=reason)


def _by_ordinal(guesses: list[_Guess]) -> list[_Guess]:
    """Place what is left by its number: between numbered neighbours, or as the layer of that number."""
    return [
        _numbered(guess, guesses) if guess.place is None and guess.ordinal and guess.name else guess
        for guess in guesses
    ]


def _numbered(guess: _Guess, guesses: list[_Guess]) -> _Guess:
    ordinal = guess.ordinal or 0
    known = {
        other.ordinal: other.place.layer for other in guesses if other.ordinal and other.place and other.place.layer
    }
    before = [layer for number, layer in known.items() if number < ordinal and layer < 7]
    after = [min(layer, 6) for number, layer in known.items() if number > ordinal]
    if before and after:
        layer = (max(before) + min(after)) // 2
        return _placed_by_number(guess, layer, 0.6, Message("Its number puts it between stages that are known."))
    bare = not split_ordinal(guess.name)[1]
    if bare and ordinal <= 6 and not known:
        return _placed_by_number(guess, ordinal, 0.6, Message("Its number is taken for the layer."))
    return guess


def _placed_by_number(guess: _Guess, layer: int, confidence: float, reason: Message) -> _Guess:
    return replace(guess, place=Place(layer, "open", 50), confidence=confidence, reason=reason)


def _in_order(placed: list[_Guess], told: tuple[Stage, ...]) -> tuple[Stage, ...]:
    """The stages from first to last; layers never fall on the way."""
    ordered = sorted(_once(placed), key=_order_key(placed))
    named = {guess.name for guess in ordered}
    stages: list[Stage] = [stage for stage in told if stage.name not in named]
    layer = 0
    for guess in ordered:
        assert guess.place is not None
        given = next((stage for stage in told if stage.name == guess.name), None)
        if guess.place.kind == "open" and given is None:
            layer = max(layer, guess.place.layer or 1)
        stages.append(
            given or Stage(guess.name, 0, layer if guess.place.kind == "open" else guess.place.layer, guess.place.kind)
        )
    if told:
        stages.sort(key=lambda stage: _told_key(stage, told))
    return tuple(replace(stage, position=at) for at, stage in enumerate(stages, 1))


def _told_key(stage: Stage, told: tuple[Stage, ...]) -> tuple[int, float, float]:
    positions = {item.name: item.position for item in told}
    last = {"open": 0, "won": 1, "lost": 2}[stage.kind]
    if stage.name in positions:
        return last, stage.layer or 0, positions[stage.name]
    return last, stage.layer or 0, float("inf")


def _once(placed: list[_Guess]) -> list[_Guess]:
    return list({guess.name: guess for guess in placed}.values())


_KINDS = {"open": 0, "won": 1, "lost": 2}


def _order_key(placed: list[_Guess]):  # type: ignore[no-untyped-def]
    open_ones = [guess for guess in placed if guess.place and guess.place.kind == "open"]
    numbered = all(guess.ordinal is not None for guess in open_ones)
    likely = (
        all(guess.probability is not None for guess in open_ones)
        and len({round(guess.probability or 0, 3) for guess in open_ones}) > len(open_ones) // 2
        and _agree_with_names(open_ones)
    )

    def key(guess: _Guess) -> tuple[float, ...]:
        assert guess.place is not None
        known = (guess.place.layer or 0, guess.place.rank)
        first: float = 0
        if guess.place.kind == "open":
            first = (guess.ordinal or 0) if numbered else (round(guess.probability or 0, 3) if likely else 0)
        return (_KINDS[guess.place.kind], first, *known)

    return lambda guess: (key(guess), guess.name)


def _agree_with_names(open_ones: Sequence[_Guess]) -> bool:
    """Whether the chances rise as the layers do that known names stand for: where they do not, names are surer."""
    known = sorted(
        (guess.probability or 0, guess.place.layer or 0)
        for guess in open_ones
        if guess.place and guess.confidence > _SURE
    )
    return all(layer <= later for (_, layer), (_, later) in pairwise(known))


def _match(guess: _Guess, stages: Sequence[Stage]) -> StageMatch:
    stage = next((stage for stage in stages if guess.place and stage.name == guess.name), None)
    label = max(guess.labels, key=lambda item: item.rows).text
    if stage is None:
        return StageMatch(label, None, None, None, guess.rows, guess.confidence, guess.reason)
    return StageMatch(label, stage.name, stage.layer, stage.kind, guess.rows, guess.confidence, guess.reason)


def _question(guess: _Guess, stages: Sequence[Stage]) -> Question:
    label = max(guess.labels, key=lambda item: item.rows).text
    options = tuple(dict.fromkeys([*(stage.name for stage in stages), *DEFAULT_NAMES]))
    message = Message(
        "Where does the stage “{label}” stand? Rows that wait for the answer: {rows}.", label=label, rows=guess.rows
    )
    return Question("stages", label, message, options, setting_line("stage_labels", label, options[0]))


def setting_line(table: str, key: str, value: str | date) -> str:
    """A line of the settings file that answers a question, as an example."""
    return tomli_w.dumps({table: {key: value}}).strip()
