"""Files in, answers in: reading them, and what is said when they are read."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from analyzer.errors import AnalyzerError
from analyzer.intake import SourceFile
from analyzer.message import Message
from analyzer.screen import arrivals, errors, intake_tables
from analyzer.screen.frame import Here
from analyzer.screen.plain import sentence
from analyzer.screen.reading import steps_shown
from analyzer.screen.session import Visitor, Watch
from analyzer.settings import Settings

TYPES = ["xlsx", "xls", "xlsm", "ods", "csv", "tsv", "txt", "parquet", "zip"]


def files(here: Here) -> None:
    """The place to drop files; what is dropped is read at once and added to what is there."""
    dropped = st.file_uploader(
        _asked_for(here), type=TYPES, accept_multiple_files=True, key=f"files_{here.visitor.batch}",
    )  # fmt: skip
    if dropped:
        # The next drop lands in a new place: what was dropped in the one before is done with, read or refused.
        with TemporaryDirectory(prefix="analyzer-") as folder:
            named = [_on_disk(file, Path(folder) / str(number)) for number, file in enumerate(dropped)]
            perform(here, partial(arrivals.add, here.visitor, named))


def _asked_for(here: Here) -> str:
    if here.visitor.on_sample:
        return here.text("Your exports, one or many weeks; or the workspace file you kept, alone or with a new export")
    return here.text("Next week's export, more weeks, or the rejected rows once they are mended")


def perform(here: Here, act: Callable[[Watch], None]) -> None:
    """Do something that reads the files again, with its steps shown, and draw the page anew.

    Where it cannot be done everything stays as it was, and the page says why.
    """
    visitor = here.visitor
    visitor.refused = visitor.said = None
    with steps_shown(here) as watch:
        try:
            act(watch)
        except AnalyzerError as error:
            visitor.refused = error
    st.rerun()


def outcome(here: Here) -> None:
    """What the last thing that was done came to, or why it could not be done, or not for every file."""
    if here.visitor.refused:
        errors.show(here.language, here.visitor.refused)
        return
    for sheet in here.visitor.report.sheets:
        if sheet.file in here.visitor.report.refused:
            st.warning(" ".join(sentence(here.language, note) for note in sheet.notes), icon="⚠️")
    if said := _news(here.visitor):
        st.success(sentence(here.language, said), icon="✅")


def _news(visitor: Visitor) -> Message | None:
    """What there is to say on the page where it was done; on any other page it is no news any more."""
    page = urlsplit(st.context.url or "").path
    if visitor.said and (visitor.told is None or visitor.told[0] is not visitor.said):
        visitor.told = visitor.said, page
    if visitor.told and visitor.told[1] != page:
        visitor.said = visitor.told = None
    return visitor.said


def _on_disk(file: UploadedFile, place: Path) -> SourceFile:
    place = place.with_suffix(Path(file.name).suffix)
    place.write_bytes(file.getbuffer())
    return SourceFile(file.name, place)


def answer(here: Here, settings: Settings | None) -> None:
    """Read again with the answers in these settings, where there are any."""
    if settings is not None:
        perform(here, lambda watch: here.visitor.change(settings, watch))


def sentence_for(here: Here) -> Message:
    """The one sentence at the top of the upload page."""
    visitor = here.visitor
    if visitor.on_sample:
        return Message("This is sample data: drop your own export to see your story")
    if visitor.report.questions:
        return Message("{rows}. Before the figures are right, please answer", rows=intake_tables.totals(visitor.report))
    return intake_tables.totals(visitor.report)
