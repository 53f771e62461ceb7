"""The Chrome or Chromium of this machine, driven as it is: nothing is downloaded."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ON_THE_PATH = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PROGRAM_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def found() -> str | None:
    """The browser to drive: what the variable CHROME names, else what is on the path or where installers put it."""
    named = os.environ.get("CHROME")
    if named:
        return named
    on_the_path = (shutil.which(name) for name in ON_THE_PATH)
    return next((str(place) for place in [*on_the_path, *_installed()] if place and Path(place).is_file()), None)


def _installed() -> Iterator[Path]:
    for name in ("Google Chrome", "Chromium"):
        yield Path(f"/Applications/{name}.app/Contents/MacOS/{name}")
    for folder in filter(None, map(os.environ.get, PROGRAM_FOLDERS)):
        yield Path(folder) / "Google" / "Chrome" / "Application" / "chrome.exe"


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless browser, closed at the end. Raises RuntimeError where none is found."""
    place = found()
    if place is None:
        raise RuntimeError("No Chrome or Chromium is on this machine. Install one, or name it in CHROME.")
    with sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=place, args=list(ARGUMENTS))
        try:
            yield launched
        finally:
            launched.close()
