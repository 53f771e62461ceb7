"""Work that takes longer than a blink, with its steps and how far it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from analyzer.intake import Progress
from analyzer.screen.frame import Here
from analyzer.screen.plain import sentence
from analyzer.screen.session import Watch


@contextmanager
def steps_shown(here: Here) -> Iterator[Watch]:
    """A status box for the body, which tells it each step; it closes when the body is done."""
    with st.status(here.text("Reading your files"), expanded=True) as status:
        bar = st.progress(0.0)

        def watch(progress: Progress) -> None:
            bar.progress(min(max(progress.done, 0.0), 1.0), text=sentence(here.language, progress.step))

        yield watch
        status.update(label=here.text("Done"), state="complete", expanded=False)
