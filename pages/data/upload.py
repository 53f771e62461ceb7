"""Files in; how they were understood; the one question at a time that only a person can answer."""

from __future__ import annotations

import streamlit as st

from analyzer.screen import (
    column_mapping,
    intake_tables,
    next_steps,
    proposals,
    questions,
    stage_mapping,
    teaching,
    understood,
    upload,
)
from analyzer.screen.frame import headline, here

now = here()
report = now.visitor.report
headline(now, upload.sentence_for(now))
upload.outcome(now)
if now.visitor.on_sample:
    upload.files(now)
    teaching.template_button(now.language)
else:
    next_steps.draw(now)
    upload.answer(now, questions.ask(now, report))
    upload.answer(now, questions.assumed_dates(now, report.sheets))
    upload.answer(now, proposals.ask(now, report))
    upload.files(now)

understood.picture(now, report)
intake_tables.general_notes(now, report)
with st.expander(now.text("Place the stages otherwise"), key="stages_otherwise", on_change="rerun") as panel:
    if panel.open:
        upload.answer(now, stage_mapping.edit(now, report))
with st.expander(now.text("Understand the columns otherwise"), key="columns_otherwise", on_change="rerun") as panel:
    if panel.open:
        upload.answer(now, column_mapping.edit(now, report))
