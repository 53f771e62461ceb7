"""The rules, each once: its id in the code, on the pages, in the JSON and in the docs."""

from __future__ import annotations

from collections.abc import Callable

from analyzer.advice.answers import Check
from analyzer.advice.inputs import Inputs
from analyzer.advice.rules import (
    conflict,
    conversion_fell,
    high_stages_short,
    lead_heavy,
    rep_overloaded,
    resources_spread,
    slow_contact,
    stalled,
    stuck_low,
    total_too_small,
)
from analyzer.advice.rules.rule import Page, Rule
from analyzer.settings import Settings

Ask = Callable[[Inputs, Settings], Check]

SIGNALS: tuple[Ask, ...] = (
    total_too_small.ask,
    stuck_low.ask,
    lead_heavy.ask,
    slow_contact.ask,
    stalled.ask,
    high_stages_short.ask,
    conversion_fell.ask,
)
GUARDS: tuple[Ask, ...] = (resources_spread.ask, rep_overloaded.ask)
RULES: tuple[Rule, ...] = (
    total_too_small.RULE,
    stuck_low.RULE,
    lead_heavy.RULE,
    slow_contact.RULE,
    stalled.RULE,
    high_stages_short.RULE,
    conversion_fell.RULE,
    resources_spread.RULE,
    rep_overloaded.RULE,
    conflict.RULE,
)

__all__ = ["GUARDS", "RULES", "SIGNALS", "Ask", "Page", "Rule"]
