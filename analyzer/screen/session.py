"""One visitor's session: their data, the answers it has given so far, and what they have chosen."""

from __future__ import annotations

import json
import os
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from analyzer.advice.ledger import Decision
from analyzer.errors import AnalyzerError
from analyzer.intake import Progress, SourceFile
from analyzer.intake.corrections import Fill, Mend
from analyzer.intake.reader import Reader
from analyzer.intake.report import IntakeReport
from analyzer.language import LANGUAGES, Language
from analyzer.message import Message
from analyzer.model import Query, Selection, Target
from analyzer.screen import address, garbage, sample
from analyzer.settings import Settings
from analyzer.workspace import Workspace

FOLDER = "ANALYZER_WORKSPACE_FOLDER"
"""The setting of an own installation that names the folder in which the workspace is kept."""
MOST_KEPT = 96

Watch = Callable[[Progress], None]


class Visitor:
    """What belongs to one visitor and to nobody else.

    workspace: their data. on_sample: whether it is the sample, not their own.
    selection: what the sidebar says now; None while there is no snapshot. zoom: how many times larger charts are.
    batch: counts what was read, so that widgets that belong to a reading begin anew with the next.
    refused: why the last thing that was asked for could not be done; None where it could.
    said: what the last thing that was done came to, where that needs a sentence. told: where it was said first.
    newest and likely_language: the newest snapshot, and the language that nobody chose, when a page was drawn last.
    decides: the name under which the last decision was taken.
    """

    def __init__(self, workspace: Workspace | None = None) -> None:
        self.workspace = workspace or Workspace()
        self.selection: Selection | None = None
        self.zoom = 1.0
        self.batch = 0
        self.on_sample = not self.workspace.uploads
        self.refused: AnalyzerError | None = None
        self.said: Message | None = None
        self.told: tuple[Message, str] | None = None
        self.newest: str | None = None
        self.likely_language: str | None = None
        self.decides = ""
        self._shown: str | None = None
        self._kept: OrderedDict[str, Any] = OrderedDict()

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self.workspace.settings

    @property
    def report(self) -> IntakeReport:
        """What intake says of the files; empty before any were read."""
        return self.workspace.report or IntakeReport(())

    def ask(self, query: Query) -> pd.DataFrame:
        """The answer to a query, asked once for the same data: a frame that must not be changed."""
        answer: pd.DataFrame = self.kept(code_of(query), lambda: self.workspace.run(query))
        return answer

    def kept(self, code: str, make: Callable[[], Any]) -> Any:
        """What ``make`` made when it was first asked under this code, with the data and settings of now."""
        if code not in self._kept:
            self._kept[code] = make()
        self._kept.move_to_end(code)
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return self._kept[code]

    def keeps(self, code: str) -> bool:
        """Whether something was made under this code already."""
        return code in self._kept

    def open(self, language_code: str) -> None:
        """Show the sample in the reader's language, until there are files of their own."""
        if self.on_sample and self._shown != language_code:
            self.workspace.show(sample.intake(language_code), sample.files(language_code))
            self._shown = language_code
            self._begin_anew()

    def add(self, files: Sequence[SourceFile], watch: Watch) -> tuple[str, ...]:
        """Read files and add them to the visitor's own; the sample makes room for them.

        Returns the names of those that were here already.
        """
        self.batch += 1
        already = self.workspace.add(files, date.today(), watch)
        self.on_sample = not self.workspace.uploads
        self._begin_anew()
        return already

    def change(self, settings: Settings, watch: Watch) -> None:
        """Let other settings rule; the files are read again where the settings say something about them."""
        self.workspace.answer(settings, date.today(), watch)
        self._begin_anew()

    def mend(self, mends: Sequence[Mend], watch: Watch) -> None:
        """Put other text into cells of rows, and read again."""
        self.workspace.mend(mends, date.today(), watch)
        self._begin_anew()

    def accept(self, fills: Sequence[Fill], watch: Watch) -> None:
        """Fill blanks of deals as was suggested, and read again."""
        self.workspace.accept(fills, date.today(), watch)
        self._begin_anew()

    def take_back(self, fills: Sequence[Fill], watch: Watch) -> None:
        """Leave blank again what was accepted, and read again."""
        self.workspace.take_back(fills, date.today(), watch)
        self._begin_anew()

    def undo(self, number: int, watch: Watch) -> None:
        """Take an upload back; where it was the only one the sample is shown again."""
        self.workspace.undo(number, date.today(), watch)
        self._begin_anew()
        if not self.workspace.uploads:
            self.on_sample, self._shown = True, None

    def remove(self, day: date, watch: Watch) -> None:
        """Keep the snapshot of a day out of every figure, until it is put back."""
        self.workspace.remove(day, None, date.today(), watch)
        self._begin_anew()

    def put_back(self, day: date, watch: Watch) -> None:
        """Let the snapshot of a day in again."""
        self.workspace.put_back(day, date.today(), watch)
        self._begin_anew()

    def set_targets(self, targets: tuple[Target, ...]) -> None:
        """Let these targets rule; nothing is read again."""
        self.workspace.answer(replace(self.settings, targets=targets), date.today())
        self._kept.clear()

    def decide(self, decision: Decision) -> None:
        """Put a decision into the ledger; nothing is read again."""
        self.workspace.decide(decision)

    def redecide(self, decision: Decision) -> None:
        """Let another state of a decision stand."""
        self.workspace.redecide(decision)

    def withdraw(self, number: int) -> None:
        """Take a decision back; it stays in the ledger."""
        self.workspace.withdraw(number, date.today())

    def start_over(self) -> None:
        """Forget the visitor's files and settings and go back to the sample."""
        self.workspace.start_over()
        self.on_sample, self._shown = True, None
        self.refused = self.said = None
        self._begin_anew()

    def close(self) -> None:
        """Give back the database and the uploaded files."""
        self.workspace.close()

    def _begin_anew(self) -> None:
        self.batch += 1
        self._kept.clear()


def code_of(query: Query) -> str:
    """A short code that is the same for the same question, for caches and for the keys of widgets over its answer."""
    text = json.dumps([query.figure, query.sql, dict(query.parameters), dict(query.scope)], default=str)
    return sha256(text.encode()).hexdigest()[:16]


@st.cache_resource(scope="session", on_release=Visitor.close, show_spinner=False)
def visitor() -> Visitor:
    """This visitor, from the first page they open until they leave."""
    garbage.set_imports_aside()
    return opened(os.environ.get(FOLDER))


def opened(folder: str | None) -> Visitor:
    """A visitor with what the workspace folder of an own installation keeps, where there is one and it can be read."""
    if not folder:
        return Visitor(Workspace(read=_reader().read))
    try:
        return Visitor(Workspace.open(Path(folder), read=_reader().read))
    except AnalyzerError as error:
        found = Visitor(Workspace(read=_reader().read))
        found.workspace.not_saved = found.refused = error
        return found


@st.cache_resource(on_release=Reader.close, show_spinner=False)
def _reader() -> Reader:
    """What reads the files of all visitors; it holds nothing of theirs."""
    return Reader()


def language(of: Visitor) -> Language:
    """The reader's language: what they chose, else what the settings say, else what their browser asks for."""
    likely = of.settings.language or Language.best(st.context.locale).code
    if of.likely_language != likely:
        of.likely_language = likely
        if not address.read(address.LANGUAGE):
            address.forget(address.LANGUAGE)
    return Language(address.one("lang", list(LANGUAGES), likely), of.workspace.currency, of.workspace.extra_roles)
