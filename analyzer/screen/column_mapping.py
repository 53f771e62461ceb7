"""How the columns were understood, as a table whose fields can be changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from analyzer.intake.report import ColumnMatch, IntakeReport, SheetReport
from analyzer.model import EXTRA_ROLES
from analyzer.screen import tables
from analyzer.screen.field_names import FIELD_NAMES, field_name, with_field_names
from analyzer.screen.frame import Here
from analyzer.settings import Settings

SET_ASIDE, EXTRA = "", "extra"
HEADER_WIDTH, REASON_WIDTH = 140, 330


def edit(here: Here, report: IntakeReport) -> Settings | None:
    """The table and its button; the settings with the changed columns once the button is pressed."""
    rows = [_row(here, sheet, column) for sheet in report.sheets for column in sheet.columns]
    if not rows:
        return None
    fields = list(dict.fromkeys([*FIELD_NAMES, *(row["field"] for row in rows)]))
    frame = pd.DataFrame(rows)
    edited = st.data_editor(
        frame, column_config=_columns(here, fields), hide_index=True,
        disabled=["sheet", "header", "confidence", "reason", "samples"], height=tables.height(len(rows), 14),
        key=f"columns_{here.visitor.batch}", placeholder=tables.MISSING, alt=here.text("Columns"),
    )  # fmt: skip
    changed = edited["field"] != frame["field"]
    if not st.button(here.text("Apply the columns"), disabled=not changed.any(), key="apply_columns"):
        return None
    chosen = dict(zip(frame.loc[changed, "header"], edited.loc[changed, "field"].fillna(SET_ASIDE), strict=True))
    return replace(here.settings, columns={**here.settings.columns, **chosen})


def table(here: Here, sheet: SheetReport) -> None:
    """The same table for one sheet, to read."""
    frame = pd.DataFrame([_row(here, sheet, column) for column in sheet.columns])
    frame = frame.assign(field=[field_name(here.language, field) for field in frame["field"]])
    columns = _columns(here, []) | {"field": tables.text(here.text("Understood as"))}
    order = ["header", "field", "confidence", "reason", "samples"]
    st.dataframe(
        frame, column_config=columns, column_order=order, hide_index=True,
        height=tables.height(len(frame), 14), alt=here.text("Columns"),
    )  # fmt: skip


def _row(here: Here, sheet: SheetReport, column: ColumnMatch) -> dict[str, Any]:
    return {
        "sheet": sheet.sheet or sheet.file,
        "header": column.header,
        "field": EXTRA if column.field in EXTRA_ROLES else column.field or SET_ASIDE,
        "confidence": column.confidence,
        "reason": with_field_names(here.language, column.reason),
        "samples": ", ".join(column.samples),
    }


def _columns(here: Here, fields: list[str]) -> dict[str, Any]:
    say = here.text
    return {
        "sheet": tables.text(say("Sheet")),
        "header": tables.text(say("Column"), width=HEADER_WIDTH),
        "field": st.column_config.SelectboxColumn(
            say("Understood as"), options=fields, format_func=lambda field: field_name(here.language, str(field))
        ),
        "confidence": st.column_config.ProgressColumn(
            say("Confidence"), format="percent", min_value=0, max_value=1, width="small"
        ),
        "reason": tables.text(say("Why"), width=REASON_WIDTH),
        "samples": tables.text(say("Samples")),
    }
