"""On which day a sheet shows the pipeline, read from the name of its file or sheet."""

from __future__ import annotations

import re
from datetime import date

from analyzer.intake.values import dates

_EDGE_BEFORE, _EDGE_AFTER = r"(?<!\d)", r"(?!\d)"
# Not the year that ends a day, with a time of day after it: 3-23-2026 9-12-33 AM. Digits on a letter are no day: Q4.
_AFTER_NO_DAY = r"(?:(?<!\d[-_.])|(?<=[^\W\d_]\d[-_.])|(?<=[^\W\d_]\d\d[-_.]))"
_DAY = re.compile(
    rf"{_AFTER_NO_DAY}{_EDGE_BEFORE}((?:19|20|21)\d{{2}})"
    rf"(?:([-_. ])(\d{{1,2}})\2(\d{{1,2}})|\s*年\s*(\d{{1,2}})\s*月\s*(\d{{1,2}}))[日号號]?{_EDGE_AFTER}"
)
_COMPACT = re.compile(rf"{_EDGE_BEFORE}((?:19|20|21)\d{{2}})(\d{{2}})(\d{{2}}){_EDGE_AFTER}")
_DAY_LAST = re.compile(rf"{_EDGE_BEFORE}(\d{{1,2}})[-_.](\d{{1,2}})[-_.]((?:19|20|21)\d{{2}}){_EDGE_AFTER}")
_NAMED = re.compile(r"(\d{1,2})[-_. ]?([a-z]{3,9})[-_. ]?(\d{4})", re.IGNORECASE)
_AM_PM = re.compile(r"\d\s*[ap]m\b", re.IGNORECASE)
_YEAR_WEEK = re.compile(
    rf"{_EDGE_BEFORE}(\d{{4}})\s*年?[-_. ]?(?:W|KW|week|wk|第)[-_ ]?(\d{{1,2}}){_EDGE_AFTER}", re.IGNORECASE
)
_WEEK_YEAR = re.compile(rf"(?:\b|_)(?:W|KW|week|wk)[-_ ]?(\d{{1,2}})[-_ ](\d{{4}}){_EDGE_AFTER}", re.IGNORECASE)
_WEEK = re.compile(
    rf"(?:(?<![a-z])(?:W|KW|week|wk)[-_ ]?(\d{{1,2}}){_EDGE_AFTER}|第\s*(\d{{1,2}})\s*[周週])", re.IGNORECASE
)


def date_in_name(name: str, today: date) -> date | None:
    """The day that ``name`` tells, None without one. A week is its Monday; without a year it is the last one."""
    for pattern in (_DAY, _COMPACT):
        for found in pattern.finditer(name):
            year, month, day = (part for part in found.groups() if part and part.isdigit())
            if read := dates.parse(f"{year}-{month}-{day}").value:
                return read
    return _spoken(name) or week_in_name(name, today)


def _spoken(name: str) -> date | None:
    if found := _DAY_LAST.search(name):
        # Only those who write the month first write AM and PM into a name.
        order: dates.Order | None = "mdy" if _AM_PM.search(name) else None
        return dates.parse("/".join(found.groups()), order).value
    if found := _NAMED.search(name):
        return dates.parse(" ".join(found.groups())).value
    return None


def week_in_name(name: str, today: date) -> date | None:
    """The Monday of the week that ``name`` tells, None without one; without a year it is the last one."""
    if found := _YEAR_WEEK.search(name):
        return dates.monday_of(int(found[1]), int(found[2])).value
    if found := _WEEK_YEAR.search(name):
        return dates.monday_of(int(found[2]), int(found[1])).value
    if found := _WEEK.search(name):
        return dates.last_week(int(found[1] or found[2]), today)
    return None
