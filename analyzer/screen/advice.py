"""The top of the advice page: why, how sure, what would change it, what next, and whom it is about."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analyzer import figures
from analyzer.advice import Assessment
from analyzer.advice.rules import RULES
from analyzer.message import Message
from analyzer.model import Role, Selection
from analyzer.screen import actions, address, assessments, checks, choices, teaching, verdicts
from analyzer.screen.frame import Here
from analyzer.screen.plain import as_text, sentence
from analyzer.screen.session import code_of
from analyzer.screen.sidebar import UPLOAD_PAGE

ROLE, OF = "verdict_role", "of"
REHEARSAL_PAGE, FORECAST_PAGE = "pages/decide/rehearsal.py", "pages/decide/forecast.py"
FEWEST, MOST = 2, 300


def with_anything_to_judge(here: Here, whole: Assessment) -> None:
    """Where no deal is open and nothing else tells what to do, the page teaches and ends."""
    if whole.verdict == "not_enough_data":
        none = Message("No deal of this selection is open, so there is none to push, and nothing to add to.")
        teaching.with_open_deals(here, [whole.deals], none)


def why(here: Here, found: Assessment, then: Callable[[], None] | None = None) -> None:
    """At a glance, side by side: why, how sure, what would change it, and what to do ``then``."""
    parts = [_missing] if found.verdict == "not_enough_data" else [_reasons, _how_sure, _turning]
    shares = [7.2] if len(parts) == 1 else [3, 1.6, 2.6]
    *columns, last = st.columns([*shares, 2.4], gap="medium")
    for column, part in zip(columns, parts, strict=True):
        with column:
            part(here, found)
    if then:
        with last:
            _title(here.text("What next"))
            then()


def _title(words: str) -> None:
    st.caption(f"**{as_text(words)}**")


def _part(here: Here, title: str, said: Message) -> None:
    _title(title)
    st.markdown(sentence(here.language, said))


def _reasons(here: Here, found: Assessment) -> None:
    _part(here, here.text("Why"), _cause(found))


def _missing(here: Here, found: Assessment) -> None:
    """What is missing for a verdict, point by point."""
    _title(here.text("What is missing"))
    untold = [found.check(rule) for rule in checks.DECIDING if found.check(rule).answer == "not_enough_data"]
    missing = [need for check in untold for need in check.needs]
    st.markdown("\n".join(f"- {sentence(here.language, need)}" for need in missing))


def _cause(found: Assessment) -> Message:
    """What asks for a look although neither signal asks for anything: to hold is not to say that all is well."""
    asking = {check.id for check in found.checks if check.answer == "yes"}
    if found.verdict != "hold" or not asking:
        return found.cause
    titles = [Message("{id} {title}", id=rule.id, title=rule.title) for rule in RULES if rule.id in asking]
    return Message("{cause} All the same, these ask for a look: {rules}.", cause=found.cause, rules=titles)


def _how_sure(here: Here, found: Assessment) -> None:
    """The share as a large number, and what it stands on."""
    _title(here.text("How sure"))
    if found.sure is not None:
        st.metric(
            here.text("How sure"), here.language.judged(found.sure), label_visibility="collapsed",
            help=here.text("So often the verdict stays the same when each number is varied within its own error."),
        )  # fmt: skip
    deals = here.language.plural("{n} open deal", "{n} open deals", found.deals)
    st.caption(sentence(here.language, Message("It stands on {deals}.", deals=deals)))


def _turning(here: Here, found: Assessment) -> None:
    said = found.flip or Message("No number and no limit, changed alone, would.")
    _part(here, here.text("What would change it"), said)


def next_steps(here: Here, found: Assessment) -> None:
    """Where to go from the verdict: to the effect and the actions; where data is missing, to where it is given."""
    if any(checks.lacks_target(check) for check in found.checks):
        st.page_link(checks.TARGETS_PAGE, label=here.text("Set the targets"), icon="🎯")
    if found.verdict == "not_enough_data":
        st.page_link(UPLOAD_PAGE, label=here.text("Upload what is missing"), icon="📤")
        return
    if st.button(here.text("Rehearse it first"), icon="🎬", type="primary"):
        st.switch_page(REHEARSAL_PAGE)
    st.page_link(FORECAST_PAGE, label=here.text("If nothing changes"), icon="🔭")
    st.markdown(f"[↓ {as_text(here.text('What to do'))}](#{actions.ANCHOR})")


def mix_shifts(here: Here, selection: Selection) -> None:
    """Where the whole moved one way and each part the other, said before anybody concludes from the whole."""
    for shift in assessments.mix_shifts(here, selection):
        st.info(sentence(here.language, shift), icon="🔀")


def members(here: Here, selection: Selection) -> tuple[Role, Assessment] | None:
    """The table of verdicts by the role that is chosen; the member whose row is selected, and its role."""
    roles = [role for role in choices.judged_roles(here) if FEWEST <= len(choices.named_members(here, role)) <= MOST]
    if not roles:
        return None
    role = choices.role(here, ROLE, roles)
    found = assessments.by_member(here, selection, role)
    code = code_of(figures.products(selection, role, here.settings))
    verdicts.table(here, found, role, code, on_row=lambda member: address.write(OF, [member] if member else []))
    st.caption(here.text("Click a row to see what to do there, and what that verdict stands on."))
    chosen = next(iter(address.read(OF)), None)
    return next(((role, one) for one in found if one.member == chosen), None)


def of_one(here: Here, role: Role, found: Assessment) -> None:
    """The verdict of one member, and the way back to the whole."""
    name = Message("{name}: {value}", name=here.language.role_title(role), value=here.language.state(found.member))
    st.subheader(sentence(here.language, name), anchor=False)
    st.markdown(f"**{sentence(here.language, found.sentence)}**")
    why(here, found)
    with st.container(horizontal=True):
        st.button(here.text("Back to the whole"), icon="↩️", on_click=address.write, args=(OF, []))
        only = Message("Show only {member} on every page", member=here.language.state(found.member))
        st.button(sentence(here.language, only), icon="🔎", on_click=_only, args=(role, found.member))


def _only(role: Role, member: str) -> None:
    """Let the filter of the sidebar through nothing but the member, so that its actions are proposed as well."""
    address.choose(role, [member])
    address.write(OF, [])
