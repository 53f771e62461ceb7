"""What the scored decisions teach: what a push is worth with this team, to be taken over with one click."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from analyzer.advice.ledger import Score, learned
from analyzer.advice.ledger.learned import Effect
from analyzer.intake import Progress
from analyzer.message import Message
from analyzer.screen.frame import Here
from analyzer.screen.plain import as_text, sentence


def draw(here: Here, found: Sequence[Score]) -> None:
    """What pushing and adding came to against what was expected without; nothing before a decision was scored."""
    few = here.settings.few_deals
    record, added = learned.pushes(found, few), learned.additions(found)
    lines = learned.of_pushes(record, few) if record else []
    if added:
        lines.append(learned.of_additions(added))
    if not lines:
        return
    with st.container(border=True, gap="small"):
        st.markdown(f"**{here.text('What your decisions teach')}**")
        st.markdown("  \n".join(sentence(here.language, line) for line in lines))
        if record and record.effect:
            _take_over(here, record.effect)


def _take_over(here: Here, effect: Effect) -> None:
    wished = learned.as_setting(effect)
    if wished is None:
        st.markdown(here.text("Pushing has shown no effect so far: nothing to take over."))
        return
    now, then = learned.signed(here.settings.push_effect), learned.signed(wished)
    if here.language.say(now) == here.language.say(then):
        st.caption(sentence(here.language, Message("Advice and rehearsal expect {effect} of a push.", effect=then)))
        return
    asked = Message("Expect {new} of a push from now on, instead of {now}", new=then, now=now)
    if st.button(as_text(here.language.say(asked)), icon="🎓", key="learn_push_effect"):
        here.visitor.change(replace(here.settings, push_effect=wished), _nothing_is_read)
        st.rerun()


def _nothing_is_read(_: Progress) -> None:
    """The files say nothing about this setting."""
