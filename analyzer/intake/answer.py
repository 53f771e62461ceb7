"""What intake hands over: the snapshots, and what goes with them."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from analyzer.intake.report import IntakeReport
from analyzer.model import Stage, Target


@dataclass(frozen=True)
class Intake:
    """An upload, understood.

    snapshots: one row per opportunity line and snapshot date, in the order read, with the columns
    snapshot_date date32, opportunity_id, opportunity_name, customer, stage string (the name of one of ``stages``),
    amount decimal128(18, 2), probability double (0..1), created_on, closed_on, expected_close,
    stage_entered_on date32, region, product, industry, channel, rep string. A blank is null.
    currency: ISO 4217, where the data or the settings say it.
    """

    snapshots: pa.Table
    stages: tuple[Stage, ...]
    targets: tuple[Target, ...]
    currency: str | None
    report: IntakeReport
