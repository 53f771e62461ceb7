"""Files in, answers in: reading them, and what is said when they are read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from analyzer.errors import AnalyzerError
from analyzer.intake import SourceFile
from analyzer.message import Message
from analyzer.screen import errors, intake_tables
from analyzer.screen.frame import Here
from analyzer.screen.reading import steps_shown
from analyzer.settings import Settings

TYPES = ["xlsx", "xls", "xlsm", "ods", "csv", "tsv", "txt", "parquet"]


def files(here: Here) -> None:
    """The place to drop files; what is dropped is read at once and added to what is there."""
    visitor = here.visitor
    dropped = st.file_uploader(
        here.text("Your exports: one or many files, one or many weeks"), type=TYPES, accept_multiple_files=True,
        key=f"files_{visitor.batch}",
    )  # fmt: skip
    if dropped:
        visitor.refused = _read(here, dropped)
        # The next drop lands in a new place: what was dropped in the one before is done with, read or refused.
        st.rerun()
    if visitor.refused:
        errors.show(here.language, visitor.refused)


def _read(here: Here, dropped: Sequence[UploadedFile]) -> AnalyzerError | None:
    with TemporaryDirectory(prefix="analyzer-") as folder, steps_shown(here) as watch:
        files = [_on_disk(file, Path(folder) / str(number)) for number, file in enumerate(dropped)]
        try:
            here.visitor.add(files, watch)
        except AnalyzerError as error:
            return error
    return None


def _on_disk(file: UploadedFile, place: Path) -> SourceFile:
    place = place.with_suffix(Path(file.name).suffix)
    place.write_bytes(file.getbuffer())
    return SourceFile(file.name, place)


def answer(here: Here, settings: Settings | None) -> None:
    """Read again with the answers in these settings, where there are any."""
    if settings is None:
        return
    with steps_shown(here) as watch:
        here.visitor.change(settings, watch)
    st.rerun()


def sentence_for(here: Here) -> Message:
    """The one sentence at the top of the upload page."""
    visitor = here.visitor
    if visitor.on_sample:
        return Message("This is sample data: drop your own export to see your story")
    if visitor.report.questions:
        return Message("{rows}. Before the figures are right, please answer", rows=intake_tables.totals(visitor.report))
    return intake_tables.totals(visitor.report)
