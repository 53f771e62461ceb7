"""The text of a figure's ``.sql`` file."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def sql(figure: str) -> str:
    """What stands in ``<figure>.sql``: standard SQL over the relations an engine offers."""
    return files(__package__).joinpath(f"{figure}.sql").read_text(encoding="utf-8")
