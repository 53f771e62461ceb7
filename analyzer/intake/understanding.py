"""Raw sheets into one table of snapshots, with the stages, the targets and the report on all of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

import duckdb
import pyarrow as pa

from analyzer.intake.answer import Intake
from analyzer.intake.corrections import AS_IT_STANDS, Corrections
from analyzer.intake.matching.column_questions import column_questions
from analyzer.intake.matching.extra_roles import extra_roles, keep_extra_roles
from analyzer.intake.matching.passed_over import pass_over
from analyzer.intake.matching.same_headers import alike_by_headers
from analyzer.intake.matching.shapes import remembered, shape_of
from analyzer.intake.matching.sheet_kinds import KnownSheet, recognise
from analyzer.intake.raw_sheet import RawSheet
from analyzer.intake.report import IntakeReport, JoinReport, Question, SheetReport, TableKind
from analyzer.intake.stages import pipelines
from analyzer.intake.stages.labels import labels_in
from analyzer.intake.stages.listed_columns import by_listed_stages
from analyzer.intake.stages.moves import moves_in
from analyzer.intake.stages.named_alike import make_stage_labels
from analyzer.intake.stages.outcomes import agreed_ends, kinds_told, settle_outcomes
from analyzer.intake.stages.placing import Placing, place
from analyzer.intake.stages.stage_sheet import Listing, read_stages
from analyzer.intake.tables import assembly, history, joins
from analyzer.intake.tables.alike import alike
from analyzer.intake.tables.assembly import Overlap
from analyzer.intake.tables.continuity import of_deals_and_weeks
from analyzer.intake.tables.correcting import corrected, numbers_by_file, without_removed_days
from analyzer.intake.tables.date_orders import order_note
from analyzer.intake.tables.day_of_sheet import SheetDay, days_of
from analyzer.intake.tables.field_log import only_stage_changes
from analyzer.intake.tables.identity import settle_ids
from analyzer.intake.tables.joins import Lookup
from analyzer.intake.tables.lookup_reports import join_report, lookup_report
from analyzer.intake.tables.members import Members, settle_members
from analyzer.intake.tables.nothing import ask_for_stages
from analyzer.intake.tables.sheet_reports import opportunity_report, plain_report, replaced_by, unused_report
from analyzer.intake.tables.targets import read_targets, standing_targets
from analyzer.intake.tables.typed_sheet import TypedSheet, shown_elsewhere, type_sheet
from analyzer.intake.tables.wide_targets import recognise_wide
from analyzer.intake.values.pricing import settle_currency
from analyzer.message import Message
from analyzer.model import StageKind, Target
from analyzer.settings import Settings


def understand(
    connection: duckdb.DuckDBPyConnection,
    sheets: Sequence[RawSheet],
    settings: Settings,
    today: date,
    corrections: Corrections = AS_IT_STANDS,
) -> Intake:
    """What the sheets hold. Their tables are in ``connection``, as `RawSheet` describes them, mended already.

    Raises `NothingToAnalyze` where no sheet holds opportunities, and none could after an answer.
    """
    return _Understanding(connection, sheets, settings, today, corrections).answer()


@dataclass
class _Findings:
    """What is said of the sheets as their turn comes. reports: by the name of the sheet."""

    reports: dict[str, SheetReport] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)


class _Understanding:
    """One upload on its way from raw sheets to an answer."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        sheets: Sequence[RawSheet],
        settings: Settings,
        today: date,
        corrections: Corrections,
    ) -> None:
        self._connection, self._settings, self._today = connection, settings, today
        self._corrections = corrections
        told = [only_stage_changes(connection, raw) for raw in sheets]
        recognised = [self._recognised(raw, {}) for raw in told]
        recognised = by_listed_stages(told, recognised, self._recognised)
        known = pass_over(alike_by_headers(told, recognised, self._recognised), today)
        self._sheets, self._layouts = recognise_wide(known, settings.fiscal_year_start)
        self._found = _Findings()
        self._found.questions += column_questions(known)

    def _recognised(self, raw: RawSheet, found: Mapping[str, str]) -> KnownSheet:
        return recognise(raw, {**found, **self._settings.columns}, self._today, self._settings.shapes)

    def answer(self) -> Intake:
        targets, listed = self._targets(), self._listed_stages()
        ends = self._settle_outcomes(listed)
        if not self._of("opportunities") and not self._of("stage_history"):
            return self._nothing(targets)
        lookups = joins.find_lookups(self._connection, self._may_be_lookups(), self._of("opportunities"))
        keys = (key for lookup in lookups for key in lookup.keys.values())
        self._sheets = keep_extra_roles(self._sheets, keys)
        placing = self._place_stages(listed, ends)
        members = self._settle_members(lookups)
        self._corrections = self._corrections.spelled(members.member)
        self._ids = settle_ids(self._connection, self._of("opportunities") + self._of("stage_history"))
        typed = self._typed(lookups, members, any(label.stage is None for label in placing.matches))
        snapshots, currency = self._assemble(typed)
        join_reports = self._join_reports(lookups, typed)
        report = replace(self._report(placing, join_reports), alike=alike(members, self._settings))
        targets = tuple(replace(item, member=members.member(item.role, item.member)) for item in targets)
        deals = self._of("opportunities")
        shapes = remembered(self._settings.shapes, [(shape_of(sheet.matches), sheet.shape) for sheet in deals])
        return Intake(snapshots, placing.stages, targets, currency, report, extra_roles(deals), shapes)

    def _of(self, kind: TableKind) -> list[KnownSheet]:
        return [sheet for sheet in self._sheets if sheet.kind == kind]

    def _may_be_lookups(self) -> list[KnownSheet]:
        return [sheet for sheet in self._of("not_used") if not sheet.is_passed_over]

    def _nothing(self, targets: tuple[Target, ...]) -> Intake:
        self._found.questions.append(ask_for_stages(self._of("not_used")))
        report = self._report(Placing((), (), (), {}), ())
        return Intake(
            assembly.SCHEMA.empty_table(), (), targets, self._settings.currency, report, shapes=self._settings.shapes
        )

    def _targets(self) -> tuple[Target, ...]:
        starts_in = self._settings.fiscal_year_start
        read = [
            (sheet, *read_targets(self._connection, sheet, starts_in, self._layouts.get(sheet.raw.table)))
            for sheet in self._of("targets")
        ]
        standing = standing_targets((sheet.raw.file, items) for sheet, items, _ in read)
        for sheet, items, unclear in read:
            stays = {item.row.number for item in items if standing.get(item.key) is item}
            out = {item.row.number: item for item in items if item.row.number not in stays}
            replaced = [item.left_out(standing.values()) for item in out.values()]
            self._say(sheet, plain_report(sheet, sorted([*unclear, *replaced], key=lambda row: row.row)))
        return tuple(item.target for item in standing.values())

    def _listed_stages(self) -> Listing:
        read = [(sheet, read_stages(self._connection, sheet)) for sheet in self._of("stages")]
        for sheet, listing in read:
            self._say(sheet, plain_report(sheet, listing.rejected))
        stages = tuple(stage for _, listing in read for stage in listing.stages)
        return Listing(stages, {name: chance for _, listing in read for name, chance in listing.chances.items()})

    def _settle_outcomes(self, listed: Listing) -> Mapping[str, StageKind]:
        kind_of = kinds_told(self._settings, listed.stages)
        settled = [settle_outcomes(self._connection, sheet, kind_of) for sheet in self._sheets]
        self._sheets = [item.sheet for item in settled]
        return agreed_ends(settled)

    def _place_stages(self, listed: Listing, ends: Mapping[str, StageKind]) -> Placing:
        sheets = self._of("opportunities") + self._of("stage_history")
        moves = partial(moves_in, self._connection, sheets, self._today)
        differing = pipelines.differing(self._connection, sheets, self._today)
        labels = listed.on(labels_in(self._connection, sheets))
        mixed = [item.label for item in differing]
        placing = place(labels, self._settings, listed.stages, ends, moves, mixed)
        self._found.notes += (*placing.notes, *(item.note for item in differing))
        make_stage_labels(self._connection, placing)
        self._found.questions += placing.questions
        return placing

    def _settle_members(self, lookups: Sequence[Lookup]) -> Members:
        deals = self._of("opportunities")
        members = settle_members(self._connection, deals, lookups, self._settings)
        self._found.notes += members.notes
        for lookup in lookups:
            role = lookup.key_role(deals)
            joins.make_table(self._connection, lookup, role if role in members.same else None)
        return members

    def _typed(self, lookups: Sequence[Lookup], members: Members, labels_wait: bool) -> list[TypedSheet]:
        def typed_by(settings: Settings, sheet: KnownSheet, number: int) -> TypedSheet:
            return type_sheet(
                self._connection, sheet, number, lookups, settings, members, self._ids, self._today, labels_wait
            )

        # A log's snapshots come first, so that a sheet of the same day replaces them.
        numbered = enumerate(self._of("opportunities"), 1)
        typed = [typed_by(self._settings, sheet, at) for at, sheet in numbered]
        shown = shown_elsewhere(typed)
        if shown:
            self._found.notes += [order_note(header, order, in_another="file") for header, order in shown.items()]
            settled = replace(self._settings, date_orders={**shown, **self._settings.date_orders})
            typed = [typed_by(settled, item.sheet, item.number) if item.questions else item for item in typed]
        self._found.questions += [question for sheet in typed for question in sheet.questions]
        return typed

    def _assemble(self, typed: Sequence[TypedSheet]) -> tuple[pa.Table, str | None]:
        logs = [
            history.read_history(self._connection, sheet, number, self._ids, self._settings.date_orders, self._today)
            for number, sheet in enumerate(self._of("stage_history"))
        ]
        self._found.questions += [question for log in logs for question in log.questions]
        newest_change = history.newest_change(self._connection, len(logs), self._today)
        days, questions = days_of(self._connection, typed, self._settings, self._today, newest_change)
        self._found.questions += questions
        parts = [assembly.Part(day.sheet.view, "" if day.waits else day.day, day.sheet.ready) for day in days]
        numbers = numbers_by_file([(log.sheet, history.SHEET) for log in logs] + [(s.sheet, s.number) for s in typed])
        rows = assembly.unite(
            self._connection,
            [*self._history(logs, typed), *parts],
            lambda rows: corrected(rows, self._corrections, numbers),
        )
        self._say_of_logs(logs)
        replaced = assembly.settle_repeats(self._connection)
        differing = assembly.stages_differ(self._connection)
        if differing:
            said = Message(
                "{deals} deals have lines of different stages; the stage of the last line stands.", deals=differing
            )
            self._found.notes.append(said)
        self._found.notes += of_deals_and_weeks(self._connection, rows)
        pricing = settle_currency(self._connection, self._settings)
        self._found.notes += pricing.notes
        self._say_of_opportunities(days, replaced)
        snapshots = assembly.snapshots(self._connection, rows, pricing.is_needed, bool(differing))
        return snapshots, pricing.currency

    def _history(self, logs: Sequence[history.ReadHistory], typed: Sequence[TypedSheet]) -> list[assembly.Part]:
        if not logs:
            return []
        history.make_history_view(self._connection, range(len(logs)), typed)
        return [assembly.Part(history.VIEW)]

    def _say_of_logs(self, logs: Sequence[history.ReadHistory]) -> None:
        for log in logs:
            said = plain_report(log.sheet, log.rejected, log.rows_rejected, log.notes)
            days = assembly.days_in(self._connection, history.SHEET)
            reason = Message("Each Monday that the log covers.")
            self._say(log.sheet, replace(said, snapshot_dates=days, date_reason=reason))

    def _say_of_opportunities(self, days: Sequence[SheetDay], replaced: Sequence[Overlap]) -> None:
        tallies = assembly.tally(self._connection)
        names = {day.sheet.number: day.sheet.sheet.name for day in days}
        for day in days:
            number = day.sheet.number
            notes = [replaced_by(item.day, names[item.later]) for item in replaced if item.earlier == number]
            tally = tallies.get(number, assembly.Tally())
            report = opportunity_report(self._connection, day, tally, notes, self._settings.stage_labels)
            self._say(day.sheet.sheet, without_removed_days(report, self._corrections.removals))

    def _join_reports(self, lookups: Sequence[Lookup], typed: Sequence[TypedSheet]) -> tuple[JoinReport, ...]:
        reports = []
        for lookup in lookups:
            views = [sheet.lookup_views[lookup.table] for sheet in typed if lookup.table in sheet.lookup_views]
            reports.append(join_report(self._connection, lookup, views))
            self._say(lookup.sheet, lookup_report(self._connection, lookup))
        return tuple(reports)

    def _say(self, sheet: KnownSheet, report: SheetReport) -> None:
        self._found.reports[sheet.raw.table] = report

    def _report(self, placing: Placing, join_reports: Iterable[JoinReport]) -> IntakeReport:
        sheets = [self._found.reports.get(sheet.raw.table) or unused_report(sheet) for sheet in self._sheets]
        # The same header in the files of several weeks is one question.
        questions = {(question.kind, question.about): question for question in reversed(self._found.questions)}
        asked = tuple(reversed(questions.values()))
        return IntakeReport(tuple(sheets), placing.matches, tuple(join_reports), asked, tuple(self._found.notes))
