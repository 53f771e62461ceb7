"""F1: is there enough in layers 4 and 5 to reach the target?"""

from __future__ import annotations

from decimal import Decimal

from analyzer.figures.figure_query import figure_query
from analyzer.figures.targets import required, target_scope
from analyzer.model import Query, Role, Selection
from analyzer.settings import Settings


def gauges(selection: Selection, role: Role, settings: Settings) -> Query:
    """Two rows (layers 4 and 5) per member, worst member first, members without a target last by amount.

    member, layer, count, amount, target, multiple, required (multiple x target), attainment
    (amount / required, 0..), light (green, yellow, red). Null where the data does not hold it: amount where
    deals have none, target and what follows from it where none is set. SPEC F1.
    """
    parameters = {**required(selection, settings), "yellow_from": Decimal(str(settings.yellow_from))}
    return figure_query("gauges", parameters, target_scope(selection, role, settings))
