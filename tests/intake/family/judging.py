"""Holds what intake made of a case against the truth.

Of each column, stage and file it says one of four:

- right: as the truth says, and nothing was asked that the file leaves no doubt about;
- asked: a question, or an error in words, where the truth is plain;
- told: something is missing and the report says so: a column set aside, a row rejected;
- wrong: a wrong guess that nobody is told of.

A question costs 1, what is left out 3, a silent wrong guess 10; the score is what 100 of them cost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Literal

from analyzer.errors import AnalyzerError
from analyzer.intake.answer import Intake
from analyzer.intake.report import SheetReport
from analyzer.model import Stage
from tests.intake.family.case import Case, Column
from tests.intake.family.pipelines import Deal
from tests.intake.family.stage_sets import TrueStage

Outcome = Literal["right", "asked", "told", "wrong"]
COSTS: Mapping[Outcome, int] = MappingProxyType({"right": 0, "asked": 1, "told": 3, "wrong": 10})

_COMPARED = ("opportunity_id", "amount", "probability", "created_on", "closed_on", "expected_close", "stage_entered_on",
             "region", "product", "industry", "channel", "rep", "customer", "opportunity_name")  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """One thing that is not as the truth says. is_told: the report says that something is left out."""

    text: str
    is_told: bool = False


@dataclass(frozen=True)
class Verdict:
    """What was made of one case."""

    case: Case
    columns: tuple[tuple[str, Outcome, str], ...]
    stages: tuple[tuple[str, Outcome, str], ...]
    file: Outcome
    faults: tuple[str, ...]


def judge(case: Case, intake: Intake | AnalyzerError) -> Verdict:
    """The verdict on what intake answered, or on the sentence with which it gave up."""
    if isinstance(intake, AnalyzerError):
        columns = [(column.header, "asked", str(intake)) for column in case.columns if column.field]
        stages = [(label, "asked", str(intake)) for label in _used(case).values()]
        return Verdict(case, tuple(columns), tuple(stages), "asked", (f"error: {intake}",))  # type: ignore[arg-type]
    rows = _Rows(case, intake)
    faults = [*_of_sheets(case, intake), *rows.faults()]
    return Verdict(
        case, tuple(_columns(case, intake)), tuple(_stages(case, intake, rows)), _file(case, intake, faults),
        (*(f"asked: {item.message}" for item in intake.report.questions), *(fault.text for fault in faults)),
    )  # fmt: skip


def _file(case: Case, intake: Intake, faults: Sequence[Fault]) -> Outcome:
    asked = {question.kind for question in intake.report.questions}
    if case.asks:
        # Of a sheet whose column of stages is asked for nothing is taken yet.
        return "right" if asked == case.asks else "asked" if {*case.asks, "columns"} & asked else "wrong"
    if asked:
        return "asked"
    if not faults:
        return "right"
    return "told" if all(fault.is_told for fault in faults) else "wrong"


def _used(case: Case) -> dict[TrueStage, str]:
    """The stages that stand in the case's files, first ones first."""
    by_status = "status" in {column.field for column in case.columns}
    held = {deal.stage for deals in case.weeks.values() for deal in deals}
    return {stage: label for stage, label in case.labels.items() if stage in held or by_status}


def _opportunities(intake: Intake) -> list[SheetReport]:
    return [sheet for sheet in intake.report.sheets if sheet.table == "opportunities"]


def _columns(case: Case, intake: Intake) -> Iterator[tuple[str, Outcome, str]]:
    sheets = _opportunities(intake)
    asked = {question.about for question in intake.report.questions if question.kind in ("column", "columns")}
    if not sheets:
        outcome: Outcome = "asked" if asked else "wrong"
        yield from ((column.header, outcome, "no sheet of opportunities") for column in case.columns if column.field)
        return
    taken = sheets[0].columns
    for column, match in _paired(case.columns, taken):
        outcome = _column(column, match)
        if outcome in ("wrong", "told") and column.header.strip() in {about.strip() for about in asked}:
            outcome = "asked"
        if column.field or outcome != "right":
            yield column.header, outcome, f"{column.field} was taken for {match}"


def _paired(columns: Sequence[Column], taken: Sequence[Any]) -> Iterator[tuple[Column, str | None]]:
    if len(columns) == len(taken):
        yield from ((column, match.field) for column, match in zip(columns, taken, strict=True))
        return
    by_header = {match.header.strip(): match.field for match in taken}
    yield from ((column, by_header.get(column.header.strip())) for column in columns)


def _column(column: Column, field: str | None) -> Outcome:
    field = None if field and field.startswith("extra") else field
    if field == column.field or field in column.also:
        return "right"
    return "told" if field is None else "wrong"


def _stages(case: Case, intake: Intake, rows: _Rows) -> Iterator[tuple[str, Outcome, str]]:
    places = {stage.name: stage for stage in intake.stages}
    asked = {question.about.strip().casefold() for question in intake.report.questions if question.kind == "stages"}
    asked_for_all = any(question.kind == "columns" for question in intake.report.questions)
    used = _used(case)
    order = _order(used, rows, places)
    for stage, label in used.items():
        if stage in case.held:
            continue
        names = rows.stages.get(stage, set())
        if label.strip().casefold() in asked or asked_for_all:
            yield label, "asked", "a question"
        elif not names:
            yield label, "told", "no row with it was loaded"
        elif wrong := [name for name in names if name is None or not _fits(stage, places.get(name))]:
            taken = places.get(wrong[0] or "")
            yield label, "wrong", f"{stage.kind} {stage.layers} was taken for {taken}"
        elif stage in order:
            yield label, "wrong", "it does not come after the stage before it"
        else:
            yield label, "right", ""


def _fits(stage: TrueStage, taken: Stage | None) -> bool:
    return taken is not None and taken.kind == stage.kind and (stage.kind != "open" or taken.layer in stage.layers)


def _order(used: Mapping[TrueStage, str], rows: _Rows, places: Mapping[str, Stage]) -> set[TrueStage]:
    """Open stages that stand before the one that they should follow."""
    positions = [
        (stage, min(places[name].position for name in rows.stages[stage] if name in places))
        for stage in used
        if stage.kind == "open" and any(name in places for name in rows.stages.get(stage, ()))
    ]
    return {stage for (_, before), (stage, after) in zip(positions, positions[1:], strict=False) if after <= before}


_Keys = tuple[Callable[[Deal], object], Callable[[dict[str, Any]], object]]
_ID: _Keys = (lambda deal: deal.id, lambda row: row["opportunity_id"])
_LINE: _Keys = (lambda deal: (deal.id, deal.product), lambda row: (row["opportunity_id"], row["product"]))
_NAME: _Keys = (lambda deal: (deal.name, deal.customer), lambda row: (row["opportunity_name"], row["customer"]))


class _Rows:
    """The rows of the answer beside those of the truth."""

    def __init__(self, case: Case, intake: Intake) -> None:
        self._case = case
        self._days: dict[date, list[dict[str, Any]]] = {}
        for row in intake.snapshots.to_pylist():
            self._days.setdefault(row["snapshot_date"], []).append(row)
        self._has_ids = any(
            match.field == "opportunity_id" for sheet in _opportunities(intake) for match in sheet.columns
        )
        self._places = {stage.name: stage for stage in intake.stages}
        self._pairs = list(self._paired())
        self.stages: dict[TrueStage, set[str | None]] = {}
        for deal, row in self._pairs:
            if row is not None:
                self.stages.setdefault(deal.stage, set()).add(row["stage"])

    def _paired(self) -> Iterator[tuple[Deal, dict[str, Any] | None]]:
        for (_, deals), (_, rows) in zip(self._case.weeks.items(), sorted(self._days.items()), strict=False):
            yield from self._of_a_day([deal for deal in deals if deal.stage not in self._case.held], rows)

    def _of_a_day(
        self, deals: Sequence[Deal], rows: Sequence[dict[str, Any]]
    ) -> Iterator[tuple[Deal, dict[str, Any] | None]]:
        """By id and, of line items, product; else by name and customer; else, where nothing was left out, by order."""
        has_lines = len({deal.id for deal in deals}) < len(deals)
        for key, key_of_row in (_LINE if has_lines else _ID, _NAME):
            held = {key_of_row(row): row for row in rows}
            if any(key(deal) in held for deal in deals):
                yield from ((deal, held.get(key(deal))) for deal in deals)
                return
        yield from zip(deals, rows if len(rows) == len(deals) else [None] * len(deals), strict=True)

    def faults(self) -> Iterator[Fault]:
        """Everything that is not as the truth says, each kind once."""
        yield from self._of_days()
        absent = sum(row is None for _, row in self._pairs)
        if absent:
            yield Fault(f"{absent} of {len(self._pairs)} deals are not there", is_told=True)
        more = sum(map(len, self._days.values())) - sum(map(len, self._case.weeks.values()))
        if more > 0:
            yield Fault(f"{more} rows are there that are no deals")
        for field in _COMPARED:
            if field in self._case.fields:
                yield from self._of_field(field)
        yield from self._of_stages()

    def _of_days(self) -> Iterator[Fault]:
        days = sorted(self._days)
        if len(days) != len(self._case.weeks):
            yield Fault(f"{len(days)} snapshots instead of {len(self._case.weeks)}: {', '.join(map(str, days[:5]))}")
            return
        for day, right in zip(days, self._case.days, strict=False):
            if right and day not in right:
                yield Fault(f"a snapshot of {day} instead of {min(right)}")

    def _of_field(self, field: str) -> Iterator[Fault]:
        missing, false = [], []
        for deal, row in self._pairs:
            if row is None:
                continue
            true = getattr(deal, field.removeprefix("opportunity_"))
            if not _same(true, row[field]):
                (missing if row[field] is None else false).append((true, row[field]))
        if missing:
            yield Fault(f"{field}: {len(missing)} blank, such as {missing[0][0]}", is_told=True)
        if false:
            text = f"{field}: {len(false)} false, such as {false[0][1]} instead of {false[0][0]}"
            # Without a column of ids a deal goes by its name, and the report says so.
            yield Fault(text, is_told=field == "opportunity_id" and not self._has_ids)

    def _of_stages(self) -> Iterator[Fault]:
        wrong = Counter(
            (deal.stage.label, str(row["stage"]))
            for deal, row in self._pairs
            if row is not None and not _fits(deal.stage, self._places.get(row["stage"]))
        )
        for (label, taken), rows in wrong.items():
            yield Fault(f"stage: {rows} rows of {label} are {self._places.get(taken, taken)}")


def _same(true: Any, taken: Any) -> bool:
    if true is None or taken is None:
        return true is taken
    if isinstance(true, float):
        return abs(true - taken) < 0.006
    return bool(true == taken)


def _of_sheets(case: Case, intake: Intake) -> Iterator[Fault]:
    for sheet in intake.report.sheets:
        if sheet.rows_read != sheet.rows_loaded + sheet.rows_rejected + sheet.rows_not_data:
            yield Fault(f"{sheet.file} {sheet.sheet}: the rows do not add up")
    rejected = [row for sheet in _opportunities(intake) for row in sheet.rejected]
    if rejected and not case.held and not case.asks:
        yield Fault(f"{len(rejected)} rows rejected, such as {rejected[0].row}: {rejected[0].reason}", is_told=True)
    targets = {target.member: int(target.amount) for target in intake.targets}
    if case.targets is not None and targets != dict(case.targets):
        yield Fault(f"targets: {targets} instead of {dict(case.targets)}", is_told=not targets)
    if case.currency and intake.currency != case.currency:
        yield Fault(f"currency: {intake.currency} instead of {case.currency}", is_told=intake.currency is None)
