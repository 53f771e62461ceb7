"""What the parent asks of the reading process: one JSON file in a folder of its own, and the files beside it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from analyzer.intake.source import Limits, SourceFile
from analyzer.settings import Settings

ASKED = "job.json"
SNAPSHOTS = "snapshots.arrow"
REPORT = "report.json"
FAILURE = "failure.json"
COMPLAINTS = "stderr.txt"
MEMORY_IS_SHORT = 3


@dataclass(frozen=True)
class Job:
    """Which files to read, and how."""

    files: tuple[SourceFile, ...]
    settings: Settings
    today: date
    limits: Limits

    def write(self, folder: Path) -> None:
        """Put the job into ``folder``, where `Job.of` finds it."""
        asked = {
            "files": [{"name": file.name, "path": str(Path(file.path).resolve())} for file in self.files],
            "settings": self.settings.to_toml(),
            "today": self.today.isoformat(),
            "limits": asdict(self.limits),
        }
        (folder / ASKED).write_text(json.dumps(asked), encoding="utf-8")

    @classmethod
    def of(cls, folder: Path) -> Job:
        """The job that was written to ``folder``."""
        asked = json.loads((folder / ASKED).read_text(encoding="utf-8"))
        return cls(
            files=tuple(SourceFile(file["name"], Path(file["path"])) for file in asked["files"]),
            settings=Settings.from_toml(asked["settings"]),
            today=date.fromisoformat(asked["today"]),
            limits=Limits(**asked["limits"]),
        )
