"""What is held, for whom, and how it is kept for next week."""

from __future__ import annotations

import streamlit as st

from analyzer.screen import held, keeping, upload
from analyzer.screen.frame import headline, here

now = here()
headline(now, held.finding(now))
upload.outcome(now)
keeping.draw(now)
if not now.visitor.on_sample:
    st.subheader(now.text("Snapshots"), anchor=False)
    held.snapshots(now)
    st.subheader(now.text("Uploads"), anchor=False)
    held.uploads(now)
    keeping.notes(now)
