"""Logs that tell every change of every field, of which only those of the stage matter here."""

from __future__ import annotations

from dataclasses import replace

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from analyzer.intake.matching.plain_words import compact
from analyzer.intake.raw_sheet import RawSheet
from analyzer.message import Message

_FIELD_HEADERS = frozenset(
    {
        "field",
        "fieldevent",
        "fieldname",
        "fieldlabel",
        "changedfield",
        "property",
        "字段",
        "字段名",
        "字段名称",
        "变更字段",
    }
)
_VALUE_HEADERS = frozenset({"newvalue", "tovalue", "new", "新值", "变更后", "变更后值", "修改后", "新内容"})
_STAGE_NAMES = frozenset(
    {
        "stage",
        "stagename",
        "salesstage",
        "dealstage",
        "opportunitystage",
        "pipelinestage",
        "阶段",
        "销售阶段",
        "商机阶段",
    }
)


def only_stage_changes(connection: duckdb.DuckDBPyConnection, raw: RawSheet) -> RawSheet:
    """``raw`` without the changes of other fields, where it is such a log: they are no data of ours, and it is said."""
    headers = [compact(header) for header in raw.headers]
    places = [at for at, header in enumerate(headers) if header in _FIELD_HEADERS]
    if not places or not _VALUE_HEADERS.intersection(headers):
        return raw
    column = raw.cells[f"c{places[0]}"]
    names = [name for name in pc.unique(column).to_pylist() if name and compact(name) in _STAGE_NAMES]
    if not names:
        return raw
    cells = raw.cells.filter(pc.is_in(column, pa.array(names, column.type)))
    left_out = raw.cells.num_rows - cells.num_rows
    table = f"{raw.table}_stages"
    connection.register(table, cells)
    said = Message(
        "{rows} rows tell changes of other fields than “{stage}”, and are no data here.", rows=left_out, stage=names[0]
    )
    return replace(
        raw,
        table=table,
        cells=cells,
        rows_not_data=raw.rows_not_data + left_out,
        notes=(*raw.notes, said) if left_out else raw.notes,
    )
