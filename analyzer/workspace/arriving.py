"""Files that arrive: copies of those that are not held yet, and workspaces among them that are continued."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from analyzer.intake import SourceFile
from analyzer.workspace import one_file
from analyzer.workspace.held import Held, free_name, is_same
from analyzer.workspace.manifest import Keep


def continued(held: Held, files: Sequence[SourceFile], keep: Keep, today: date) -> tuple[Held, list[SourceFile]]:
    """What is held when the workspaces among the files are continued, and the other files."""
    new = []
    for file in files:
        before = one_file.read(file, keep, today)
        if before is None:
            new.append(file)
        else:
            held = before.followed_by(held)
    return held, new


def with_copies(held: Held, files: Sequence[SourceFile], keep: Keep, today: date) -> tuple[Held, tuple[str, ...]]:
    """With an upload of those files that are not held yet, and the names of the others."""
    new: list[SourceFile] = []
    already = []
    for file in files:
        copy = SourceFile(file.name, keep(file), today)
        if any(is_same(other, copy) for other in (*held.files, *new)):
            already.append(file.name)
            continue
        taken = {other.name for other in (*held.files, *new)}
        new.append(replace(copy, name=free_name(file.name, taken)))
    return held.with_upload(new, today), tuple(already)
