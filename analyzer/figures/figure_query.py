"""A figure as a query: the text of its ``.sql`` file, with values bound by name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from analyzer.model import Query, Role, Selection
from analyzer.settings import Settings

NOTHING: Mapping[str, Any] = MappingProxyType({})


def figure_query(figure: str, parameters: Mapping[str, Any] = NOTHING, scope: Mapping[str, Any] = NOTHING) -> Query:
    """The query in ``<figure>.sql``: standard SQL over the relations an engine offers."""
    return Query(figure, _sql(figure), parameters, scope)


def dated_scope(selection: Selection, role: Role | None = None) -> dict[str, Any]:
    """The scope of a figure that reads stays, or what else is known at the review snapshot."""
    return {**selection.scope(role), "as_of": selection.as_of}


def benchmark_scope(selection: Selection, settings: Settings, role: Role | None = None) -> dict[str, Any]:
    """The scope of a figure that holds deals against the benchmark of their stage."""
    return {**dated_scope(selection, role), "few_dwells": settings.few_dwells}


@cache
def _sql(figure: str) -> str:
    return files(__package__).joinpath(f"{figure}.sql").read_text(encoding="utf-8")
