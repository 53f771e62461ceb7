"""Everything the manager can set; the file that keeps it."""

from __future__ import annotations

import streamlit as st

from analyzer.message import Message
from analyzer.screen import advice_settings, quality_settings, settings_form, upload
from analyzer.screen.frame import headline, here

now = here()
headline(now, Message("Your rules: every figure follows them at once, and one file keeps them for next week"))
upload.answer(now, settings_form.file(now))
st.subheader(now.text("Rules"), anchor=False)
upload.answer(now, settings_form.rules(now))
st.subheader(now.text("Advice"), anchor=False)
advice_settings.form(now)
st.subheader(now.text("Quality of the data"), anchor=False)
upload.answer(now, quality_settings.form(now))
st.subheader(now.text("Stages"), anchor=False)
upload.answer(now, settings_form.stages(now))
st.subheader(now.text("Currency rates"), anchor=False)
upload.answer(now, settings_form.rates(now))
