"""The one family of errors. Each says what happened and what to do next, in words."""

from __future__ import annotations

from analyzer.message import Message


class AnalyzerError(Exception):
    """Something a person can understand and act on.

    what: the sentence that says what happened.
    next_step: the sentence that says what to do about it.
    """

    def __init__(self, what: Message, next_step: Message | None = None) -> None:
        super().__init__(str(what))
        self.what = what
        self.next_step = next_step


class UnreadableFile(AnalyzerError):
    """The bytes of an upload cannot be read as a table."""


class FileTooLarge(UnreadableFile):
    """Reading the upload would cost more memory or time than the limits allow."""


class NothingToAnalyze(AnalyzerError):
    """The files were read, but no sheet holds opportunities."""


class BadSettings(AnalyzerError):
    """A settings file is not valid TOML, or a value in it is not allowed."""


class BadText(AnalyzerError):
    """A text for the sales team, which they may edit, cannot be read or names a place that nothing can fill."""


class GuardStands(AnalyzerError):
    """A guard stands against an action, and nobody has given a reason for doing it nevertheless."""


class NoSuchSnapshot(AnalyzerError):
    """The asked-for date is not among the snapshots that are loaded."""


class QueryTookTooLong(AnalyzerError):
    """A query ran into the time limit and was stopped."""


class DataTooLarge(AnalyzerError):
    """The data, or a query over it, needs more memory than one visitor is given."""


class CannotKeep(AnalyzerError):
    """Something could not be written to disk: there is no room, or no permission."""


class ChangedElsewhere(CannotKeep):
    """The workspace folder holds a newer state than the one that was to be written over it."""
