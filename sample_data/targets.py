"""The targets of two quarters. Every role's members share out the same total, 5,300,000 in the fourth quarter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

FOURTH_QUARTER = {
    "region": (1_070_000, 1_500_000, 1_550_000, 1_180_000),
    "product": (350_000, 400_000, 480_000, 460_000, 480_000, 1_040_000, 1_380_000, 360_000, 350_000),
    "industry": (660_000, 900_000, 1_120_000, 900_000, 860_000, 860_000),
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
