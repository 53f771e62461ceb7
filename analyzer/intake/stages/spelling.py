"""Labels that are one stage, but for case, spacing and punctuation, and those that may be, but for a typo."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from analyzer.intake.matching.plain_words import compact
from analyzer.intake.stages.labels import Label
from analyzer.intake.stages.ordinals import split_ordinal
from analyzer.message import Message
from analyzer.model import Stage
from analyzer.settings import Settings

_SHOWN = 3


@dataclass(frozen=True)
class Group:
    """Labels of one stage. name: of the stage. answered: the user has said what the label stands for."""

    name: str
    labels: tuple[Label, ...]
    answered: bool = False

    @property
    def rows(self) -> int:
        return sum(label.rows for label in self.labels)

    @property
    def probability(self) -> float | None:
        """The mean over the rows that have one, 0..1."""
        known = [(label.rows, label.probability) for label in self.labels if label.probability is not None]
        rows = sum(count for count, _ in known)
        return sum(count * share for count, share in known) / rows if rows else None

    @property
    def label(self) -> str:
        """The most frequent spelling."""
        return max(self.labels, key=lambda item: item.rows).text if self.labels else self.name


def spelled_alike(labels: Iterable[Label], settings: Settings, told: Mapping[str, Stage]) -> list[Group]:
    """The labels by stage; a stage that is not ``told`` goes by its most frequent spelling."""
    known, answers = _names_told(told), _answers(settings)
    groups: dict[str, list[Label]] = {}
    names: dict[str, tuple[str, bool]] = {}
    for label in sorted(labels, key=lambda label: (-label.rows, label.text)):
        answer = settings.stage_labels.get(label.text, answers.get(compact(label.text)))
        name = label.text.strip() if answer is None else answer.strip()
        key = _key(name) if name or answer is None else ""
        if key not in known:
            key = _key(split_ordinal(name)[1]) if _key(split_ordinal(name)[1]) in known else key
        groups.setdefault(key, []).append(label)
        earlier = names.get(key, (known.get(key, name), False))
        names[key] = (earlier[0], earlier[1] or answer is not None)
    return [Group(names[key][0], tuple(group), names[key][1]) for key, group in groups.items()]


def _names_told(told: Mapping[str, Stage]) -> dict[str, str]:
    """Each stage that is told, by its name, and by its name without its number where no other has the same."""
    bare = [_key(split_ordinal(name)[1]) for name in told]
    known = {key: name for key, name in zip(bare, told, strict=True) if key and bare.count(key) == 1}
    return known | {_key(name): name for name in told}


def _key(name: str) -> str:
    """`compact`, but ``A+`` and ``A-`` are two."""
    heard = compact(name)
    sign = name.strip()[-1:] if len(heard) < 3 else ""
    return (heard + sign if sign in ("+", "-") else heard) or name


def _answers(settings: Settings) -> dict[str, str]:
    return {compact(key): value for key, value in settings.stage_labels.items() if compact(key)}


def notes_on(groups: Sequence[Group]) -> tuple[Message, ...]:
    """What to say of labels that were taken for one without asking."""
    return tuple(
        Message(
            "“{stage}” stands for {count} spellings that differ in case, spaces or punctuation only: {examples}.",
            stage=group.name,
            count=len(group.labels),
            examples=[repr_of(label.text) for label in group.labels[:_SHOWN]],
        )
        for group in groups
        if len(group.labels) > 1 and not group.answered and group.name
    )


def repr_of(label: str) -> str:
    """``label`` so that spaces at its ends can be seen."""
    return f"“{label}”" if label != label.strip() else label


def is_near(one: str, other: str) -> bool:
    """Whether the names differ by a letter, or by two where they are long, and not in what tells stages apart."""
    mine, theirs = compact(one), compact(other)
    shortest = min(len(mine), len(theirs))
    if shortest < 5 or mine[0] != theirs[0] or _digits(mine) != _digits(theirs) or not mine.isascii():
        return False
    allowed = 2 if shortest > 8 else 1
    return OSA.distance(mine, theirs, score_cutoff=allowed) <= allowed


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())
