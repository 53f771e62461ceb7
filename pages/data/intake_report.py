"""What was read, how it was understood, and what was left out: nothing is lost in silence."""

from __future__ import annotations

import streamlit as st

from analyzer.screen import column_mapping, intake_tables, rejected_rows, upload
from analyzer.screen.frame import headline, here
from analyzer.screen.plain import as_text

now = here()
report = now.visitor.report
headline(now, intake_tables.finding(report))
upload.outcome(now)
intake_tables.equation(now, report)
intake_tables.sheets(now, report)

st.subheader(now.text("Rejected rows"), anchor=False)
rejected_rows.draw(now, report)

st.subheader(now.text("What was noticed"), anchor=False)
intake_tables.notes_on_newest(now, report)
intake_tables.general_notes(now, report)

if report.joins:
    st.subheader(now.text("Lookup tables"), anchor=False)
for join in report.joins:
    upload.answer(now, intake_tables.join(now, report, join))

st.subheader(now.text("Columns"), anchor=False)
for number, sheet in enumerate(report.sheets):
    name = " / ".join(part for part in (sheet.file, sheet.sheet) if part)
    with st.expander(as_text(name), key=f"sheet_{number}", on_change="rerun") as panel:
        if panel.open:
            intake_tables.notes(now, sheet)
            column_mapping.table(now, sheet)
