"""Where a stage that nobody knows stands: its place in the funnel, and whether it is a stage of its own there."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analyzer.intake.report import IntakeReport, Question
from analyzer.intake.stages.stage_words import DEFAULT_NAMES
from analyzer.message import Message
from analyzer.model import OPEN_LAYERS, WON_LAYER, Stage
from analyzer.screen import stage_mapping, tables
from analyzer.screen.answers import LEFT_OUT, answered, placed_alone, waiting_rows
from analyzer.screen.frame import Here
from analyzer.screen.plain import as_text, sentence
from analyzer.settings import Settings

LEAVE_OUT = -1
PLACES = (*OPEN_LAYERS, WON_LAYER, stage_mapping.LOST, LEAVE_OUT)
DEFAULT_PLACES = {name: stage_mapping.code_of(layer, kind) for name, (layer, kind) in DEFAULT_NAMES.items()}
SHOWN = 3


def evidence(here: Here, report: IntakeReport, question: Question) -> None:
    """The first deals that wait for the answer."""
    rows = [dict(row.cells) for row in waiting_rows(report, question.about, SHOWN)]
    if rows:
        st.dataframe(
            pd.DataFrame(rows), hide_index=True, placeholder=tables.MISSING, height="content",
            alt=here.text("Rows that wait"),
        )  # fmt: skip


def answer(here: Here, report: IntakeReport, question: Question, key: str) -> Settings | None:
    """The settings with the place that is chosen now; None while none is."""
    stages = here.visitor.workspace.stages
    there = {place: [stage.name for stage in stages if _place_of(stage) == place] for place in PLACES}
    same, likely = likely_answer(question, stages)
    left, right = st.columns(2)
    with left:
        place = st.radio(
            sentence(here.language, question.message), PLACES, index=PLACES.index(likely) if same else None, key=key,
            format_func=lambda place: _said(here, place, there[place], place == likely), label_visibility="collapsed",
        )  # fmt: skip
    if place is None:
        return None
    if place == LEAVE_OUT:
        return answered(here.settings, question, LEFT_OUT)
    with right:
        same_as = _same_as(here, question, there[place], same, f"{key}_{place}")
    if same_as:
        return answered(here.settings, question, same_as)
    return placed_alone(here.settings, stages, report.stages, question.about, place)


def likely_answer(question: Question, stages: Sequence[Stage]) -> tuple[str | None, int | None]:
    """The stage that the label is probably another word for, and the place where it probably stands."""
    places = {**DEFAULT_PLACES, **{stage.name: _place_of(stage) for stage in stages}}
    first = question.options[0] if question.options else None
    if first is None or question.options == tuple(dict.fromkeys([*(stage.name for stage in stages), *DEFAULT_NAMES])):
        return None, None  # nothing is likelier than the rest: they stand in their usual order
    resembled = question.message.values.get("other")
    return (first if first == resembled else None), places.get(first)


def _place_of(stage: Stage) -> int | None:
    return stage_mapping.code_of(stage.layer, stage.kind)


def _said(here: Here, place: int, names: list[str], is_likely: bool) -> str:
    if place == LEAVE_OUT:
        return here.text("Leave its rows out")
    said = as_text(stage_mapping.place_name(here, place))
    layer = here.language.layer_name(place or None)
    others = [name for name in names if name.lower() != layer.lower()]
    likely = f"  :blue-badge[{here.text('likely')}]" if is_likely else ""
    return f"{said}  :gray[· {as_text(here.language.listed(others))}]{likely}" if others else f"{said}{likely}"


def _same_as(here: Here, question: Question, names: list[str], likely: str | None, key: str) -> str | None:
    """The stage at that place that the label is another word for; None where it is a stage of its own."""
    if not names:
        return None
    about = question.about
    own = Message("“{label}” is a stage of its own", label=about)
    others = [Message("“{label}” is another word for “{stage}”", label=about, stage=name) for name in names]
    said = [sentence(here.language, message) for message in (own, *others)]
    number = st.radio(
        here.text("At this place"), range(len(said)), index=names.index(likely) + 1 if likely in names else 0, key=key,
        format_func=said.__getitem__,
    )  # fmt: skip
    return names[number - 1] if number else None
