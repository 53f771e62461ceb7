"""G1: the team's hands are full already, so think twice before adding."""

from __future__ import annotations

from analyzer.advice.answers import Answer, Check, all_of
from analyzer.advice.compare import is_less
from analyzer.advice.inputs import Inputs
from analyzer.advice.rules.rule import Rule
from analyzer.message import Judged, Message
from analyzer.settings import Settings


def ask(inputs: Inputs, settings: Settings) -> Check:
    """Yes when a good part of the open deals is at layer 4 and above and new ones came since the last snapshot."""
    deals, high, new = inputs.all_open.count, inputs.high.count, _new(inputs)
    share = high / deals if deals else 0.0
    is_spread: Answer = "no" if not deals or is_less(share, settings.spread_share) else "yes"
    comes_in: Answer = "not_enough_data" if new is None else "yes" if new else "no"
    answer = all_of(is_spread, comes_in)
    return Check(
        "G1",
        inputs.member,
        answer,
        _said(share, new, deals, settings),
        {
            "share": share if deals else None,
            "spread_share": settings.spread_share,
            "high": high,
            "new": new,
            "n": deals,
        },
        (Message("a second snapshot"),) if answer == "not_enough_data" else (),
    )


def _new(inputs: Inputs) -> int | None:
    """New deals of the newest step in which deals moved as usual; None without any."""
    usable = [step for step in inputs.steps if not step.is_odd] or inputs.steps
    return usable[-1].new if usable else None


def _said(share: float, new: int | None, deals: int, settings: Settings) -> Message:
    if not deals:
        return Message("No deal is open.")
    values = {"share": Judged(share), "n": deals, "limit": Judged(settings.spread_share)}
    if new is None:
        return Message(
            "{share} of {n} open deals are at layer 4 and above (limit {limit}); whether new ones come in, one "
            "snapshot cannot tell.",
            **values,
        )
    return Message(
        "{share} of {n} open deals are at layer 4 and above (limit {limit}); new ones since the last snapshot: {new}.",
        new=new,
        **values,
    )


RULE = Rule("G1", Message("Resources spread"), Message("Stops adding"), "waterfall", ("spread_share",))
