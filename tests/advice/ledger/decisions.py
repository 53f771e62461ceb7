"""A decision to keep and to score."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Any

from analyzer.advice.ledger import Decision, FollowedDeal, Override

NOV_16, NOV_23 = date(2026, 11, 16), date(2026, 11, 23)


def followed(key: str, stage: str = "Needs", layer: int = 3, chance: float = 0.5, **values: Any) -> FollowedDeal:
    """A deal that was to be pushed; without the push its chance is half as large."""
    given = {"opportunity_name": f"Deal {key}", "customer": "Acme", "rep": "Ann", "amount": 100.0, **values}
    return FollowedDeal(key, stage=stage, layer=layer, chance_without=chance / 2, chance_with=chance, **given)


def decision(*deals: FollowedDeal, **values: Any) -> Decision:
    """What was decided on 16 Nov 2026 for the week after."""
    chances = [deal.chance_with for deal in deals]
    given: dict[str, Any] = {
        "number": 0, "code": "", "decided_on": NOV_16, "decided_at": date(2026, 11, 17), "by": "Mei 张",
        "verdict": "push", "kind": "push", "feature": "region", "member": "East", "deals": deals,
        "customers": ("Acme",), "new_deals": 0, "assigned_to": None, "due_on": NOV_23, "hours": 2.0 * len(deals),
        "evidence": MappingProxyType({"n": 12, "lift": 1.8, "since": date(2026, 5, 1), "role": "region", "low": None}),
        "expected_without": sum(chances) / 2, "expected_with": sum(chances), "low": 0.0, "high": 2.0,
        "overrides": (Override("G2", "She asked for it.", MappingProxyType({"hard_deals": 6})),),
        **values,
    }  # fmt: skip
    return Decision(**given)
