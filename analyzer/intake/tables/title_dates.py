"""On which day a sheet shows the pipeline, read from the rows above its header."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from analyzer.intake.tables.snapshot_dates import week_in_name
from analyzer.intake.values import dates

_MOST_LINES, _LONGEST = 20, 300
_DAY = re.compile(
    r"(?<!\d)\d{4}([-/. ])\d{1,2}\1\d{1,2}(?!\d)|\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*[日号號]?"
    r"|(?<!\d)(?:19|20)\d{6}(?!\d)|(?<!\d)\d{1,2}([-/.])\d{1,2}\2\d{4}(?!\d)"
    r"|(?<!\d)\d{1,2}(?:st|nd|rd|th|\.)?[-\s][^\W\d]{3,12}\.?,?[-\s]\d{4}(?!\d)"
    r"|[^\W\d]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}(?!\d)",
    re.IGNORECASE,
)
_SHOWS = re.compile(
    r"\b(as (of|at)|snapshots?|status|stand|reporting date|data date)\b|统计|統計|截[止至]|快照|数据日期|數據日期",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"\b(export|extract|generat|creat|print|download|refresh|updat)(ed)?\b(?! (date|day))|\breport (date|run)\b"
    r"|导出|匯出|導出|生成|制表|打印|列印|报表|報表|更新",
    re.IGNORECASE,
)
_TO = re.compile(r"^\W*(to|until|through|and|bis|至|到)?\W*$", re.IGNORECASE)
_OF_SOMETHING_ELSE = re.compile(
    r"\b(from|between|since|after|before|until|close|closing|clos\w+ date|due|creat\w+ (date|day)|filter\w*|start\w*|"
    r"end\w*|quarter|target|valid|deadline|version)\b|创建|建立|成交|签约|目标|期间|期限|有效|开始|结束|筛选|起",
    re.IGNORECASE,
)
_WEEK = re.compile(r"week|\bkw|\bwk|[周週]|\bw\d|\d{4}[- ]?w\d", re.IGNORECASE)
_SHOWN, _ALONE = 2, 0


@dataclass(frozen=True)
class TitleDay:
    """A day, and the line that tells it. until: the last day that it may stand for, six days on for a week.

    rank: 2 where the line says that this is the day shown, 1 where it says when the sheet was made, 0 where nothing.
    """

    day: date
    until: date
    line: str
    rank: int

    @property
    def is_said(self) -> bool:
        """Whether the line says that this is the day shown."""
        return self.rank == _SHOWN


def day_in_titles(lines: Sequence[str], today: date) -> TitleDay | None:
    """The day up to ``today`` that the titles tell; None where they tell none, or several with equal right."""
    found = [day for line in lines[:_MOST_LINES] for day in _days(line[:_LONGEST], today) if day.day <= today]
    best = [item for item in found if item.rank == max(other.rank for other in found)]
    return best[0] if len({item.day for item in best}) == 1 else None


def _days(line: str, today: date) -> Iterator[TitleDay]:
    named = [found for found in _DAY.finditer(line) if not _WEEK.search(found[0])]
    before = [
        line[end : found.start()] for end, found in zip([0, *(item.end() for item in named)], named, strict=False)
    ]
    if any(_TO.match(words) for words in before[1:]):
        return
    for words, found in zip(before, named, strict=True):
        day, rank = dates.parse(found[0]).value, _rank(words)
        if day and rank is not None and (rank or len(named) == 1):
            yield TitleDay(day, day, line, rank)
    if not named and _WEEK.search(line) and (monday := week_in_name(line.replace(",", " "), today)):
        yield TitleDay(monday, monday + timedelta(days=6), line, _rank(line) or _ALONE)


def _rank(words: str) -> int | None:
    """How surely the words before a day say that it is the one shown; None where it is the day of something else."""
    if _SHOWS.search(words):
        return _SHOWN
    if _OF_SOMETHING_ELSE.search(words):
        return None
    return 1 if _MADE.search(words) else _ALONE
