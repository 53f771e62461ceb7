"""What the parent asks of the reading process: one JSON file in a folder of its own, and the files beside it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from analyzer.intake.corrections import Corrections
from analyzer.intake.source import Limits, SourceFile
from analyzer.settings import Settings

ASKED = "job.json"
SNAPSHOTS = "snapshots.arrow"
REPORT = "report.json"
FAILURE = "failure.json"
COMPLAINTS = "stderr.txt"
MEMORY_IS_SHORT = 3
BEGIN = b"begin\n"


@dataclass(frozen=True)
class Job:
    """Which files to read, and how."""

    files: tuple[SourceFile, ...]
    settings: Settings
    today: date
    limits: Limits
    corrections: Corrections = Corrections()

    def write(self, folder: Path) -> None:
        """Put the job into ``folder``, where `Job.of` finds it."""
        asked = {
            "files": [_file_as_json(file) for file in self.files],
            "settings": self.settings.to_toml(),
            "today": self.today.isoformat(),
            "limits": asdict(self.limits),
            "corrections": self.corrections.as_json(),
        }
        (folder / ASKED).write_text(json.dumps(asked), encoding="utf-8")

    @classmethod
    def of(cls, folder: Path) -> Job:
        """The job that was written to ``folder``."""
        asked = json.loads((folder / ASKED).read_text(encoding="utf-8"))
        return cls(
            files=tuple(_file(told) for told in asked["files"]),
            settings=Settings.from_toml(asked["settings"]),
            today=date.fromisoformat(asked["today"]),
            limits=Limits(**asked["limits"]),
            corrections=Corrections.from_json(asked["corrections"]),
        )


def _file_as_json(file: SourceFile) -> dict[str, str | None]:
    added_on = file.added_on.isoformat() if file.added_on else None
    return {"name": file.name, "path": str(Path(file.path).resolve()), "added_on": added_on}


def _file(told: dict[str, Any]) -> SourceFile:
    added_on = date.fromisoformat(told["added_on"]) if told["added_on"] else None
    return SourceFile(told["name"], Path(told["path"]), added_on)
