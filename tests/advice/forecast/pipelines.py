"""A pipeline whose weeks are all alike, so that what must come of it is plain."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from analyzer.model import Selection, Target
from analyzer.settings import Settings
from analyzer.warehouse import Warehouse
from tests.pipelines import STAGES, Row, warehouse

FIRST = date(2026, 7, 8)  # a Wednesday, as 30 September and 30 December are
PATH = ("Lead", "Contact", "Needs", "Proposal", "Negotiation")


def steady(weeks: int, new_a_week: int = 4, amount: int = 100, won_of: int = 2) -> list[Row]:
    """Each week so many new deals; each goes one stage a week, and of each week's deals every ``won_of``-th is won
    after five, the others lost. A closed deal is listed in the week that it closed."""
    rows = []
    for born in range(-len(PATH), weeks):
        for number in range(new_a_week):
            for age, stage in enumerate((*PATH, "Won" if number % won_of == 0 else "Lost")):
                if 0 <= born + age < weeks:
                    rows.append(_row(f"{born}-{number}", born, age, stage, amount))
    return rows


def _row(key: str, born: int, age: int, stage: str, amount: int) -> Row:
    day = wednesday(born + age)
    closed = stage in ("Won", "Lost")
    return Row(
        day,
        key,
        stage,
        Decimal(amount),
        region="East" if key.endswith(("0", "1")) else "West",
        created_on=wednesday(born),
        closed_on=day if closed else None,
        expected_close=wednesday(born + len(PATH)),
    )


def wednesday(week: int) -> date:
    return FIRST + timedelta(weeks=week)


def at(week: int) -> Selection:
    return Selection(wednesday(week), wednesday(week - 1) if week else None)


def house_with(rows: list[Row], settings: Settings | None = None) -> Warehouse:
    """A warehouse that holds the rows and the targets of the settings."""
    return warehouse(rows, STAGES, settings.targets if settings else ())


def with_targets(amount: int, *quarters: tuple[date, date]) -> Settings:
    """The same target for East and West in each of the quarters."""
    return Settings(
        targets=tuple(
            Target("region", region, starts_on, ends_on, Decimal(amount))
            for starts_on, ends_on in quarters
            for region in ("East", "West")
        )
    )


THIRD = (date(2026, 7, 1), date(2026, 9, 30))
FOURTH = (date(2026, 10, 1), date(2026, 12, 31))
