"""What intake hands over: the snapshots, and what goes with them; and its way from one process to the other."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from analyzer.intake.corrections import Mend
from analyzer.intake.job import REPORT, SNAPSHOTS
from analyzer.intake.report import IntakeReport
from analyzer.intake.report_json import from_json, to_json
from analyzer.model import Stage, Target

# DuckDB keeps rows in groups of this size, and takes up batches that fill one each in half the time.
_ROW_GROUP = 122_880


@dataclass(frozen=True)
class Intake:
    """An upload, understood.

    snapshots: one row per opportunity line and snapshot date, in the order read, with the columns
    snapshot_date date32, opportunity_id, opportunity_name, customer, stage string (the name of one of ``stages``),
    amount decimal128(18, 2), probability double (0..1), created_on, closed_on, expected_close,
    stage_entered_on date32, region, product, industry, channel, rep, extra_1, extra_2, extra_3 string. A blank is null.
    currency: ISO 4217, where the data or the settings say it.
    extra_roles: the headers of the columns kept as extra_1, extra_2 and extra_3, as many as there are.
    shapes: how its sheets were understood, with those of before: what is to be remembered in the settings.
    mends: what files that only mended others changed; mended_by: the names of these files.
    """

    snapshots: pa.Table
    stages: tuple[Stage, ...]
    targets: tuple[Target, ...]
    currency: str | None
    report: IntakeReport
    extra_roles: tuple[str, ...] = ()
    shapes: tuple[Mapping[str, str], ...] = ()
    mends: tuple[Mend, ...] = ()
    mended_by: tuple[str, ...] = ()


def write_answer(intake: Intake, folder: Path) -> None:
    """Leave ``intake`` in ``folder``, where `read_answer` finds it; the report comes last."""
    with pa.ipc.new_file(folder / SNAPSHOTS, intake.snapshots.schema) as file:
        for first in range(0, intake.snapshots.num_rows, _ROW_GROUP):
            file.write_table(intake.snapshots.slice(first, _ROW_GROUP).combine_chunks())
    names = ("stages", "targets", "currency", "report", "extra_roles", "shapes", "mends", "mended_by")
    parts = {name: to_json(getattr(intake, name)) for name in names}
    (folder / REPORT).write_text(json.dumps(parts), encoding="utf-8")


def read_answer(folder: Path) -> Intake:
    """The intake that was left in ``folder``, which may be removed at once."""
    parts = json.loads((folder / REPORT).read_text(encoding="utf-8"))
    return Intake(_snapshots(folder / SNAPSHOTS), **{name: from_json(part) for name, part in parts.items()})


def _snapshots(path: Path) -> pa.Table:
    # Elsewhere a mapped file is not to be removed.
    source = pa.memory_map(str(path)) if os.name == "posix" else pa.OSFile(str(path))
    with pa.ipc.open_file(source) as file:
        return file.read_all()
