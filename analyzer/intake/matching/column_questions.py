"""What has to be asked of columns that only a person can tell."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.intake.matching.sheet_kinds import KnownSheet
from analyzer.intake.report import Question
from analyzer.intake.stages.placing import setting_line
from analyzer.message import Message


def column_questions(sheets: Iterable[KnownSheet]) -> list[Question]:
    """A question for each column of the opportunities that may be what the figures need, and may be another thing."""
    questions = []
    for sheet in (sheet for sheet in sheets if sheet.kind == "opportunities"):
        for item in (item for item in sheet.matches if item.asks):
            header, field = item.profile.header, item.asks[0]
            message = Message(
                "Does “{header}” in {sheet} hold the {field}? {reason} It holds values such as {examples}.",
                header=header,
                sheet=sheet.name,
                field=field,
                reason=item.reason,
                examples=list(item.profile.samples),
            )
            setting = setting_line("columns", header, field)
            questions.append(Question("column", header, message, (*item.asks, ""), setting))
    return questions
