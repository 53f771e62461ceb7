"""Writers of one workspace folder, killed at random moments; prints what was found after each kill, as JSON.

Run as a program of its own: it forks, which only a process of one thread may.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from analyzer.intake import SourceFile
from analyzer.settings import Settings
from analyzer.workspace.folder import Folder
from analyzer.workspace.held import Held, Upload

SAVES, LONGEST = 2.5, 0.15  # a writer lives for up to so many savings, and so many seconds
SIZES = (300, 20_000, 700_000)
READY = b"\n"


def main(place: Path, kills: int) -> None:
    """Kill ``kills`` writers in turn, each of which begins where the one before ended."""
    lots = random.Random(3)
    sources = place / "sources"
    sources.mkdir()
    files = [_file(sources, number, lots.choice(SIZES)) for number in range(40)]
    longest = min(SAVES * _seconds_of_a_saving(place, files), LONGEST)
    found = [_killed(place, files, lots.random() * longest) for _ in range(kills)]
    print(json.dumps(found))


def _file(folder: Path, number: int, size: int) -> SourceFile:
    content = bytes([number]) * size
    path = folder / sha256(content).hexdigest()
    path.write_bytes(content)
    return SourceFile(f"{number}.csv", path)


def _seconds_of_a_saving(place: Path, files: Sequence[SourceFile]) -> float:
    folder, begun = Folder(place / "measured"), time.perf_counter()
    folder.load(lambda file: file.path)
    for version in range(1, 6):
        folder.save(held(files, version))
    return (time.perf_counter() - begun) / 5


def held(files: Sequence[SourceFile], version: int) -> Held:
    """What a writer saves as that version: notes that tell it, and files of which each version has others."""
    first = version * 7 % len(files)
    uploads = tuple(
        Upload(number, (files[(first + number) % len(files)],), date(2026, 11, 20)) for number in range(1, 4)
    )
    return Held(Settings(few_deals=version % 1000), uploads, notes=str(version), last_number=3)


def _killed(place: Path, files: Sequence[SourceFile], after: float) -> dict[str, Any]:
    """Let a writer write until it is killed; what it said was saved last, and what is there now."""
    out, into = os.pipe()
    writer = os.fork()
    if not writer:
        _write_on(place, files, into)
    os.close(into)
    os.read(out, len(READY))
    time.sleep(after)
    os.kill(writer, signal.SIGKILL)
    os.waitpid(writer, 0)
    with os.fdopen(out) as said:
        versions = [int(line) for line in said.read().split()]
    torn = [file.name for file in (place / "folder").rglob("*.part")]
    return {"said": versions, "torn": torn, **_opened(place)}


def _write_on(place: Path, files: Sequence[SourceFile], into: int) -> None:
    folder = Folder(place / "folder")
    before = folder.load(lambda file: file.path)
    version = int(before.notes) if before else 0
    os.write(into, READY)
    while True:
        version += 1
        folder.save(held(files, version))
        os.write(into, b"%d\n" % version)


def _opened(place: Path) -> dict[str, Any]:
    contents: list[str] = []

    def keep(file: SourceFile) -> Path:
        contents.append(sha256(file.path.read_bytes()).hexdigest())
        return file.path.with_name(contents[-1])

    found = Folder(place / "folder").load(keep)
    lying = [file.name for file in (place / "folder").rglob("*.part")]
    if found is None:
        return {"version": 0, "files": [], "lying": lying, "settings": 0}
    return {
        "version": int(found.notes), "files": contents, "lying": lying, "settings": found.settings.few_deals,
    }  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
