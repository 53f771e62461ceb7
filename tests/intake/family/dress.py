"""How people and exports vary the writing of headers and stage labels without changing what they mean."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from tests.intake.family.stage_sets import StageSet, TrueStage

_WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)} | {" ": "\u3000"})


def _snake(header: str) -> str:
    return re.sub(r"\W+", "_", header).strip("_").lower()


def _camel(header: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in re.split(r"\W+", header))


_EXPORTED: tuple[Callable[[str], str], ...] = (str.upper, str.lower, lambda header: header + " ", _snake)
_BY_HAND: tuple[Callable[[str], str], ...] = (
    str.upper, str.lower, str.title, _snake, _camel,
    lambda header: f"  {header} ",
    lambda header: f"{header}*",
    lambda header: f"{header}:",
    lambda header: header.replace(" ", "\n"),
    lambda header: header.replace(" ", "\u00a0"),
    lambda header: header.translate(_WIDE),
    lambda header: f"{header} (required)",
)  # fmt: skip
_IN_CHINESE: tuple[Callable[[str], str], ...] = (
    lambda header: f"{header} ",
    lambda header: f"{header}*",
    lambda header: f"*{header}",
    lambda header: f"{header}（必填）",
    lambda header: " ".join(header) if len(header) == 2 else header,
    lambda header: f"{header}：",
)
_PREFIXES = ("Acme__{}__c", "Opportunity: {}", "opportunity.{}", "Deal {}", "crm_{}")


def header(text: str, random: Random, language: str, is_by_hand: bool) -> str:
    """One header as it may stand in a sheet. Most stay as they are."""
    chance = random.random()
    if language in ("zh", "zh_tw", "ja"):
        return random.choice(_IN_CHINESE)(text) if is_by_hand and chance < 0.2 else text
    if not is_by_hand:
        return random.choice(_EXPORTED)(text) if chance < 0.05 else text
    return random.choice(_BY_HAND)(text) if chance < 0.3 else text


def prefixed(text: str, prefix: str) -> str:
    """A header behind the prefix that a whole export has."""
    return prefix.format(_camel(text) if "{}__" in prefix or "_{}" in prefix else text)


def prefix(random: Random) -> str:
    return random.choice(_PREFIXES)


_NUMBERED: tuple[str, ...] = (
    "{number}. {label}", "{number:02d} - {label}", "{number}-{label}", "{letter}. {label}", "({number}) {label}",
    "S{number} {label}", "{number} {label}", "{letter}) {label}", "Stage {number}: {label}", "{number}、{label}",
)  # fmt: skip
_WITH_CHANCE: tuple[str, ...] = ("{label} ({chance}%)", "{chance}% - {label}", "{label} - {chance}%")


def labels(stages: StageSet, random: Random, is_by_hand: bool) -> dict[TrueStage, str]:
    """How each stage is written in one file: as it is, numbered, or with its chance."""
    chance = random.random()
    style = "{label}"
    if is_by_hand and stages.name not in ("numbers", "numbered words", "编号"):
        if chance < 0.25:
            style = random.choice(_NUMBERED)
        elif chance < 0.32:
            style = random.choice(_WITH_CHANCE)
    ends_too = random.random() < 0.5
    return {
        stage: (style if stage.kind == "open" or ends_too else "{label}").format(
            number=number, letter=chr(64 + number), label=stage.label, chance=round(stage.chance * 100)
        )
        for number, stage in enumerate(stages.stages, 1)
    }


def label(text: str, random: Random) -> str:
    """One cell's spelling of a stage, in a file where people do not take care."""
    return random.choice((text, text, text, text.lower(), text.upper(), text + " ", f" {text}"))
