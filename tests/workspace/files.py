"""Small exports for workspaces, and what is asked of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from analyzer import figures
from analyzer.intake import SourceFile
from analyzer.intake.report import SheetReport
from analyzer.model import Selection
from analyzer.workspace import Workspace

TODAY = date(2026, 11, 20)
NOV_9, NOV_16 = date(2026, 11, 9), date(2026, 11, 16)
WEEK_1, WEEK_2 = "pipeline_2026-11-09.csv", "pipeline_2026-11-16.csv"


def source(folder: Path, name: str, content: str | bytes) -> SourceFile:
    """A file to upload, called ``name``."""
    place = folder / f"upload {len(list(folder.iterdir()))}"
    place.write_bytes(content if isinstance(content, bytes) else content.encode())
    return SourceFile(name, place)


def csv(*deals: str, header: str = "id,stage,amount,region") -> str:
    """An export of deals, each its cells with commas between them."""
    return "\n".join([header, *deals, ""])


def counts(workspace: Workspace) -> list[int]:
    """The number of deals in each snapshot."""
    return list(workspace.run(figures.snapshots())["deals"])


def figures_of(workspace: Workspace) -> list[Any]:
    """What the pages show, but for the words."""
    days = [day.date() for day in workspace.run(figures.snapshots())["snapshot_date"]]
    if not days:
        return []
    selection = Selection(days[-1], days[-2] if days[1:] else None)
    asked = [
        figures.waterfall(selection),
        figures.outcomes(selection),
        figures.products(selection, "region", workspace.settings),
        figures.gauges(selection, "region", workspace.settings),
        *([figures.transitions(selection)] if selection.compare_to else []),
    ]
    return [days, *(workspace.run(query).astype(str).to_dict("records") for query in asked)]


def rows_of(workspace: Workspace) -> list[SheetReport]:
    """What the report says of rows and days; not of columns, which are known as those of last time when read again."""
    sheets = workspace.report.sheets if workspace.report else ()
    return [replace(sheet, columns=(), notes=()) for sheet in sheets]


def assert_nothing_is_lost(workspace: Workspace) -> None:
    """Rows read = loaded + rejected + not data, for each sheet."""
    assert workspace.report is not None
    for sheet in workspace.report.sheets:
        assert sheet.rows_read == sheet.rows_loaded + sheet.rows_rejected + sheet.rows_not_data, sheet.file
