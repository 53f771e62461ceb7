"""A visitor's data in DuckDB, and the relations that figures read."""

from __future__ import annotations

from analyzer.warehouse.warehouse import Warehouse

__all__ = ["Warehouse"]
