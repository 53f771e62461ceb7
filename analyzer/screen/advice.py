"""The top of the advice page: why, how sure, what would flip it, and whom it is about."""

from __future__ import annotations

import streamlit as st

from analyzer import figures
from analyzer.advice import Assessment
from analyzer.advice.rules import RULES
from analyzer.message import Judged, Message
from analyzer.model import Role, Selection
from analyzer.screen import address, assessments, choices, verdicts
from analyzer.screen.frame import Here
from analyzer.screen.plain import sentence
from analyzer.screen.session import code_of

ROLE, OF = "verdict_role", "of"
FEWEST, MOST = 2, 300


def why(here: Here, found: Assessment) -> None:
    """The cause in a line of its own; how sure, on how many deals, and what would flip it, below."""
    st.markdown(sentence(here.language, _cause(found)))
    deals = here.language.plural("{n} open deal", "{n} open deals", found.deals)
    lines = [_how_sure(found, deals), *([found.flip] if found.flip else [])]
    st.caption("  \n".join(sentence(here.language, line) for line in lines))


def _cause(found: Assessment) -> Message:
    """What asks for a look although neither signal asks for anything: to hold is not to say that all is well."""
    asking = {check.id for check in found.checks if check.answer == "yes"}
    if found.verdict != "hold" or not asking:
        return found.cause
    titles = [Message("{id} {title}", id=rule.id, title=rule.title) for rule in RULES if rule.id in asking]
    return Message("{cause} All the same, these ask for a look: {rules}.", cause=found.cause, rules=titles)


def _how_sure(found: Assessment, deals: str) -> Message:
    if found.sure is None:
        return Message("It stands on {deals}.", deals=deals)
    return Message(
        "How sure: {share}. So often the verdict stays the same when each number is varied within its own error. It "
        "stands on {deals}.",
        share=Judged(found.sure), deals=deals,
    )  # fmt: skip


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
    st.caption(here.text("Click a row to see what that verdict stands on."))
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
