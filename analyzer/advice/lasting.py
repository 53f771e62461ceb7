"""How long the top of the funnel lasts, at the pace at which new deals come in and old ones leave it now."""

from __future__ import annotations

from analyzer.advice.arriving import Arrivals
from analyzer.advice.compare import is_less
from analyzer.advice.inputs import Inputs
from analyzer.settings import Settings

MOST_WEEKS = 26
A_WEEK = 7


def weeks_to_last(inputs: Inputs, arrivals: Arrivals | None, limit: float, settings: Settings) -> float | None:
    """Weeks until the top of the funnel holds less than the limit; `MOST_WEEKS` where it lasts for so long or longer.

    Of its deals as many leave from one snapshot to the next as lately did (went on or were lost), and as many come as
    the new deals of now bring, by how many of all new ones so far must have come there. None where there are too few
    deals to know either.
    """
    top = inputs.open_in(range(1, settings.top_layer + 1))
    leaving, coming = _leaving(inputs, settings), _coming(inputs, arrivals, settings)
    if leaving is None or coming is None or not top.count or not top.amount:
        return None
    days = sum(step.days for step in inputs.steps) / len(inputs.steps)
    deals, enough = float(top.count), top.count * limit / top.amount
    for step in range(1, int(MOST_WEEKS * A_WEEK / days) + 1):
        deals += coming * days - leaving * deals
        if is_less(deals, enough):
            return step * days / A_WEEK
    return float(MOST_WEEKS)


def _leaving(inputs: Inputs, settings: Settings) -> float | None:
    """The share of the deals at the top that leave it from one snapshot to the next: lately, else ever."""
    rates = [rates for rates in inputs.rates if rates.layer <= settings.top_layer]
    lately = sum(one.stood for one in rates), sum(one.advanced + one.lost for one in rates)
    before = sum(one.stood_before for one in rates), sum(one.advanced_before + one.lost_before for one in rates)
    ever = lately[0] + before[0], lately[1] + before[1]
    stood, left = lately if lately[0] >= max(settings.few_deals, 1) else ever
    return left / stood if stood >= max(settings.few_deals, 1) else None


def _coming(inputs: Inputs, arrivals: Arrivals | None, settings: Settings) -> float | None:
    """How many deals come to the top a day: what is there now and has left it, less what was there at first, came."""
    new = sum(step.new for step in inputs.steps)
    if arrivals is None or not new:
        return None
    layers = range(1, settings.top_layer + 1)
    left = sum(
        one.advanced + one.lost + one.advanced_before + one.lost_before
        for one in inputs.rates
        if one.layer <= settings.top_layer
    )
    came = inputs.open_in(layers).count + left - sum(inputs.at_first.get(layer, 0) for layer in layers)
    return max(came / new, 0.0) * arrivals.new / arrivals.days
