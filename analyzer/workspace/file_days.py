"""The snapshot dates that the user gave to files, each for the content that its file had: next week's is another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from analyzer.intake import SourceFile
from analyzer.settings import Settings

_DIGITS = 16


def of_these_files(settings: Settings, files: Iterable[SourceFile]) -> Settings:
    """The settings without the days of files that had other content than ``files`` of that name have.

    files: kept ones, which their SHA-256 names. A day that says nothing of the content is taken for that of the file
    that is here, as one that was written by hand.
    """
    content = {file.name: file.path.name[:_DIGITS] for file in files}
    others = {name: None for name, had in settings.dated_files.items() if content.get(name, had) != had}
    days = _renamed(settings.snapshot_dates, others)
    known = {**settings.dated_files, **content}
    dated = {name: known[name] for key in days if (name := _file_of(key, known)) is not None}
    return replace(settings, snapshot_dates=days, dated_files=MappingProxyType(dated))


def without_days_of(settings: Settings, gone: Iterable[str]) -> Settings:
    """The settings without the days of these files."""
    return with_renamed(settings, dict.fromkeys(gone))


def with_renamed(settings: Settings, names: Mapping[str, str | None]) -> Settings:
    """The settings for files that are called otherwise. names: as they were called -> as they are, None if gone."""
    now = {name: names.get(name, name) for name in settings.dated_files}
    dated = {new: settings.dated_files[name] for name, new in now.items() if new is not None}
    return replace(
        settings, snapshot_dates=_renamed(settings.snapshot_dates, names), dated_files=MappingProxyType(dated)
    )


def _renamed(days: Mapping[str, date], names: Mapping[str, str | None]) -> Mapping[str, date]:
    found = {}
    for key, day in days.items():
        file = _file_of(key, names) or key
        now = names.get(file, file)
        if now is not None:
            found[f"{now}{key.removeprefix(file)}"] = day
    return MappingProxyType(found)


def _file_of(key: str, names: Iterable[str]) -> str | None:
    """The file among ``names`` whose day stands under ``key``: its name, alone or with a slash and that of a sheet."""
    return next((name for name in names if f"{key}/".startswith(f"{name}/")), None)
