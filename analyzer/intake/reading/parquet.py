"""Parquet files into DuckDB, every value as text."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa

from analyzer.errors import UnreadableFile
from analyzer.intake.reading.grid import Grid, columns, columns_left_out, numbered
from analyzer.intake.source import Limits
from analyzer.message import Message

_EXPORT_AGAIN = Message("Export it again, or upload the same table as CSV or .xlsx.")


def read_parquet(connection: duckdb.DuckDBPyConnection, path: Path, name: str, limits: Limits) -> Grid:
    """The Parquet file at ``path`` as a grid; its first data row is numbered 2, as below a header.

    Raises `UnreadableFile` where it is damaged.
    """
    # Only here: most uploads hold no Parquet file, and it takes time to start.
    import pyarrow.parquet as pq

    try:
        schema = pq.read_schema(path)
        kept = columns(min(len(schema), limits.columns))
        cells = connection.sql(
            f"select {', '.join(map(_as_text, kept, schema.types))} "  # noqa: S608
            f"from read_parquet($path) as file({', '.join(kept)})",
            params={"path": str(path)},
        ).to_arrow_table()
    except (pa.ArrowInvalid, OSError, duckdb.Error) as error:
        what = Message("{file} is a Parquet file, but a part of it is missing or damaged.", file=name)
        raise UnreadableFile(what, _EXPORT_AGAIN) from error
    notes = (columns_left_out(len(schema), len(kept)),) if len(schema) > len(kept) else ()
    return Grid(numbered(cells, 2), tuple(schema.names[: len(kept)]), 1, notes=notes)


def _as_text(column: str, kind: pa.DataType) -> str:
    if pa.types.is_floating(kind):
        return (
            f"case when abs({column}) < 1e15 then regexp_replace(printf('%.9f', {column}), '\\.?0+$', '') "
            f"when isfinite({column}) then printf('%.0f', {column}) end as {column}"
        )
    if pa.types.is_decimal(kind) and kind.scale > 0:
        return f"regexp_replace({column}::varchar, '\\.?0+$', '') as {column}"
    if pa.types.is_timestamp(kind):
        return f"regexp_replace({column}::timestamp::varchar, ' 00:00:00$', '') as {column}"
    return f"nullif({column}::varchar, '') as {column}"
