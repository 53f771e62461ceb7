"""The first visit to a fresh server, when it comes by a link to a page."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

RELOAD = "<script>window.location.reload()</script>"


def starts_in_the_old_way() -> bool:
    """Whether Streamlit runs this script by its old rules. To be asked before ``st.navigation``, which ends them.

    Until the first ``st.navigation`` of a server, a folder named ``pages`` switches the old rules on, and by them a
    link to one of our pages is "Page not found", in a dialog that stays.
    """
    by_link = urlsplit(st.context.url or "").path.strip("/") != ""
    return bool(PagesManager.uses_pages_directory) and by_link


def begin_again() -> None:
    """Let the browser ask once more, now that the old rules have ended; this run ends here."""
    st.html(RELOAD, unsafe_allow_javascript=True)
    st.stop()
