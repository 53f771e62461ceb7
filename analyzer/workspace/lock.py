"""One at a time, among all windows and processes that share a folder; the system lets go when a process dies."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analyzer.errors import CannotKeep
from analyzer.message import Message

if sys.platform == "win32":
    import msvcrt

    def _take(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


_PATIENCE = 15.0
_PAUSE = 0.02
_TRY_AGAIN = Message("Close other windows of the analyzer, then try again.")


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of the file at ``path``. Raises OSError where it cannot be made, `CannotKeep` where it is taken."""
    ends_at = time.monotonic() + _PATIENCE
    with path.open("ab") as file:
        while not _is_free(file.fileno()):
            if time.monotonic() > ends_at:
                raise CannotKeep(Message("Another window has been writing the workspace for too long."), _TRY_AGAIN)
            time.sleep(_PAUSE)
        yield


def _is_free(file: int) -> bool:
    try:
        _take(file)
    except (BlockingIOError, PermissionError):
        return False
    return True
