"""Two weeks of twelve deals that can be added up by hand, as a CRM exports them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

HEADER = ("Deal ID", "Deal name", "Account", "Stage", "Amount", "Region", "Product", "Owner")

DEALS = {
    "D01": ("Rocket fuel", "Acme", 100_000, "East", "Alpha", "Ann"),
    "D02": ("Bread ovens", "Birch Foods", 200_000, "East", "Alpha", "Ann"),
    "D03": ("Vault doors", "Cedar Bank", 300_000, "West", "Beta", "Bob"),
    "D04": ("Jet bridges", "Delta Air", 400_000, "West", "Beta", "Bob"),
    "D05": ("Ward beds", "Elm Hospital", 500_000, "East", "Alpha", "Ann"),
    "D06": ("Truck tyres", "Fir Logistics", 600_000, "West", "Beta", "Bob"),
    "D07": ("Press line", "Gull Media", 700_000, "East", "Beta", "Ann"),
    "D08": ("Blast furnace", "Heron Steel", 800_000, "West", "Alpha", "Bob"),
    "D09": ("Wind blades", "Ibis Energy", 50_000, "East", "Alpha", "Ann"),
    "D10": ("Shop tills", "Jay Retail", 250_000, "West", "Beta", "Bob"),
    "D11": ("Juice press", "Kite Foods", 120_000, "East", "Alpha", "Ann"),
    "D12": ("Server racks", "Lark Tech", 380_000, "West", "Beta", "Bob"),
}

BEFORE = {
    "D01": "Lead", "D02": "Lead", "D03": "Qualified", "D04": "Proposal", "D05": "Proposal", "D06": "Proposal",
    "D07": "Negotiation", "D08": "Negotiation", "D09": "Lead", "D10": "Qualified",
}  # fmt: skip
NOW = {
    "D01": "Qualified", "D02": "Lead", "D03": "Proposal", "D04": "Proposal", "D05": "Negotiation",
    "D06": "Closed Lost", "D07": "Closed Won", "D08": "Negotiation", "D09": "Lead", "D10": "Proposal",
    "D11": "Lead", "D12": "Proposal",
}  # fmt: skip


def week(states: dict[str, str], deals: dict[str, tuple[str, str, int, str, str, str]] = DEALS) -> bytes:
    """The export of one week."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for key, stage in states.items():
        name, customer, amount, *roles = deals[key]
        writer.writerow((key, name, customer, stage, amount, *roles))
    return out.getvalue().encode()


def two_weeks(folder: Path) -> tuple[Path, Path]:
    """Both files, dated by their names."""
    before, now = folder / "pipeline_2026-11-09.csv", folder / "pipeline_2026-11-16.csv"
    before.write_bytes(week(BEFORE))
    now.write_bytes(week(NOW))
    return before, now
