"""What to say when no sheet holds opportunities."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.errors import NothingToAnalyze
from analyzer.intake.matching.sheet_kinds import KnownSheet
from analyzer.intake.report import Question
from analyzer.intake.stages.placing import setting_line
from analyzer.message import Message

_MOST_LABELS = 30


def ask_for_stages(sheets: Sequence[KnownSheet]) -> Question:
    """Which column holds the stages, where one may. Raises `NothingToAnalyze` where none can."""
    candidates = [
        (sheet, item.profile.header)
        for sheet in sheets
        for item in sheet.matches
        if item.profile.header and 2 <= len(item.profile.counts) <= _MOST_LABELS
        and not item.profile.is_unique and item.profile.money_share < 0.5 and item.profile.date_share < 0.5
    ]  # fmt: skip
    if not candidates:
        raise NothingToAnalyze(
            Message(
                "None of the sheets holds opportunities: there is no column of stages in {files}.", files=_files(sheets)
            ),
            Message(
                "Upload an export that has one row per opportunity and a column with its stage, "
                "or start from the template workbook."
            ),
        )
    sheet = max(
        (sheet for sheet, _ in candidates), key=lambda sheet: (len([m for m in sheet.matches if m.field]), sheet.rows)
    )
    named = {item.profile.header for item in sheet.matches if "stage" in item.asks}
    headers = [header for owner, header in candidates if owner is sheet]
    options = tuple(dict.fromkeys(sorted(headers, key=lambda header: header not in named)))
    message = Message("Which column of {sheet} holds the stage of each opportunity?", sheet=sheet.name)
    return Question("columns", sheet.name, message, options, setting_line("columns", options[0], "stage"))


def _files(sheets: Sequence[KnownSheet]) -> list[str]:
    return list(dict.fromkeys(sheet.name for sheet in sheets))
