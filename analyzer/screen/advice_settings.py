"""The thresholds of the advice as fields, and what another value would change now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

import streamlit as st

from analyzer import advice
from analyzer.advice import Assessment
from analyzer.message import Message
from analyzer.model import Selection
from analyzer.screen import assessments, upload, verdicts
from analyzer.screen.frame import Here
from analyzer.screen.plain import sentence
from analyzer.screen.session import Watch
from analyzer.screen.thresholds import GROUPS, THRESHOLDS, UNITS, Threshold
from analyzer.settings import Settings


def form(here: Here) -> None:
    """Every threshold as a field, and what the typed values would change; they rule once they are saved."""
    now = here.settings
    typed: dict[str, Any] = {}
    for group, members in groupby(THRESHOLDS, key=lambda threshold: threshold.group):
        st.markdown(f"**{sentence(here.language, GROUPS[group])}**")
        columns = st.columns(3)
        for place, threshold in enumerate(members):
            with columns[place % 3]:
                typed[threshold.name] = threshold.meant(_field(here, threshold))
        if group == "H1":
            with columns[2]:
                typed["lead_heavy_means"] = _leaning(here)
    wished = replace(now, **typed)
    changes = _what_changes(here, wished)
    save = st.button(here.text("Save the thresholds"), type="primary", disabled=wished == now, key="save_thresholds")
    upload.outcome(here)
    if save:
        _act(here, Settings.from_toml(wished.to_toml()), changes)


def _act(here: Here, wished: Settings, changes: Message | None) -> None:
    """Let the thresholds rule, and say what they changed."""

    def change(watch: Watch) -> None:
        here.visitor.change(wished, watch)
        here.visitor.said = Message("Saved. {changes}", changes=changes) if changes else Message("Saved.")

    upload.perform(here, change)


def _field(here: Here, threshold: Threshold) -> float:
    usual = threshold.typed(Settings())
    unit = here.language.say(UNITS[threshold.unit])
    label = (
        threshold.label if threshold.unit == "layer" else Message("{label} ({unit})", label=threshold.label, unit=unit)
    )
    help_text = Message("{meaning} Default: {value} {unit}.", meaning=threshold.meaning, value=usual, unit=unit)
    kind = int if threshold.is_whole else float
    typed = st.number_input(
        sentence(here.language, label), kind(threshold.low), kind(threshold.high), kind(threshold.typed(here.settings)),
        step=None if threshold.is_whole else 1.0, format=None if threshold.is_whole else "%g",
        key=f"threshold_{threshold.name}_{here.visitor.batch}", help=sentence(here.language, help_text),
    )  # fmt: skip
    return float(typed) if not threshold.is_whole else typed


def _leaning(here: Here) -> str:
    said = {"push": Message("push the existing ones"), "add": Message("add new opportunities")}
    return st.selectbox(
        here.text("Heavy with leads leans to"), list(said), index=list(said).index(here.settings.lead_heavy_means),
        format_func=lambda code: here.language.say(said[code]), key=f"threshold_leaning_{here.visitor.batch}",
        help=here.text("Practice is divided: many leads mean weak conversion (push), or too little further up (add)."),
    )  # fmt: skip


def _what_changes(here: Here, wished: Settings) -> Message | None:
    """The verdict now, or the answers that would be others with the typed values, which are returned."""
    if here.selection is None:
        return None
    selection = assessments.plain(here.selection)
    before = assessments.of(here, selection)
    if wished == here.settings:
        now = Message("The verdict now: {verdict}", verdict=before.sentence)
        st.caption(sentence(here.language, now))
        return None
    after = advice.assess(here.visitor.workspace, selection, wished, assessments.difficulty(here))
    changed = [*_changed(here, before, after), *_members_changed(here, selection, wished)]
    difference = _difference(changed, after)
    st.info(sentence(here.language, difference), icon="🔁")
    return difference


def _difference(changed: list[Message], after: Assessment) -> Message:
    if not changed:
        return Message("With the typed values no answer changes. The verdict stays: {verdict}", verdict=after.sentence)
    return Message(
        "With the typed values: {changes}. The verdict: {verdict}", changes=changed, verdict=after.sentence
    )  # fmt: skip


def _changed(here: Here, before: Assessment, after: Assessment) -> Iterator[Message]:
    was = {check.id: check.answer for check in (*before.checks, *before.guards)}
    if before.verdict != after.verdict:
        words = {"rule": here.text("verdict"), "before": verdicts.VERDICTS[before.verdict][2]}
        yield Message("{rule}: {before} → {now}", now=verdicts.VERDICTS[after.verdict][2], **words)
    for check in (*after.checks, *after.guards):
        if check.id in was and was[check.id] != check.answer:
            yield Message(
                "{rule}: {before} → {now}", rule=check.id, before=verdicts.ANSWERS[was[check.id]][2],
                now=verdicts.ANSWERS[check.answer][2],
            )  # fmt: skip


def _members_changed(here: Here, selection: Selection, wished: Settings) -> Iterator[Message]:
    """The members of the role of the targets whose verdict would be another."""
    role = assessments.first_role(here, selection)
    was = {one.member: one.verdict for one in assessments.by_member(here, selection, role)}
    for one in advice.by_member(here.visitor.workspace, selection, wished, role):
        before = was.get(one.member, one.verdict)
        if before != one.verdict:
            yield Message(
                "{rule}: {before} → {now}", rule=here.language.state(one.member),
                before=verdicts.VERDICTS[before][2], now=verdicts.VERDICTS[one.verdict][2],
            )  # fmt: skip
