from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from analyzer.intake.report_json import from_json, to_json
from analyzer.model import Target
from tests.intake.tables import understood


def test_everything_that_is_said_of_an_upload_survives_the_border() -> None:
    deals = ("deals.csv", ("id", "stage", "amount", "created on", "product"), [
        ("0", "Lead", None, None, "MG Special"), ("1", "Lead", "1.005", "03/04/2025", "GTXPro"), ("2", "Quibble",
        "5 pcs", "soon", "GTX Basic"), ("2", "Won",
        "3", None, "GTX Basic"),
    ])  # fmt: skip
    products = ("products.csv", ("product", "series"), [("GTX Pro", "GTX"), ("GTX Basic", "GTX"), ("MG Special", "MG")])
    report = understood(deals, products).report
    assert report.questions
    assert report.joins[0].unmatched
    assert report.sheets[0].rejected
    assert from_json(json.loads(json.dumps(to_json(report)))) == report


def test_targets_keep_their_days_and_cents() -> None:
    target = Target("region", "East", date(2026, 10, 1), date(2026, 12, 31), Decimal("0.10"))
    assert from_json(json.loads(json.dumps(to_json((target,))))) == (target,)
