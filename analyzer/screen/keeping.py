"""Everything as one file to keep: whose it is, where it is, and the notes that go with it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from analyzer.errors import AnalyzerError
from analyzer.message import Message
from analyzer.screen import errors
from analyzer.screen.frame import Here
from analyzer.screen.plain import sentence
from analyzer.screen.sidebar import UPLOAD_PAGE

ZIP = "application/zip"
MOST_NOTES = 20_000


def draw(here: Here) -> None:
    """Where the data is and how long it stays there, and the file in which it can be kept."""
    if here.visitor.on_sample:
        st.markdown(here.text("Upload your own export: what is yours then stands here, to be kept for next week."))
        if st.button(here.text("Upload"), type="primary", icon="📤"):
            st.switch_page(UPLOAD_PAGE)
        return
    st.markdown(sentence(here.language, whose(here)))
    if here.visitor.workspace.not_saved:
        errors.show(here.language, here.visitor.workspace.not_saved)
    with st.container(horizontal=True, vertical_alignment="center"):
        button(here, "keep", likely=True)
        start_over(here)


def whose(here: Here) -> Message:
    """Where the data is, and how long it stays there."""
    saved = saved_at(here)
    if saved:
        return Message("{saved} It is yours alone, in the folder of this installation.", saved=saved)
    return Message(
        "All of this is yours alone and only here, as long as this browser tab is open: nothing stays on the server. "
        "Download it as one file, and drop that file on the upload page next week, together with the new export."
    )


def saved_at(here: Here) -> Message | None:
    """When all was saved to the folder of an own installation, on the reader's clock; None where it was not."""
    moment = here.visitor.workspace.saved_at
    if moment is None:
        return None
    return Message("Saved at {time}.", time=f"{moment.astimezone(_zone(st.context.timezone)):%H:%M}")


def _zone(name: str | None) -> ZoneInfo | None:
    """The reader's time zone; None, which is the server's, where the browser names none that is known."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


def button(here: Here, key: str, likely: bool = False) -> None:
    """The download of everything as one file."""
    st.download_button(
        here.text("Download the workspace"), lambda: content(here), icon="⬇️", mime=ZIP, key=key,
        file_name=f"workspace-{date.today().isoformat()}.zip", on_click="ignore",
        type="primary" if likely else "secondary",
        help=here.text("One file with your uploads, answers, corrections, decisions, settings and notes."),
    )  # fmt: skip


def start_over(here: Here) -> None:
    """The button that lets go of everything, once it is confirmed."""
    with st.popover(here.text("Start over with the sample data"), icon="↩️"):
        st.markdown(
            here.text(
                "Your uploads, answers, corrections, decisions and notes go away. To keep them, download them first."
            )
        )
        button(here, "keep_first")
        st.button(here.text("Let it all go"), type="primary", on_click=here.visitor.start_over)


def content(here: Here) -> bytes:
    """The bytes of the file; it speaks the language that is spoken now.

    Raises `CannotKeep`, which is said when the page is drawn again: the browser only learns that there is no file.
    """
    try:
        with TemporaryDirectory(prefix="analyzer-") as folder:
            path = Path(folder) / "workspace.zip"
            here.visitor.workspace.write(path, here.language.code)
            return path.read_bytes()
    except AnalyzerError as error:
        here.visitor.refused = error
        raise


def notes(here: Here) -> None:
    """Free text of the manager's own, kept with the rest."""
    workspace = here.visitor.workspace
    typed = st.text_area(
        here.text("Notes for next week: what was decided, with whom, by when"), value=workspace.notes,
        max_chars=MOST_NOTES, height=140, key=f"notes_{here.visitor.batch}",
    )  # fmt: skip
    if typed is not None and typed != workspace.notes:
        workspace.notes = typed
