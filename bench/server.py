"""A Streamlit server of its own, on generated data."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil  # type: ignore[import-untyped]
import pyarrow as pa

from bench.opened import NOTES, SNAPSHOTS, TARGETS_OF
from bench.pipeline import Pipeline

PROJECT = Path(__file__).resolve().parents[1]
SCRIPT = "from bench.opened import open_app\n\nopen_app()\n"
SECONDS_TO_START = 60


@dataclass(frozen=True)
class Server:
    """Where it listens, its process, and the file of its notes."""

    port: int
    process: psutil.Process
    notes: Path

    @property
    def url(self) -> str:
        """What a browser opens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def resident_megabytes(self) -> float:
        """The memory that the server and its children hold now, in units of 10^6 bytes."""
        family = (self.process, *self.process.children(recursive=True))
        return float(sum(member.memory_info().rss for member in family)) / 1e6

    def script_times(self) -> list[dict[str, float]]:
        """For every run of the script so far: script and queries, in seconds."""
        return [json.loads(line) for line in self.notes.read_text(encoding="utf-8").splitlines()]


@contextmanager
def serving(pipeline: Pipeline) -> Iterator[Server]:
    """A server whose every visitor finds ``pipeline`` loaded; it ends with the block."""
    with TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        _lay_out(folder, pipeline)
        port = _free_port()
        with (folder / "log").open("wb") as log, _start(folder, port, pipeline, log.fileno()) as process:
            try:
                _wait_for(port, process, folder / "log")
                yield Server(port, psutil.Process(process.pid), folder / "notes")
            finally:
                process.terminate()


def _lay_out(folder: Path, pipeline: Pipeline) -> None:
    """Pages are looked for beside the script that Streamlit runs, and so is its configuration."""
    for name in ("pages", ".streamlit", "sample_data"):
        (folder / name).symlink_to(PROJECT / name)
    (folder / "opened.py").write_text(SCRIPT, encoding="utf-8")
    (folder / "notes").touch()
    snapshots = pipeline.snapshots()
    with pa.ipc.new_file(folder / "snapshots.arrow", snapshots.schema) as file:
        file.write_table(snapshots)


def _start(folder: Path, port: int, pipeline: Pipeline, log: int) -> subprocess.Popen[bytes]:
    told = {
        "PYTHONPATH": str(PROJECT),
        SNAPSHOTS: str(folder / "snapshots.arrow"),
        TARGETS_OF: json.dumps([pipeline.deals, pipeline.weeks, pipeline.arriving, pipeline.seed]),
        NOTES: str(folder / "notes"),
    }
    options = {
        "server.port": port,
        "server.address": "127.0.0.1",
        "server.headless": "true",
        "server.fileWatcherType": "none",
    }
    flags = [part for name, value in options.items() for part in (f"--{name}", str(value))]
    return subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "opened.py", *flags],
        cwd=folder, env={**os.environ, **told}, stdout=log, stderr=log,
    )  # fmt: skip


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"The server did not start: {log.read_text(encoding='utf-8', errors='replace')[-2000:]}")


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
