"""The sidebar: whose data this is, and the one selection that all pages obey."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from analyzer import figures
from analyzer.language import LANGUAGES, Language
from analyzer.message import Message
from analyzer.model import ALL_ROLES, Measure, Role, Selection
from analyzer.screen import address, screen_size, widget_words
from analyzer.screen.plain import as_text, sentence
from analyzer.screen.session import Visitor

UPLOAD_PAGE = "pages/data/upload.py"
WORKSPACE_PAGE = "pages/data/workspace.py"
MEASURES: tuple[Measure, ...] = ("amount", "count")
COMPARE_TO = "compare_to"
ONE_BEFORE = "before"
MOST_MEMBERS = 300
FOCUS_LAYER = 4
FILES_NAMED = 1


@dataclass(frozen=True)
class Choices:
    """What the data offers to choose from.

    dates: of the snapshots, the newest first. stages: the open ones, in order. focus: the stage to look at first.
    members: of each role that can be filtered, which has more than one member and not more than a list can show.
    """

    dates: tuple[str, ...]
    stages: tuple[str, ...]
    focus: str | None
    members: Mapping[Role, tuple[str, ...]]

    @classmethod
    def of(cls, visitor: Visitor) -> Choices:
        """The choices in the visitor's data."""
        days = visitor.ask(figures.snapshots())["snapshot_date"].dt.date
        stages = visitor.ask(figures.stages())
        stages = stages[stages["kind"] == "open"]
        likely = stages[stages["layer"] >= FOCUS_LAYER]["stage"].head(1)
        members = {role: tuple(visitor.ask(figures.members(role))["member"]) for role in ALL_ROLES}
        return cls(
            tuple(day.isoformat() for day in days)[::-1],
            tuple(stages["stage"]),
            next(iter([*likely, *stages["stage"].tail(1)]), None),
            {role: names for role, names in members.items() if 1 < len(names) <= MOST_MEMBERS},
        )


def draw(visitor: Visitor, language: Language) -> Selection | None:
    """Draw the sidebar and say what it says; None while there is no snapshot."""
    screen_size.style()
    widget_words.style(language)
    with st.sidebar.container(gap="xsmall"):
        _whose_data(visitor, language)
        selection = _selection(visitor, language)
        _switch("lang", list(LANGUAGES), language.text("Language"), LANGUAGES.__getitem__)
        visitor.zoom = screen_size.zoom()
    return selection


def _switch(name: str, codes: Sequence[address.Code], label: str, said: Callable[[address.Code], str]) -> None:
    st.segmented_control(
        label,
        codes,
        format_func=said,
        key=address.key(name),
        required=True,
        label_visibility="collapsed",
        width="stretch",
    )


def _whose_data(visitor: Visitor, language: Language) -> None:
    if visitor.on_sample:
        st.page_link(UPLOAD_PAGE, label=language.text("Sample data: upload your own"), icon="🧪", width="stretch")
    else:
        names = [file.name for file in visitor.workspace.files]
        more = language.plural("and {n} more", "and {n} more", len(names) - FILES_NAMED)
        st.caption(as_text(language.listed(names[:FILES_NAMED] + ([more] if len(names) > FILES_NAMED else []))))
    if visitor.workspace.not_saved:
        st.page_link(WORKSPACE_PAGE, label=language.text("Not saved: see why"), icon="⚠️", width="stretch")


def _selection(visitor: Visitor, language: Language) -> Selection | None:
    choices: Choices = visitor.kept("choices", lambda: Choices.of(visitor))
    if not choices.dates:
        return None
    _follow_newest(visitor, choices.dates[0])
    as_of, compare_to = _snapshots(choices.dates, language)
    measure = address.one("measure", MEASURES, "amount")
    _switch("measure", MEASURES, language.text("Measure"), lambda code: language.measure_name(code).capitalize())
    focus = _focus_stage(choices, language)
    members = _filters(choices.members, language)
    wished = Selection(as_of, compare_to, members, measure, focus)
    return _as_measurable(visitor, language, wished)


def _follow_newest(visitor: Visitor, newest: str) -> None:
    """Review a snapshot that is newer than all before it, unless another one was chosen."""
    if visitor.newest != newest:
        visitor.newest = newest
        if not address.read("as_of"):
            address.forget("as_of")


def _as_measurable(visitor: Visitor, language: Language, wished: Selection) -> Selection:
    share_by = visitor.ask(figures.waterfall(wished))["share_by"]
    if wished.measure == "amount" and (share_by == "count").any():
        st.caption(language.text("No open deal has an amount: shown by count."))
        return replace(wished, measure="count")
    return wished


def _snapshots(dates: Sequence[str], language: Language) -> tuple[date, date | None]:
    """The review and what it is compared with: the snapshot before it, whichever that is, unless one is chosen."""
    left, right = st.columns(2, gap="xsmall")
    as_of = address.one("as_of", dates, dates[0])
    said = _said_day(language)
    left.selectbox(language.text("Review"), dates, format_func=said, key=address.key("as_of"))
    earlier = dates[dates.index(as_of) + 1 :]
    if not earlier:
        address.write(COMPARE_TO, [])
        return _day(as_of), None
    compared = {ONE_BEFORE: earlier[0], **{code: code for code in earlier[1:]}}
    # For each review a box of its own: the browser remembers the label, and "9 Nov" is "the one before" of one only.
    chosen = address.one(COMPARE_TO, list(compared), ONE_BEFORE, about=as_of)
    right.selectbox(
        language.text("Compared with"), list(compared), key=address.key(COMPARE_TO, about=as_of),
        format_func=lambda code: said(compared[code]),
    )  # fmt: skip
    return _day(as_of), _day(compared[chosen])


def _said_day(language: Language) -> Callable[[str], str]:
    return lambda code: language.date(_day(code))


def _day(code: str) -> date:
    return date.fromisoformat(code)


def _focus_stage(choices: Choices, language: Language) -> str | None:
    if choices.focus is None:
        return None
    focus = address.one("focus", choices.stages, choices.focus)
    st.selectbox(language.text("Focus stage"), choices.stages, key=address.key("focus"))
    return focus


def _filters(choices: Mapping[Role, tuple[str, ...]], language: Language) -> dict[Role, tuple[str, ...]]:
    chosen = {role: address.several(role, members) for role, members in choices.items()}
    active = [language.state(member) for members in chosen.values() for member in members]
    # The label is part of what the panel is for Streamlit: if it told what is on, the panel would close at each choice.
    with st.expander(language.text("Filters"), key="filters", on_change="rerun") as panel:
        if panel.open:
            _filter_widgets(choices, bool(active), language)
    if active and not panel.open:
        st.caption(sentence(language, Message("Only {members}", members=active)))
    return {role: tuple(members) for role, members in chosen.items() if members}


def _filter_widgets(choices: Mapping[Role, tuple[str, ...]], active: bool, language: Language) -> None:
    for role, members in choices.items():
        st.multiselect(
            as_text(language.roles_title(role)), members, format_func=language.state,
            key=address.key(role), persist_state="session",
            placeholder=language.text("All"),
        )  # fmt: skip
    st.button(
        language.text("Reset filters"), on_click=address.forget, args=ALL_ROLES, disabled=not active, width="stretch"
    )
