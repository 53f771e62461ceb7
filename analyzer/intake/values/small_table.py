"""Values that Python found, as a table of the child's database: values never enter the text of a query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa

MONEY = pa.decimal128(18, 2)


def make_table(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    types: Mapping[str, pa.DataType],
    rows: Sequence[Sequence[Any]],
) -> None:
    """Create table ``name`` with ``rows``, in place of an earlier one; ``types`` names its columns in order."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(types)
    arrays = [pa.array(values, kind) for values, kind in zip(columns, types.values(), strict=True)]
    passing = f"{name}_passing"
    connection.register(passing, pa.table(arrays, names=list(types)))
    connection.execute(f"create or replace table {name} as from {passing}")
    connection.unregister(passing)
