"""The app as its users run it: `streamlit run app.py` in a process of its own, on a free port."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 180


@dataclass(frozen=True)
class Server:
    """A running app: its address, and the file that takes what it writes."""

    url: str
    log: Path

    def answers(self) -> bool:
        """Whether it says that it is well."""
        try:
            with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=5) as response:
                return bool(response.status == 200)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False


@contextmanager
def server(log: Path) -> Iterator[Server]:
    """Start the app, wait until it answers, and end it. Raises RuntimeError where it does not start."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true",
               "--server.address=127.0.0.1", f"--server.port={port}", "--server.fileWatcherType=none"]  # fmt: skip
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=PROJECT, stdout=out, stderr=subprocess.STDOUT)
        try:
            running = Server(f"http://127.0.0.1:{port}", log)
            _wait(running, process)
            yield running
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait(running: Server, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while not running.answers():
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"The app did not start:\n{running.log.read_text(encoding='utf-8', errors='replace')}")
        time.sleep(0.1)
