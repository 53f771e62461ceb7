"""The targets of two quarters. Every role's members share out the same total, 2,750,000 in the fourth quarter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

FOURTH_QUARTER = {
    "region": (500_000, 650_000, 1_000_000, 600_000),
    "product": (280_000, 290_000, 240_000, 200_000, 170_000, 530_000, 840_000, 120_000, 80_000),
    "industry": (480_000, 300_000, 420_000, 420_000, 480_000, 650_000),
}
QUARTERS = (
    (date(2026, 7, 1), date(2026, 9, 30), 90),
    (date(2026, 10, 1), date(2026, 12, 31), 100),
)


def targets() -> Iterator[tuple[str, int, date, date, int]]:
    """Role, the member's number, first day, last day, amount. The third quarter asked for 90% of the fourth."""
    for starts_on, ends_on, percent in QUARTERS:
        for role, amounts in FOURTH_QUARTER.items():
            for member, amount in enumerate(amounts):
                yield role, member, starts_on, ends_on, amount * percent // 100
