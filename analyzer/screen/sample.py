"""The sample data: read once for the whole server, because it is nobody's."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import streamlit as st

from analyzer.intake import Intake, SourceFile, read
from analyzer.settings import Settings

FOLDER = Path(__file__).resolve().parents[2] / "sample_data"
WORKBOOKS = {"en": FOLDER / "english" / "pipeline.xlsx", "zh_CN": FOLDER / "chinese" / "商机.xlsx"}


@st.cache_resource(show_spinner=False)
def intake(language_code: str) -> Intake:
    """What intake makes of the sample workbook in this language; shared by all visitors, never changed."""
    return read(files(language_code), Settings(), date.today())


def files(language_code: str) -> tuple[SourceFile, ...]:
    """The sample workbook in this language."""
    workbook = WORKBOOKS[language_code]
    return (SourceFile(workbook.name, workbook),)
