"""Where a stage that nobody knows stands: its place in the funnel, and whether it is a stage of its own there."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from analyzer.intake.report import IntakeReport, Question
from analyzer.message import Message
from analyzer.model import OPEN_LAYERS, WON_LAYER
from analyzer.screen import stage_mapping, tables
from analyzer.screen.answers import LEFT_OUT, answered, placed_alone, waiting_rows
from analyzer.screen.frame import Here
from analyzer.screen.plain import as_text, sentence
from analyzer.settings import Settings

LEAVE_OUT = -1
PLACES = (*OPEN_LAYERS, WON_LAYER, stage_mapping.LOST, LEAVE_OUT)
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
    there = {
        place: [stage.name for stage in stages if stage_mapping.code_of(stage.layer, stage.kind) == place]
        for place in PLACES
    }
    left, right = st.columns(2)
    with left:
        place = _place(here, question, there, key)
    if place is None:
        return None
    if place == LEAVE_OUT:
        return answered(here.settings, question, LEFT_OUT)
    with right:
        same = _same_as(here, question, there[place], f"{key}_{place}")
    if same:
        return answered(here.settings, question, same)
    return placed_alone(here.settings, stages, report.stages, question.about, place)


def _place(here: Here, question: Question, there: Mapping[int, list[str]], key: str) -> int | None:
    return st.radio(
        sentence(here.language, question.message), PLACES, index=None, key=key,
        format_func=lambda place: _said(here, place, there[place]), label_visibility="collapsed",
    )  # fmt: skip


def _said(here: Here, place: int, names: list[str]) -> str:
    if place == LEAVE_OUT:
        return here.text("Leave its rows out")
    said = as_text(stage_mapping.place_name(here, place))
    layer = here.language.layer_name(place or None)
    others = [name for name in names if name.lower() != layer.lower()]
    return f"{said}  :gray[· {as_text(', '.join(others))}]" if others else said


def _same_as(here: Here, question: Question, names: list[str], key: str) -> str | None:
    """The stage at that place that the label is another word for; None where it is a stage of its own."""
    if not names:
        return None
    own = Message("“{label}” is a stage of its own", label=question.about)
    said = [own, *(Message("“{label}” is another word for “{stage}”", label=question.about, stage=name)
                   for name in names)]  # fmt: skip
    number = st.radio(
        here.text("At this place"), range(len(said)), key=key,
        format_func=lambda at: sentence(here.language, said[at]),
    )  # fmt: skip
    return names[number - 1] if number else None
