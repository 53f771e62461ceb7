"""One visitor's data: what they uploaded, set and put right, and the warehouse that answers for it."""

from __future__ import annotations

from analyzer.intake.mended_rows import rejected_rows_workbook
from analyzer.workspace.held import Held, Upload
from analyzer.workspace.targets import with_arrived
from analyzer.workspace.workspace import Workspace

__all__ = ["Held", "Upload", "Workspace", "rejected_rows_workbook", "with_arrived"]
