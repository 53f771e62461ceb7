"""Small pipelines that can be checked by hand, as the rows that intake would give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal

import pyarrow as pa

from analyzer.model import Selection, Stage, Target
from analyzer.settings import Settings
from analyzer.warehouse import Warehouse

SCHEMA = pa.schema(
    [
        ("snapshot_date", pa.date32()),
        ("opportunity_id", pa.string()),
        ("opportunity_name", pa.string()),
        ("customer", pa.string()),
        ("stage", pa.string()),
        ("amount", pa.decimal128(18, 2)),
        ("probability", pa.float64()),
        ("created_on", pa.date32()),
        ("closed_on", pa.date32()),
        ("expected_close", pa.date32()),
        ("stage_entered_on", pa.date32()),
        ("region", pa.string()),
        ("product", pa.string()),
        ("industry", pa.string()),
        ("channel", pa.string()),
        ("rep", pa.string()),
        ("extra_1", pa.string()),
        ("extra_2", pa.string()),
        ("extra_3", pa.string()),
    ]
)


@dataclass(frozen=True)
class Row:
    """One opportunity line on one snapshot date."""

    snapshot_date: date
    opportunity_id: str
    stage: str
    amount: Decimal | None = None
    region: str | None = None
    product: str | None = None
    industry: str | None = None
    channel: str | None = None
    rep: str | None = None
    customer: str | None = None
    opportunity_name: str | None = None
    probability: float | None = None
    created_on: date | None = None
    closed_on: date | None = None
    expected_close: date | None = None
    stage_entered_on: date | None = None
    extra_1: str | None = None
    extra_2: str | None = None
    extra_3: str | None = None


def table(rows: Iterable[Row]) -> pa.Table:
    """The rows as the table that `Warehouse.load` takes."""
    records = [{field.name: getattr(row, field.name) for field in fields(Row)} for row in rows]
    return pa.Table.from_pylist(records, schema=SCHEMA)


def warehouse(rows: Iterable[Row], stages: Sequence[Stage], targets: Sequence[Target] = ()) -> Warehouse:
    """A warehouse that holds the rows."""
    house = Warehouse(memory_limit="500MB")
    house.load(table(rows), stages, targets)
    return house


STAGES = (
    Stage("Lead", 1, 1, "open"),
    Stage("Contact", 2, 2, "open"),
    Stage("Needs", 3, 3, "open"),
    Stage("Proposal", 4, 4, "open"),
    Stage("Trial", 5, 4, "open"),  # shares layer 4 with Proposal
    Stage("Negotiation", 6, 5, "open"),
    Stage("Decision", 7, 6, "open"),
    Stage("Won", 8, 7, "won"),
    Stage("Lost", 9, None, "lost"),
)

NOV_2, NOV_9, NOV_16 = date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 16)

# The deals at the three snapshots; a dot where a deal is not there, "-" where it has no amount.
#
#                         2 Nov               9 Nov               16 Nov              9 -> 16 Nov
# A  East    Alpha   Lead         100.10  Contact      100.10  Proposal     120.10  skip, 2 layers up
# B  East    Alpha   Proposal     200.00  Proposal     200.00  Trial        250.00  advance within layer 4
# C  East    Beta    Needs        300.00  Needs        300.00  Needs        330.05  stayed, +30.05
# D  West    Beta    Negotiation  400.00  Negotiation  400.00  Won          450.00  won, 450.00
# E  West    Alpha   Decision     500.00  Negotiation  500.00  Lost         999.00  lost, 500.00 as of 9 Nov
# F  (blank) (blank) Needs             -  Needs             -  Contact           -  regression, no amount
# G  West    Alpha   .                    Lead          70.00  .                    vanished, 70.00
# H  East    Beta    Lost          80.00  Lost          80.00  Lead          80.00  reopened
# I  West    Alpha   .                    .                    Negotiation  900.25  new
# J  East    Alpha   Proposal      10.00  Proposal      10.00  Needs         15.00  regression: one deal
#            Beta    Proposal      20.00  Proposal      20.00  Needs         25.00  of two lines
# K  West    Beta    .                    .                    Won           60.00  new and won already
# L  East    Alpha   Won         1000.00  Won         1000.00  Won         1000.00  closed on both: in no cell


def _deal(
    key: str, region: str | None, product: str | None, states: Sequence[tuple[str, str | None] | None], **values: date
) -> list[Row]:
    """One deal's rows; stage and amount on 2, 9 and 16 Nov. Customer and rep follow from the id."""
    customer = {"A": "Acme", "B": "Acme", "C": "Bolt"}.get(key, "Other")
    rep = "Ann" if region == "East" else "Wes"
    named = {"region": region, "product": product, "rep": rep, "customer": customer, "opportunity_name": f"Deal {key}"}
    return [
        Row(day, key, state[0], Decimal(state[1]) if state[1] else None, **named, **values)  # type: ignore[arg-type]
        for day, state in zip((NOV_2, NOV_9, NOV_16), states, strict=True)
        if state
    ]


ROWS = (
    *_deal("A", "East", "Alpha", [("Lead", "100.10"), ("Contact", "100.10"), ("Proposal", "120.10")]),
    *_deal("B", "East", "Alpha", [("Proposal", "200"), ("Proposal", "200"), ("Trial", "250")]),
    *_deal("C", "East", "Beta", [("Needs", "300"), ("Needs", "300"), ("Needs", "330.05")]),
    *_deal(
        "D",
        "West",
        "Beta",
        [("Negotiation", "400"), ("Negotiation", "400"), ("Won", "450")],
        closed_on=date(2026, 11, 12),
    ),
    *_deal("E", "West", "Alpha", [("Decision", "500"), ("Negotiation", "500"), ("Lost", "999")]),
    *_deal("F", None, None, [("Needs", None), ("Needs", None), ("Contact", None)]),
    *_deal("G", "West", "Alpha", [None, ("Lead", "70"), None]),
    *_deal("H", "East", "Beta", [("Lost", "80"), ("Lost", "80"), ("Lead", "80")]),
    *_deal("I", "West", "Alpha", [None, None, ("Negotiation", "900.25")]),
    *_deal("J", "East", "Alpha", [("Proposal", "10"), ("Proposal", "10"), ("Needs", "15")]),
    *_deal("J", "East", "Beta", [("Proposal", "20"), ("Proposal", "20"), ("Needs", "25")]),
    *_deal("K", "West", "Beta", [None, None, ("Won", "60")], closed_on=date(2026, 11, 16)),
    *_deal("L", "East", "Alpha", [("Won", "1000"), ("Won", "1000"), ("Won", "1000")], closed_on=date(2026, 6, 1)),
)

# The quarter of 16 Nov is October to December, 92 days. West's target of the year, 365 days, counts 92 / 365.
TARGETS = (
    Target("region", "East", date(2026, 10, 1), date(2026, 12, 31), Decimal(200)),
    Target("region", "West", date(2026, 1, 1), date(2026, 12, 31), Decimal(3650)),  # 920.00 in the quarter
    Target("region", "South", date(2026, 10, 1), date(2026, 12, 31), Decimal(100)),  # has no deals
    Target("region", "East", date(2027, 1, 1), date(2027, 3, 31), Decimal(5000)),  # of the next quarter
    Target("product", "Alpha", date(2026, 10, 1), date(2026, 12, 31), Decimal("246.73")),
)

SETTINGS = Settings(targets=TARGETS)
SELECTION = Selection(as_of=NOV_16, compare_to=NOV_9, focus_stage="Needs")
ONE_SNAPSHOT = replace(SELECTION, compare_to=None)
