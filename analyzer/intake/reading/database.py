"""The DuckDB database in which the child process reads and understands an upload."""

from __future__ import annotations

from pathlib import Path

import duckdb

from analyzer.intake.source import MEBIBYTE, Limits

DUCKDB_SHARE_OF_MEMORY = 0.5


def open_database(folder: Path, limits: Limits) -> duckdb.DuckDBPyConnection:
    """A connection to a database in memory that may read files, and spill to ``folder``."""
    connection = duckdb.connect(":memory:", config={"threads": 2})
    connection.execute("set async_threads = 1")
    connection.execute("set memory_limit = $limit", {"limit": f"{_memory(limits) // MEBIBYTE}MiB"})
    connection.execute("set temp_directory = $folder", {"folder": str(folder / "spilled")})
    return connection


def close_to_files(connection: duckdb.DuckDBPyConnection) -> None:
    """From here on the connection touches no file."""
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")


def _memory(limits: Limits) -> int:
    return int(limits.memory_bytes * DUCKDB_SHARE_OF_MEMORY)
