"""The columns that mean nothing to the analyzer, and are on every export."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from random import Random
from types import MappingProxyType

from tests.intake.family.pipelines import Deal

Noise = Callable[[Random, Deal, date], object]

_NOTES = (
    "Called them, they will come back", "Send the revised offer by Friday", "Waiting for legal", "Met at the fair",
    "Budget is approved; needs sign-off", "Champion left the company", "", "", "Wants 10% off", "Visit on site",
)  # fmt: skip
_PEOPLE = ("Jane Doe", "Peter Pan", "Mia Wong", "Carlos Ruiz", "Ingrid Berg", "Tom Baker", "Aya Ito", "Lee Min")
_CATEGORIES = ("A", "B", "C")


def _few(*values: str) -> Noise:
    return lambda random, deal, day: values[(deal.number * 7) % len(values)]


def _weighted(random: Random, deal: Deal, day: date) -> object:
    return None if deal.amount is None else float(deal.amount) * deal.probability


def _times(factor: float) -> Noise:
    return lambda random, deal, day: None if deal.amount is None else float(deal.amount) * factor


def _modified(random: Random, deal: Deal, day: date) -> object:
    return max(deal.stage_entered_on, day - timedelta(days=random.randrange(0, 30)))


def _stamp(random: Random, deal: Deal, day: date) -> object:
    held = _modified(random, deal, day)
    assert isinstance(held, date)
    return datetime(held.year, held.month, held.day, random.randrange(8, 17), random.randrange(60))


KINDS: Mapping[str, Noise] = MappingProxyType(
    {
        "note": lambda random, deal, day: random.choice(_NOTES),
        "phone": lambda random, deal, day: f"+1 555 {random.randrange(100, 999)} {random.randrange(1000, 9999)}",
        "mail": lambda random, deal, day: f"contact{deal.number}@example.com",
        "person": lambda random, deal, day: random.choice(_PEOPLE),
        "whole": lambda random, deal, day: random.randrange(0, 90),
        "score": lambda random, deal, day: random.randrange(1, 100),
        "flag": lambda random, deal, day: "TRUE" if deal.stage.kind != "open" else "FALSE",
        "category": _few(*_CATEGORIES),
        "role": _few("Sales Manager", "Account Executive"),
        "team": _few("Team Alpha", "Team Beta", "Team Gamma"),
        "department": _few("销售一部", "销售二部", "大客户部"),
        "city": _few("Springfield", "Rivertown", "Lakeside", "Hilltop", "Seaview"),
        "competitor": _few("Globex", "Initech", "", "Umbrella"),
        "campaign": _few("", "Spring 2026", "Autumn 2026", ""),
        "tags": _few("vip", "", "vip; renewal", "new"),
        "constant": _few("Sales Pipeline"),
        "reason": lambda random, deal, day: "Price" if deal.stage.kind == "lost" else None,
        "quarter": lambda random, deal, day: f"Q{(deal.expected_close.month + 2) // 3}-{deal.expected_close.year}",
        "weighted": _weighted,
        "same amount": _times(1),
        "high amount": _times(1.2),
        "low amount": _times(0.8),
        "won amount": lambda random, deal, day: deal.amount if deal.stage.kind == "won" else None,
        "modified": _modified,
        "stamp": _stamp,
        "future": lambda random, deal, day: day + timedelta(days=random.randrange(1, 20)),
        "user id": lambda random, deal, day: f"0055g0000{sum(map(ord, deal.rep or '')):05d}AAAA",
        "user number": lambda random, deal, day: 28_400_000_000_000 + sum(map(ord, deal.rep or "")),
        "account id": lambda random, deal, day: f"0015g0000{sum(map(ord, deal.customer)):05d}AAAA",
        "account number": lambda random, deal, day: 9_100_000 + sum(map(ord, deal.customer)),
        "checksum": lambda random, deal, day: f"{random.getrandbits(120):030x}==",
        "exchange": _few("1"),
        "empty": lambda random, deal, day: None,
        "row": lambda random, deal, day: deal.number + 1,
    }
)
