"""What is to be won in the review quarter."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from analyzer.figures.figure_query import figure_query
from analyzer.model import ROLES, Query, Role, Selection
from analyzer.settings import Settings


def targets(selection: Selection, role: Role, settings: Settings) -> Query:
    """One row per member that has a target in the quarter of the review snapshot: member, target.

    Empty under a filter on another role: a target of a region says nothing about a part of the region.
    """
    return figure_query("targets", scope=target_scope(selection, role, settings))


def target_scope(selection: Selection, role: Role, settings: Settings) -> dict[str, Any]:
    """The scope of a figure that groups by ``role`` and reads targets."""
    quarter = settings.quarter(selection.as_of)
    return {
        **selection.scope(role),
        "as_of": selection.as_of,
        "quarter_starts_on": quarter.starts_on,
        "quarter_ends_on": quarter.ends_on,
        "target_basis": settings.target_basis,
    }


def required(selection: Selection, settings: Settings) -> dict[str, Any]:
    """The values of a figure that holds layers 4 and 5 against what they must hold."""
    return {
        "as_of": selection.as_of,
        "multiple_4": Decimal(str(settings.multiple_layer_4)),
        "multiple_5": Decimal(str(settings.multiple_layer_5)),
        "gauge_basis": settings.gauge_basis,
    }


def target_role(selection: Selection, settings: Settings) -> Role | None:
    """The role whose targets, added up, are the target of the whole selection; None where there is none.

    With a filter that is the filtered role, else the first role (regions, products, ...) with targets in the quarter.
    """
    quarter = settings.quarter(selection.as_of)
    filtered = {role for role, chosen in selection.members.items() if chosen}
    for target in sorted(settings.targets, key=lambda target: _ORDER[target.role]):
        overlaps = target.starts_on <= quarter.ends_on and target.ends_on >= quarter.starts_on
        if overlaps and filtered <= {target.role}:
            return target.role
    return None


_ORDER = {role: place for place, role in enumerate(ROLES)}
