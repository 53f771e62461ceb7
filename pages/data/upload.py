"""Files in; how they were understood; the questions that only a person can answer."""

from __future__ import annotations

import streamlit as st

from analyzer.screen import column_mapping, questions, stage_mapping, teaching, upload
from analyzer.screen.frame import headline, here
from analyzer.screen.plain import sentence

now = here()
visitor = now.visitor
report = visitor.report
headline(now, upload.sentence_for(now))
upload.files(now)
with st.container(horizontal=True, vertical_alignment="center"):
    teaching.template_button(now.language)
    if not visitor.on_sample:
        st.page_link("pages/story/gauges.py", label=now.text("See your story"), icon="🧭")
        st.button(now.text("Start over with the sample data"), icon="↩️", on_click=visitor.start_over)

if not visitor.on_sample:
    upload.answer(now, questions.ask(now, report.questions))
    upload.answer(now, questions.assumed_dates(now, report.sheets))
for note in report.notes:
    st.markdown(sentence(now.language, note))

st.subheader(now.text("Stages"), anchor=False)
upload.answer(now, stage_mapping.edit(now, report))
st.subheader(now.text("Columns"), anchor=False)
upload.answer(now, column_mapping.edit(now, report))
