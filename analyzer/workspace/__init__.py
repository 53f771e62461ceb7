"""One visitor's data: what they uploaded, set and put right, and the warehouse that answers for it."""

from __future__ import annotations

from analyzer.workspace.held import Held, Upload
from analyzer.workspace.targets import with_arrived
from analyzer.workspace.workspace import Workspace

__all__ = ["Held", "Upload", "Workspace", "with_arrived"]
