"""Tables by which what stands in a cell finds what it means: a label its stage, a member the one it is the same as."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from analyzer.intake.stages.placing import Placing
from analyzer.intake.values.small_table import make_table

STAGE_LABELS = "stage_label"


def make_stage_labels(connection: duckdb.DuckDBPyConnection, placing: Placing) -> None:
    """The table by which a label finds its stage."""
    kinds = {stage.name: stage.kind for stage in placing.stages}
    rows = [(label, name, kinds[name]) for label, name in placing.names.items()]
    make_table(connection, STAGE_LABELS, {"text": pa.string(), "stage": pa.string(), "kind": pa.string()}, rows)


_FOUND = {
    "stage": "(select map(list(text), list(stage)) from stage_label)",
    "kind": "(select map(list(text), list(kind)) from stage_label)",
}


def stage_of(column: str, what: str = "stage") -> str:
    """SQL of the stage that the label in ``column`` finds, or of its kind. Unlike a join it keeps the rows' order."""
    return f"{_FOUND[what]}[{column}]"
