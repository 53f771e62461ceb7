"""What is said of the cells of a column that were not plain: blank ones, odd ones, and what was assumed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analyzer.intake.values import dates, money
from analyzer.intake.values.time_of_day import has_zone
from analyzer.message import Message

_SHOWN = 3
_LONGEST = 60


@dataclass(frozen=True, order=True)
class Odd:
    """A text that SQL does not read, and in how many rows it stands."""

    text: str
    rows: int


def _told(header: str, odd: Sequence[Odd]) -> dict[str, object]:
    return {
        "header": header,
        "rows": sum(item.rows for item in odd),
        "examples": [item.text[:_LONGEST] for item in odd[:_SHOWN]],
    }


def misread(header: str, problems: Iterable[tuple[Odd, Message | None]]) -> list[Message]:
    """One sentence for each problem that makes cells blank."""
    by_problem: dict[str, tuple[Message, list[Odd]]] = {}
    for item, problem in problems:
        if problem is not None:
            by_problem.setdefault(problem.text, (problem, []))[1].append(item)
    return [
        Message(
            "“{header}”: {rows} cells are not understood and count as blank, such as {examples}. {reason}",
            reason=problem,
            **_told(header, odd),
        )
        for problem, odd in by_problem.values()
    ]


def of_amounts(header: str, exponent: int, odd: Sequence[Odd], read: Sequence[money.Amount]) -> list[Message]:
    """What is said of amounts: units, cents, signs, and cells that say that there is none yet."""
    notes = []
    pairs = list(zip(odd, read, strict=True))
    rounded = sum(item.rows for item, amount in pairs if amount.is_rounded)
    if exponent:
        notes.append(_times(header, exponent))
    if rounded:
        notes.append(
            Message(
                "“{header}”: {rows} amounts had more than two decimals and are rounded to cents.",
                header=header,
                rows=rounded,
            )
        )
    without = [item for item, amount in pairs if amount.value is None and amount.problem is None]
    if without:
        notes.append(
            Message(
                "“{header}”: {rows} cells such as {examples} say that there is no amount yet; "
                "their deals count, but are not priced.",
                **_told(header, without),
            )
        )
    signs = {amount.sign: amount.currency for amount in read if amount.sign}
    return notes + [
        Message(
            "“{header}”: the sign {sign} is taken for {currency}; set the currency if that is wrong.",
            header=header,
            sign=sign,
            currency=code,
        )
        for sign, code in sorted(signs.items())
    ]


def _times(header: str, exponent: int) -> Message:
    return Message(
        "“{header}”: the header gives the unit, so its amounts are times {times}.", header=header, times=10**exponent
    )


def of_thousands(header: str, odd: Sequence[Odd]) -> list[Message]:
    """That 1.234 was read as a thousand and more."""
    example = next(item.text for item in odd if "." in item.text)
    return [Message("“{header}”: {example} and its like are read as thousands.", header=header, example=example)]


def of_dates(header: str, odd: Sequence[Odd], read: Sequence[dates.Day], sample: Iterable[str]) -> list[Message]:
    """What is said of dates: those that stand for none, years of the Republic, zones, and orders mixed up."""
    pairs = list(zip(odd, read, strict=True))
    notes = misread(header, ((item, day.problem) for item, day in pairs))
    if without := [item for item, day in pairs if day.value is None and day.problem is None]:
        notes.append(
            Message("“{header}”: {rows} cells such as {examples} stand for no date.", **_told(header, without))
        )
    if republican := [item for item, day in pairs if day.value and day.is_republican]:
        notes.append(
            Message(
                "“{header}”: {rows} dates such as {examples} count their years from 1911.", **_told(header, republican)
            )
        )
    if mixed := [item for item, day in pairs if day.value and day.is_out_of_order]:
        notes.append(
            Message(
                "“{header}”: {rows} dates such as {examples} fit only another order than the others, and are read so.",
                **_told(header, mixed),
            )
        )
    if any(map(has_zone, sample)):
        notes.append(
            Message("“{header}”: its times tell their zone; each day is taken as it is written.", header=header)
        )
    return notes
