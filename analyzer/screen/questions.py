"""What only a person can answer about an upload: asked first, answered into the settings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from analyzer.intake.report import Question, SheetReport
from analyzer.message import Message
from analyzer.screen.frame import Here
from analyzer.screen.plain import as_text, sentence
from analyzer.settings import Settings

DATE_ORDERS = {
    "dmy": Message("day, month, year"),
    "mdy": Message("month, day, year"),
    "ymd": Message("year, month, day"),
}


def ask(here: Here, questions: tuple[Question, ...]) -> Settings | None:
    """The questions as a form; the settings that hold the answers once they are given."""
    if not questions:
        return None
    with st.form("questions"):
        answers = [_widget(here, number, question) for number, question in enumerate(questions)]
        given = st.form_submit_button(here.text("Apply the answers"), type="primary")
    settings = here.settings
    for question, answer in zip(questions, answers, strict=True):
        settings = answered(settings, question, answer) if answer is not None else settings
    return settings if given and settings != here.settings else None


def _widget(here: Here, number: int, question: Question) -> Any:
    label = sentence(here.language, question.message)
    if question.kind == "snapshot_date":
        likely = date.fromisoformat(question.options[0]) if question.options else "today"
        return st.date_input(label, value=likely, key=f"question_{here.visitor.batch}_{number}")
    return st.selectbox(
        label, question.options, index=None, format_func=lambda code: _said(here, question, code),
        placeholder=here.text("Choose"), key=f"question_{here.visitor.batch}_{number}",
    )  # fmt: skip


def _said(here: Here, question: Question, code: str) -> str:
    if question.kind == "date_order" and code in DATE_ORDERS:
        return here.language.say(DATE_ORDERS[code])
    return code


def answered(settings: Settings, question: Question, answer: Any) -> Settings:
    """The settings with one question answered; the only column ever asked for is that of the stages."""
    match question.kind:
        case "snapshot_date":
            return replace(settings, snapshot_dates={**settings.snapshot_dates, question.about: answer})
        case "date_order":
            return replace(settings, date_orders={**settings.date_orders, question.about: answer})
        case "columns":
            return replace(settings, columns={**settings.columns, answer: "stage"})
        case "stages":
            return replace(settings, stage_labels={**settings.stage_labels, question.about: answer})


def assumed_dates(here: Here, sheets: tuple[SheetReport, ...]) -> Settings | None:
    """Snapshot dates that were only assumed, each with a date to change; the settings when one was changed."""
    for number, sheet in enumerate(sheet for sheet in sheets if sheet.date_is_assumed and sheet.snapshot_dates):
        name = sheet.file if sheet.sheet is None else f"{sheet.file}/{sheet.sheet}"
        asked = Message("Assumed snapshot date of {name}.", name=name)
        if sheet.date_reason:
            asked = Message("{first} {second}", first=asked, second=sheet.date_reason)
        label = sentence(here.language, asked)
        assumed = sheet.snapshot_dates[-1]
        chosen = st.date_input(label, value=assumed, key=f"assumed_{number}_{as_text(name)}_{assumed}")
        if isinstance(chosen, date) and chosen != assumed:
            return replace(here.settings, snapshot_dates={**here.settings.snapshot_dates, name: chosen})
    return None
