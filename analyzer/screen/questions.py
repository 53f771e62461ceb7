"""What only a person can answer about an upload: one question at a time, the most important one first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from analyzer.intake.report import IntakeReport, Question, SheetReport
from analyzer.message import Message
from analyzer.screen import stage_question
from analyzer.screen.answers import answered, most_important_first, read_as, samples_of
from analyzer.screen.field_names import field_name, with_field_names
from analyzer.screen.frame import Here
from analyzer.screen.plain import as_text, sentence
from analyzer.settings import Settings

DATE_ORDERS = {
    "dmy": Message("day, month, year"),
    "mdy": Message("month, day, year"),
    "ymd": Message("year, month, day"),
}
HANGS_ON_IT = {
    "columns": Message("Without it no deal has a stage, and nothing can be drawn."),
    "column": Message("Each figure that uses it would be wrong with the wrong answer, so it is set aside until then."),
    "stages": Message("Its rows are in no figure until then."),
    "snapshot_date": Message("Its rows are in no figure until its day is known."),
    "date_order": Message("With the wrong order, 3 April is 4 March."),
}
MOST_AS_BUTTONS = 9
DATE_WIDTH = 220
MANY_STAGES = 3


def ask(here: Here, report: IntakeReport) -> Settings | None:
    """One open question; the settings that hold its answer once it is given."""
    questions = most_important_first(report)
    if not questions:
        return None
    with st.container(border=True):
        number = _which(here, len(questions))
        question = questions[number]
        st.markdown(f"**{as_text(with_field_names(here.language, question.message))}**")
        if question.kind == "stages":
            stage_question.evidence(here, report, question)
        st.caption(sentence(here.language, HANGS_ON_IT[question.kind]))
        given = _answer(here, report, question, f"answer_{here.visitor.batch}_{number}")
        with st.container(horizontal=True, vertical_alignment="center"):
            applied = st.button(here.text("Apply the answer"), type="primary", disabled=given is None)
            if question.kind == "stages" and sum(asked.kind == "stages" for asked in questions) >= MANY_STAGES:
                st.caption(here.text("Or place all stages at once, in “Place the stages otherwise” below."))
    return given if applied else None


def _which(here: Here, count: int) -> int:
    """Which question is looked at: the first, unless another one was chosen."""
    with st.container(horizontal=True, vertical_alignment="center"):
        place = st.empty()
        number = 0
        if count > 1:
            number = st.segmented_control(
                here.text("Question"), range(count), default=0, format_func=lambda at: str(at + 1), required=True,
                key=f"question_{here.visitor.batch}", label_visibility="collapsed",
            )  # fmt: skip
        place.markdown(
            f"**{sentence(here.language, Message('Question {n} of {count}', n=number + 1, count=count))}**",
            width="content",
        )
    return int(number)


def _answer(here: Here, report: IntakeReport, question: Question, key: str) -> Settings | None:
    """The settings with what is chosen now; None while nothing is."""
    if question.kind == "stages":
        return stage_question.answer(here, report, question, key)
    if question.kind == "snapshot_date":
        likely = date.fromisoformat(question.options[0]) if question.options else "today"
        day = st.date_input(here.text("Snapshot date"), value=likely, width=DATE_WIDTH, key=key)
        return answered(here.settings, question, day) if isinstance(day, date) else None
    chosen = _one_of(here, question, [_said(here, report, question, code) for code in question.options], key)
    return None if chosen is None else answered(here.settings, question, question.options[chosen])


def _one_of(here: Here, question: Question, said: list[tuple[str, str]], key: str) -> int | None:
    """The number of the option that is chosen; each is a line, and what helps to choose it is a smaller one."""
    label, numbers = as_text(with_field_names(here.language, question.message)), range(len(said))
    if len(said) > MOST_AS_BUTTONS:
        lines = ["  ·  ".join(filter(None, option)) for option in said]
        return st.selectbox(
            label, numbers, index=None, format_func=lines.__getitem__, placeholder=here.text("Choose"),
            label_visibility="collapsed", key=key,
        )  # fmt: skip
    return st.radio(
        label, numbers, index=None, format_func=lambda at: as_text(said[at][0]),
        captions=[as_text(option[1]) for option in said], label_visibility="collapsed", key=key,
    )  # fmt: skip


def _said(here: Here, report: IntakeReport, question: Question, code: str) -> tuple[str, str]:
    """An option and what helps to choose it."""
    if question.kind == "date_order":
        return here.language.say(DATE_ORDERS[code]), _read(here, samples_of(report, question.about), code)
    if question.kind == "column":
        nothing = here.language.say(Message("No figure uses it."))
        return field_name(here.language, code), "" if code else nothing
    return code, here.language.listed(samples_of(report, code, question.about))


def _read(here: Here, samples: tuple[str, ...], order: str) -> str:
    days = [(text, read_as(text, order)) for text in samples]
    said = [here.language.say(Message("{written} is {day}", written=text, day=day)) for text, day in days if day]
    return "  ·  ".join(said)


def assumed_dates(here: Here, sheets: tuple[SheetReport, ...]) -> Settings | None:
    """Snapshot dates that were only assumed, each with a date to change; the settings when one was changed."""
    for number, sheet in enumerate(sheet for sheet in sheets if sheet.date_is_assumed and sheet.snapshot_dates):
        name = sheet.file if sheet.sheet is None else f"{sheet.file}/{sheet.sheet}"
        asked = Message("Assumed snapshot date of {name}.", name=name)
        if sheet.date_reason:
            asked = Message("{first} {second}", first=asked, second=sheet.date_reason)
        label = sentence(here.language, asked)
        assumed = sheet.snapshot_dates[-1]
        key = f"assumed_{number}_{as_text(name)}_{assumed}"
        st.markdown(label)
        chosen = st.date_input(label, value=assumed, key=key, width=DATE_WIDTH, label_visibility="collapsed")
        if isinstance(chosen, date) and chosen != assumed:
            return replace(here.settings, snapshot_dates={**here.settings.snapshot_dates, name: chosen})
    return None
