"""Reads cases in this one process, by the very code that the reading child runs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from analyzer.intake.answer import Intake
from analyzer.intake.reading.database import close_to_files, open_database
from analyzer.intake.reading.sheets import read_sheets
from analyzer.intake.source import Limits
from analyzer.intake.understanding import understand
from analyzer.settings import Settings

TODAY = date(2026, 11, 22)


def read_here(files: Mapping[str, bytes], settings: Settings | None = None) -> Intake:
    """What `analyzer.intake.read` makes of the files, without its process. Raises what that raises, and more."""
    limits = Limits()
    with TemporaryDirectory() as name:
        folder = Path(name)
        connection = open_database(folder, limits)
        sheets = []
        for number, (file, content) in enumerate(files.items()):
            path = folder / f"upload {number}"
            path.write_bytes(content)
            sheets += read_sheets(connection, path, file, limits)
        close_to_files(connection)
        return understand(connection, sheets, settings or Settings(), TODAY)
