"""The actions that the advice asks for, as plain JSON data."""

from __future__ import annotations

from typing import Any

from analyzer.advice import Assessment
from analyzer.advice.actions import Action, StuckDeal, propose
from analyzer.advice.ledger import predicted
from analyzer.language import Language
from analyzer.model import Engine, Role, Selection
from analyzer.report.json_values import evidence
from analyzer.settings import Settings


def actions_json(
    engine: Engine,
    assessment: Assessment,
    selection: Selection,
    settings: Settings,
    language: Language,
    difficulty: Role | None = None,
) -> list[dict[str, Any]]:
    """One table per action, those that the verdict asks for first. Raises what ``engine.run`` raises."""
    found = propose(assessment, engine, selection, settings, difficulty=difficulty)
    return [_action(action, selection, settings, language) for action in found.actions]


def _action(action: Action, selection: Selection, settings: Settings, language: Language) -> dict[str, Any]:
    expected = predicted(action, (action.due_on - selection.as_of).days, settings.push_effect)
    return {
        "kind": action.kind,
        "sentence": language.say(action.title),
        "why": language.say(action.why),
        "feature": action.feature,
        "member": action.member,
        "rep": action.rep,
        "due_on": action.due_on.isoformat(),
        "hours": action.hours,
        "new_deals": action.new_deals,
        "customers": list(action.customers),
        "deals": [_deal(deal) for deal in action.deals],
        "deals_in_all": action.deals_in_all,
        "expected": vars(expected) if expected else None,
        "evidence": evidence(action.evidence),
        "guards": [guard.id for guard in action.guards],
    }


def _deal(deal: StuckDeal) -> dict[str, Any]:
    named = ("opportunity_id", "opportunity_name", "customer", "rep", "stage", "amount", "dwell_days", "benchmark_days")
    return {name: getattr(deal, name) for name in named}
