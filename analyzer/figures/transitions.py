"""F3: what became of each deal between two snapshots."""

from __future__ import annotations

from typing import Any

from analyzer.figures.figure_query import figure_query
from analyzer.model import Query, Selection


def transitions(selection: Selection) -> Query:
    """One row per state at the comparison snapshot and state at the review snapshot, where any deal went that way.

    from_state (a stage, `NEW`, `REOPENED`), to_state (a stage, `VANISHED`), from_position, to_position,
    from_layer, to_layer, direction (stayed, advance, skip, regression, new, reopened, won, lost, vanished),
    count, amount (at the review snapshot; for lost and vanished at the comparison snapshot), opening_amount and
    closing_amount (at the comparison and at the review snapshot). Empty without a comparison snapshot. SPEC F3.
    """
    return figure_query("transitions", scope=moves_scope(selection))


def moves_scope(selection: Selection) -> dict[str, Any]:
    """The scope of a figure that reads what became of each deal between the two snapshots."""
    return {**selection.scope(), "as_of": selection.as_of, "compare_to": selection.compare_to}
