"""G2: a rep works more hard deals than one can."""

from __future__ import annotations

from analyzer.advice.answers import Answer, Check
from analyzer.advice.inputs import Inputs
from analyzer.advice.rules.rule import Rule
from analyzer.message import Message
from analyzer.settings import Settings


def ask(inputs: Inputs, settings: Settings) -> Check:
    """Yes when a rep works more hard deals at once than the limit."""
    over = overloaded(inputs, settings)
    most = max(inputs.hard.values(), default=0)
    answer: Answer = "yes" if over else "no" if inputs.has_reps else "not_enough_data"
    return Check(
        "G2",
        inputs.member,
        answer,
        _said(over, most, inputs, settings),
        {
            "reps": ", ".join(over) or None,
            "most_hard_deals": most if inputs.has_reps else None,
            "hard_deals_limit": settings.hard_deals_limit,
            "n": sum(inputs.hard.values()),
        },
        () if inputs.has_reps else (Message("the reps of the deals"),),
    )


def overloaded(inputs: Inputs, settings: Settings) -> dict[str, int]:
    """Rep -> hard deals, for those above the limit, the most first."""
    over = {rep: deals for rep, deals in inputs.hard.items() if deals > settings.hard_deals_limit}
    return dict(sorted(over.items(), key=lambda item: (-item[1], item[0])))


def _said(over: dict[str, int], most: int, inputs: Inputs, settings: Settings) -> Message:
    if not inputs.has_reps:
        return Message("The data names no reps.")
    limit = settings.hard_deals_limit
    if not over:
        return Message("No rep works more than {limit} hard deals at once; the most is {most}.", limit=limit, most=most)
    rep, deals = next(iter(over.items()))
    if len(over) == 1:
        return Message("{rep} works {deals} hard deals at once (limit {limit}).", rep=rep, deals=deals, limit=limit)
    return Message(
        "{n} reps work more than {limit} hard deals at once, {rep} {deals}.",
        n=len(over),
        limit=limit,
        rep=rep,
        deals=deals,
    )


RULE = Rule(
    "G2",
    Message("Rep overloaded"),
    Message("Stops giving the rep more"),
    "products",
    ("hard_deals_limit", "hard_quarter", "stalled_days"),
)
