"""The list of pages, and the language they are read in."""

from __future__ import annotations

import streamlit as st

from analyzer.screen import fresh_server, session, sidebar
from analyzer.screen.errors import said_in_words

is_too_early = fresh_server.starts_in_the_old_way()
visitor = session.visitor()
language = session.language(visitor)
say = language.text

st.set_page_config(say("Sales Management Analyzer"), page_icon="🚦", layout="wide", initial_sidebar_state=370)
page = st.navigation(
    {
        say("Story"): [
            st.Page("pages/story/gauges.py", title=say("Gauges"), icon="🧭", url_path="gauges", default=True),
            st.Page("pages/story/waterfall.py", title=say("Waterfall"), icon="📊", url_path="waterfall"),
            st.Page("pages/story/week_over_week.py", title=say("Week over week"), icon="🔀", url_path="week-over-week"),
            st.Page("pages/story/products.py", title=say("Products"), icon="🚦", url_path="products"),
        ],
        say("Decide"): [
            st.Page("pages/decide/advice.py", title=say("Advice"), icon="💡", url_path="advice"),
            st.Page("pages/decide/rehearsal.py", title=say("Rehearsal"), icon="🎬", url_path="rehearsal"),
            st.Page("pages/decide/decisions.py", title=say("Decisions"), icon="📒", url_path="decisions"),
            st.Page("pages/decide/forecast.py", title=say("Forecast"), icon="🔭", url_path="forecast"),
            st.Page("pages/decide/health.py", title=say("Health"), icon="🩺", url_path="health"),
        ],
        say("Data"): [
            st.Page("pages/data/upload.py", title=say("Upload"), icon="📤", url_path="upload"),
            st.Page("pages/data/intake_report.py", title=say("Intake report"), icon="🧾", url_path="intake-report"),
            st.Page("pages/data/quality.py", title=say("Quality"), icon="🔎", url_path="quality"),
            st.Page("pages/data/workspace.py", title=say("Workspace"), icon="🗂️", url_path="workspace"),
            st.Page("pages/data/settings.py", title=say("Settings"), icon="⚙️", url_path="settings"),
        ],
    },
    expanded=True,
)
if is_too_early:
    fresh_server.begin_again()
with said_in_words(language):
    with st.spinner(say("Opening the sample data")):
        visitor.open(language.code)
    visitor.selection = sidebar.draw(visitor, language)
    page.run()
