"""What a confined process leaves behind where it could not do its job."""

from __future__ import annotations

import json
from pathlib import Path

from analyzer.errors import AnalyzerError
from analyzer.intake.job import FAILURE


def leave_failure(error: AnalyzerError, folder: Path) -> None:
    """Leave ``error`` in ``folder`` for the parent to raise."""
    next_step = error.next_step.as_json() if error.next_step else None
    told = {"error": type(error).__name__, "what": error.what.as_json(), "next_step": next_step}
    (folder / FAILURE).write_text(json.dumps(told), encoding="utf-8")
