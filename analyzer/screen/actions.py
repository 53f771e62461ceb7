"""The cards of actions: accept, assign, date; a guard that stands in the way is read, and overridden with a reason."""

from __future__ import annotations

from analyzer.advice import Assessment
from analyzer.screen.frame import Here


def draw(here: Here, assessment: Assessment) -> None:
    """Each action as a card; accepting one puts it into the ledger."""
