"""G3: one customer is to be won anew and pushed at the same time."""

from __future__ import annotations

from collections.abc import Collection

from analyzer.advice.answers import Check
from analyzer.advice.rules.rule import Rule
from analyzer.message import Message
from analyzer.model import BLANK

NAMES_AT_MOST = 4


def conflict(adding: Collection[str], pushing: Collection[str]) -> Check:
    """Yes when a customer stands under an add action and under a push action.

    adding, pushing: the customers of the actions of each kind; blank ones are nobody.
    """
    both = sorted((set(adding) & set(pushing)) - {"", BLANK})
    said = Message("No customer stands under both an add and a push action.")
    if both:
        said = Message("{customers} stand under both an add and a push action.", customers=both[:NAMES_AT_MOST])
    evidence = {"customers": len(both), "customer": both[0] if both else None, "n": len(set(adding) | set(pushing))}
    return Check("G3", "", "yes" if both else "no", said, evidence)


RULE = Rule("G3", Message("Conflict"), Message("Stops doing both to one customer"), "products", ())
