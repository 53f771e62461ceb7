"""The question about a stage that nothing shows the place of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import tomli_w

from analyzer.intake.report import Question
from analyzer.intake.stages.stage_words import DEFAULT_NAMES
from analyzer.intake.stages.weighing import Weighed
from analyzer.message import Message
from analyzer.model import OPEN_LAYERS, Stage

_BY_LAYER = {layer: name for name, (layer, _) in DEFAULT_NAMES.items() if layer in OPEN_LAYERS}
_WON_OR_LOST = tuple(name for name, (_, kind) in DEFAULT_NAMES.items() if kind != "open")


def question(item: Weighed, stages: Sequence[Stage]) -> Question:
    """Where the stage stands, or whether it is the one that it resembles; the likeliest answers first."""
    label, rows = item.candidate.group.label, item.candidate.group.rows
    if item.resembles:
        message = Message(
            "Is the stage “{label}” the same as “{other}”? Rows that wait for the answer: {rows}.",
            label=label,
            other=item.resembles,
            rows=rows,
        )
    else:
        message = Message(
            "Where does the stage “{label}” stand? Rows that wait for the answer: {rows}.", label=label, rows=rows
        )
    options = tuple(dict.fromkeys([*_likeliest(item, stages), *(stage.name for stage in stages), *DEFAULT_NAMES]))
    return Question("stages", label, message, options, setting_line("stage_labels", label, options[0]))


def _likeliest(item: Weighed, stages: Sequence[Stage]) -> list[str]:
    if item.resembles:
        return [item.resembles, *([item.name] if item.candidate.place else [])]
    if item.candidate.is_over:
        ends = [stage.name for stage in stages if stage.kind != "open"]
        missing = [name for name in _WON_OR_LOST if DEFAULT_NAMES[name][1] not in {stage.kind for stage in stages}]
        return [*ends, *missing]
    by_share = sorted(item.shares, key=lambda layer: -item.shares[layer])
    return [_BY_LAYER[layer] for layer in by_share[:2]]


def setting_line(table: str, key: str, value: str | date) -> str:
    """A line of the settings file that answers a question, as an example."""
    return tomli_w.dumps({table: {key: value}}).strip()
