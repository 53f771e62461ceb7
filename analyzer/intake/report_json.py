"""The intake report, stages and targets as plain JSON data, to cross the border of the reading process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from analyzer.intake.corrections import Mend
from analyzer.intake.report import (
    Alike,
    ColumnMatch,
    IntakeReport,
    JoinReport,
    Question,
    RejectedRow,
    SheetReport,
    StageMatch,
)
from analyzer.message import Message
from analyzer.model import Stage, Target

_KINDS = {
    kind.__name__: kind
    for kind in (
        Alike, ColumnMatch, IntakeReport, JoinReport, Mend, Question, RejectedRow, SheetReport, Stage, StageMatch,
        Target,
    )
}  # fmt: skip


def to_json(value: Any) -> Any:
    """``value`` as what `json.dumps` takes. Knows the intake report's types, stages, targets and what they hold."""
    match value:
        case Message():
            return {"a": "Message", **value.as_json()}
        case date():
            return {"a": "date", "is": value.isoformat()}
        case Decimal():
            return {"a": "Decimal", "is": str(value)}
        case tuple() | list():
            return [to_json(item) for item in value]
        case Mapping():
            return {"a": "mapping", "is": [[key, to_json(item)] for key, item in value.items()]}
    if is_dataclass(value):
        return {"a": type(value).__name__, **{item.name: to_json(getattr(value, item.name)) for item in fields(value)}}
    return value


def from_json(data: Any) -> Any:
    """What `to_json` was given; lists come back as tuples."""
    if isinstance(data, list):
        return tuple(from_json(item) for item in data)
    if not isinstance(data, dict):
        return data
    match data["a"]:
        case "Message":
            return Message.from_json(data)
        case "date":
            return date.fromisoformat(data["is"])
        case "Decimal":
            return Decimal(data["is"])
        case "mapping":
            return {key: from_json(item) for key, item in data["is"]}
    return _KINDS[data["a"]](**{name: from_json(item) for name, item in data.items() if name != "a"})
