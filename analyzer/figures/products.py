"""F4: the traffic-light table, by product or any other role."""

from __future__ import annotations

from decimal import Decimal

from analyzer.figures.figure_query import figure_query
from analyzer.figures.targets import required, target_scope
from analyzer.model import Query, Role, Selection
from analyzer.settings import Settings


def products(selection: Selection, role: Role, settings: Settings) -> Query:
    """One row per member, the largest open amount first; open deals only.

    member, count, amount, previous_count, previous_amount, change and change_share (by the selection's measure;
    by count where no amount is present at all), layer_1 .. layer_6 (amount), count_layer_1 .. count_layer_6,
    target, required_4, required_5, deviation_4, deviation_5 ((amount - required) / required), light_4, light_5,
    light (the worse of the two), beyond_4, beyond_5 (further from required than the limit, either way). SPEC F4.
    """
    parameters = {
        **required(selection, settings),
        "compare_to": selection.compare_to,
        "measure": selection.measure,
        "deviation_limit": Decimal(str(settings.deviation_limit)),
    }
    return figure_query("products", parameters, target_scope(selection, role, settings))
