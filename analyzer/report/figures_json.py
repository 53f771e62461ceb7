"""All figures of a review as plain JSON data, in the shape of format 1."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from analyzer import figures
from analyzer.intake.report import IntakeReport, SheetReport
from analyzer.language import Language
from analyzer.message import Message
from analyzer.model import BLANK, GAUGE_ROLES, OPEN_LAYERS, Role, Selection, Stage
from analyzer.report.advice_json import advice_json
from analyzer.report.forecast_json import forecast_json
from analyzer.report.health_json import health_json
from analyzer.report.intake_notes import notes
from analyzer.report.json_values import Row, asked, money
from analyzer.workspace import Workspace

FORMAT = 1


def figures_json(workspace: Workspace, selection: Selection, language: Language) -> dict[str, Any]:
    """The figures of one selection. Money is exact to the cent; what the data does not hold is null or empty.

    Raises what `Workspace.run` raises.
    """
    return {
        "format": FORMAT,
        "as_of": selection.as_of.isoformat(),
        "compare_to": selection.compare_to.isoformat() if selection.compare_to else None,
        "currency": workspace.currency,
        "stages": [_stage(stage) for stage in workspace.stages],
        "intake": _intake(workspace.report, language),
        "totals": _totals(workspace, selection),
        "gauges": [row for role in GAUGE_ROLES for row in _gauges(workspace, selection, role)],
        "waterfall": _waterfall(workspace, selection),
        "transitions": _transitions(workspace, selection),
        "products": _products(workspace, selection),
        "quality": _quality(workspace, selection),
        "advice": advice_json(workspace, selection, language),
        "health": health_json(workspace, selection, workspace.settings),
        "forecast": forecast_json(workspace, selection, workspace.settings, language),
    }


def _stage(stage: Stage) -> dict[str, Any]:
    return {"name": stage.name, "position": stage.position, "layer": stage.layer, "kind": stage.kind}


def _intake(report: IntakeReport | None, language: Language) -> list[dict[str, Any]]:
    return [_sheet(sheet, notes(report, sheet), language) for sheet in report.sheets] if report else []


def _sheet(sheet: SheetReport, said: Iterable[Message], language: Language) -> dict[str, Any]:
    return {
        "file": sheet.file,
        "sheet": sheet.sheet,
        "table": sheet.table,
        "rows_read": sheet.rows_read,
        "rows_loaded": sheet.rows_loaded,
        "rows_rejected": sheet.rows_rejected,
        "rows_not_data": sheet.rows_not_data,
        "columns": {match.field: match.header for match in sheet.columns if match.field is not None},
        "notes": [language.say(note) for note in said],
    }


def _totals(workspace: Workspace, selection: Selection) -> dict[str, Any]:
    rows = asked(workspace, figures.outcomes(selection))
    return {row["kind"]: {"count": row["count"], "amount": money(row["amount"])} for row in rows}


def _gauges(workspace: Workspace, selection: Selection, role: Role) -> list[dict[str, Any]]:
    rows = asked(workspace, figures.gauges(selection, role, workspace.settings))
    return [_gauge(role, row) for row in rows] if _holds(rows) else []


def _gauge(role: Role, row: Row) -> dict[str, Any]:
    return {
        "role": role,
        "member": row["member"],
        "layer": row["layer"],
        "amount": money(row["amount"]),
        "count": row["count"],
        "target": money(row["target"]),
        "multiple": row["multiple"],
        "required": money(row["required"]),
        "attainment": row["attainment"],
        "light": row["light"],
    }


def _waterfall(workspace: Workspace, selection: Selection) -> dict[str, Any]:
    rows = asked(workspace, figures.waterfall(selection))
    first: Row = rows[0] if rows else {"total_count": 0, "total_amount": 0, "low_share": None}
    low_share = first["low_share"]
    return {
        "bars": [_bar(row) for row in rows],
        "total": {"count": first["total_count"], "amount": money(first["total_amount"])},
        "low_share": low_share,
        "high_share": None if low_share is None else 1 - low_share,
    }


def _bar(row: Row) -> dict[str, Any]:
    return {
        "stage": row["stage"],
        "layer": row["layer"],
        "count": row["count"],
        "amount": money(row["amount"]),
        "share": row["share"],
    }


def _transitions(workspace: Workspace, selection: Selection) -> list[dict[str, Any]]:
    return [
        {"from": row["from_state"], "to": row["to_state"], "count": row["count"], "amount": money(row["amount"])}
        for row in asked(workspace, figures.transitions(selection))
    ]


def _products(workspace: Workspace, selection: Selection) -> list[dict[str, Any]]:
    rows = asked(workspace, figures.products(selection, "product", workspace.settings))
    return [_product(row) for row in rows] if _holds(rows) else []


def _product(row: Row) -> dict[str, Any]:
    return {
        "member": row["member"],
        "count": row["count"],
        "amount": money(row["amount"]),
        "previous_amount": money(row["previous_amount"]),
        "layers": {str(layer): money(row[f"layer_{layer}"]) for layer in OPEN_LAYERS},
        "target": money(row["target"]),
        "deviation": {"4": row["deviation_4"], "5": row["deviation_5"]},
        "light": row["light"],
    }


def _quality(workspace: Workspace, selection: Selection) -> dict[str, Any]:
    fields = asked(workspace, figures.completeness(selection))
    rules = asked(workspace, figures.contradictions(selection, at_most=1))
    return {
        "completeness": [
            {"field": row["field"], "deals": row["deals"], "complete": row["deals_with"], "share": row["share"]}
            for row in fields
        ],
        "contradictions": [
            {"rule": row["rule"], "count": row["deals_in_all"], "amount": money(row["amount_in_all"])} for row in rules
        ],
    }


def _holds(rows: Sequence[Row]) -> bool:
    """Whether the data has the role at all: a role of blanks alone is one that it lacks."""
    return any(row["member"] != BLANK for row in rows)
