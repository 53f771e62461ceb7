"""Fields that no header names, found by what columns hold and by how they go with the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from analyzer.intake.matching.assignment import best_assignment
from analyzer.intake.matching.columns import ACCEPTED, Match
from analyzer.intake.matching.contents import guessed_score, has_letters
from analyzer.intake.matching.doubted import asked_if_doubted
from analyzer.intake.matching.headers import meaning, names_nothing_else
from analyzer.intake.matching.headless import asked_without_header
from analyzer.intake.matching.numbered import asked_if_numbered
from analyzer.intake.matching.profile import ColumnProfile
from analyzer.intake.matching.relations import (
    ended_rows,
    filled_share,
    is_before,
    is_full_where_won,
    is_nothing_where_lost,
    parts_snapshots,
)
from analyzer.intake.matching.word_lists import NEUTRAL, OTHER
from analyzer.intake.stages.stage_words import known_share
from analyzer.message import Message, Share

# People are not guessed: a contact or a decision maker is written like a sales rep.
_GUESSED = ("stage", "opportunity_id", "amount", "probability", "currency", "customer", "region", "industry", "channel")
_DATES = ("created_on", "closed_on", "expected_close", "close_date", "stage_entered_on", "snapshot_date")
_BY_CONTENT = 0.6
_NAMED_WEAKLY = 0.75
_MOST_GUESSED = 60
# Beside “number”: that of an enquiry or a quote that became a deal.
_OF_A_NUMBER = frozenset({NEUTRAL, "id", "created", "contract", "snapshot", "lead", "item"})

_REASONS = {
    "amount": Message("Its header says nothing to us, but it alone holds amounts."),
    "opportunity_id": Message("Its header says nothing to us, but it holds another code in every row."),
    "probability": Message("Its header says nothing to us, but it holds percentages."),
    "currency": Message("Its header says nothing to us, but it holds currencies."),
    "customer": Message("Its header says nothing to us, but it holds names of companies."),
}
_USUAL = Message("Its header says nothing to us, but it holds usual names for it.")
_ONLY_CLOSED = Message("Only closed deals have it, so it is when they closed.")
_FIRST = Message("It is the earliest day of almost every deal, so it is when they were created.")
_AHEAD = Message("For open deals it lies ahead, so it is the expected close.")
_OPEN_TOO = Message("Open deals have it too, so it is the expected close as long as they are open.")
_ONE_DAY = Message("Every row has the same day, so it is that of the snapshot.")
_UNCLEAR_DAY = Message("It holds days, and nothing tells what of: some lie ahead.")
_CONVERTED = Message("The amounts are in several currencies, and this column has them in one.")
_NOT_CONVERTED = Message("Another column has the same amounts in one currency.")
_MAY_BE_WEIGHTED = Message("It is 0 for lost deals, as an amount times its probability is.")
_EACH_DAY = Message("Each deal stands once for each of its days, so it is the day of the snapshot.")


def guessed(matches: Sequence[Match], today: date) -> tuple[Match, ...]:
    """The matches of an opportunity sheet, with the fields that no header names where the values tell them."""
    found = _by_days(_by_ends(_by_values(list(matches))), today)
    found = _weighted_alone(_converted(_snapshots(_dates_alone(_closes(found), today))))
    return asked_if_numbered(asked_without_header(asked_if_doubted(found)))


def _given(matches: Sequence[Match], field: str) -> Match | None:
    return next((item for item in matches if item.field == field), None)


def _silent(matches: Sequence[Match]) -> list[int]:
    """The places of columns that nobody has said anything about."""
    return [at for at, item in enumerate(matches) if item.is_free and names_nothing_else(item.profile.spoken)]


def _by_values(matches: list[Match]) -> list[Match]:
    missing = [
        field for field in _GUESSED if not _given(matches, field) and not any(field in item.asks for item in matches)
    ]
    free = _silent(matches)[:_MOST_GUESSED] if missing else []
    numbers = _numbers(matches) if "opportunity_id" in missing else []
    free += [at for at in numbers if at not in free]
    days = [item.profile for item in matches if numbers and item.profile.date_share >= 0.95]
    scores = [[_guess(field, matches[at], at in numbers, days) for at in free] for field in missing]
    for row, (field, column) in enumerate(zip(missing, best_assignment(scores), strict=True)):
        if column is not None and scores[row][column] >= ACCEPTED:
            _settle(matches, field, free[column], scores[row][column])
    return matches


def _numbers(matches: Sequence[Match]) -> list[int]:
    """The places of columns that are called the number of something we do not know: “Copper ID”."""
    return [
        at
        for at, item in enumerate(matches)
        if item.is_free and {"id"} <= meaning(item.profile.spoken).inside <= _OF_A_NUMBER
    ]


def _guess(field: str, item: Match, is_number: bool, days: Sequence[ColumnProfile]) -> float:
    if not is_number:
        return guessed_score(field, item.profile)
    if field != "opportunity_id" or item.profile.is_unique:
        return guessed_score(field, item.profile) if field == "opportunity_id" else 0.0
    is_of_deal = has_letters(item.profile) and any(parts_snapshots(day, item.profile) for day in days)
    return _BY_CONTENT if is_of_deal else 0.0


def _settle(matches: list[Match], field: str, at: int, score: float) -> None:
    rivals = _amounts(matches) if field == "amount" else []
    if len(rivals) > 1:
        largest = max(rivals, key=lambda place: _typical(matches[place]))
        matches[largest] = replace(matches[largest], confidence=0.4, reason=_several(len(rivals)), asks=("amount",))
        return
    matches[at] = replace(
        matches[at], field=field, confidence=score, reason=_reason(field, matches[at]), resembles=False
    )


def _amounts(matches: Sequence[Match]) -> list[int]:
    """The places of all columns without a field that hold amounts, but for those that are surely of something else."""
    return [
        at
        for at, item in enumerate(matches)
        if item.is_free and OTHER not in meaning(item.profile.spoken).inside
        and guessed_score("amount", item.profile) >= ACCEPTED
    ]  # fmt: skip


def _typical(item: Match) -> float:
    numbers = sorted(abs(number) for number in item.profile.amounts if number is not None)
    return numbers[len(numbers) // 2] if numbers else 0.0


def _several(count: int) -> Message:
    return Message("{count} columns hold amounts, and no header tells which of them counts.", count=count)


def _reason(field: str, item: Match) -> Message:
    if field == "stage":
        share = Share(known_share(item.profile.judged))
        return Message("{share} of its values are known names of stages.", share=share)
    return _REASONS.get(field, _USUAL)


def _by_ends(matches: list[Match]) -> list[Match]:
    """Numbers that are full for all won deals, 0 for all lost ones and between for the others are the probability."""
    stage = _given(matches, "stage")
    if not stage or _given(matches, "probability"):
        return matches
    fitting = [at for at in _silent(matches)[:_MOST_GUESSED] if is_full_where_won(matches[at].profile, stage.profile)]
    if len(fitting) == 1:
        _settle(matches, "probability", fitting[0], _BY_CONTENT)
    return matches


def _by_days(matches: list[Match], today: date) -> list[Match]:
    """Dates whose headers say nothing, by their order and by which deals have them."""
    stage = _given(matches, "stage")
    silent = _silent(matches)[:_MOST_GUESSED]
    dated = [at for at in _called_a_day(matches, silent) if matches[at].profile.date_share >= 0.95]
    if not stage or not dated:
        return matches
    ended = ended_rows(stage.profile)
    known = [item.profile.days for item in matches if item.field in _DATES[:-1]]
    tests: dict[str, tuple[Callable[[int], bool], Message]] = {
        "created_on": (lambda at: _is_first(matches[at], [*known, *(matches[other].profile.days for other in dated
                                                                    if other != at)]), _FIRST),
        "closed_on": (lambda at: at in silent and _is_of_closed(matches[at], ended), _ONLY_CLOSED),
        "close_date": (lambda at: at in silent and _lies_ahead(matches[at], ended, _newest(matches, today)), _AHEAD),
    }  # fmt: skip
    for field, (holds, reason) in tests.items():
        if _given(matches, field) or (field == "close_date" and _given(matches, "expected_close")):
            continue
        fitting = [at for at in dated if matches[at].is_free and holds(at)]
        if len(fitting) == 1:
            matches[fitting[0]] = replace(matches[fitting[0]], field=field, confidence=_BY_CONTENT, reason=reason)
    return matches


def _called_a_day(matches: Sequence[Match], silent: Sequence[int]) -> list[int]:
    """The places of silent columns, and of those called the day of something that we do not know."""
    days = (at for at, item in enumerate(matches) if item.is_free and meaning(item.profile.spoken).unknown
            and _says_no_more_than_date(item))  # fmt: skip
    return sorted({*silent, *days})


def _is_of_closed(item: Match, ended: Sequence[bool | None]) -> bool:
    of_open, of_closed = (filled_share(item.profile, ended, closed) for closed in (False, True))
    return of_open is not None and of_closed is not None and of_open <= 0.05 and of_closed >= 0.5


def _lies_ahead(item: Match, ended: Sequence[bool | None], today: date) -> bool:
    days = [day for day, row in zip(item.profile.days, ended, strict=True) if row is False and day]
    return len(days) >= 5 and sum(day > today for day in days) >= 0.6 * len(days)


def _newest(matches: Sequence[Match], today: date) -> date:
    """The newest day on which a deal was created, so about that of the export; ``today`` at the most."""
    created = _given(matches, "created_on")
    return max((day for day in created.profile.days if day and day <= today), default=today) if created else today


def _is_first(item: Match, others: Sequence[Sequence[date | None]]) -> bool:
    filled = sum(day is not None for day in item.profile.days)
    return (
        bool(others)
        and filled >= 0.9 * len(item.profile.cells)
        and all(is_before(item.profile.days, other) for other in others)
    )


def _closes(matches: list[Match]) -> list[Match]:
    """A closing date that open deals have too is when they should close."""
    stage, closed = _given(matches, "stage"), _given(matches, "closed_on")
    if not stage or not closed or closed.is_told or _given(matches, "close_date"):
        return matches
    of_open = filled_share(closed.profile, ended_rows(stage.profile), ended=False)
    if of_open is None or of_open < 0.5 or _given(matches, "expected_close"):
        return matches
    return [replace(item, field="close_date", reason=_OPEN_TOO) if item is closed else item for item in matches]


def _dates_alone(matches: list[Match], today: date) -> list[Match]:
    """A column called no more than “Date” tells when a deal was created only where its days are many and past."""
    created = _given(matches, "created_on")
    if not created or created.is_told or created.confidence > _NAMED_WEAKLY:
        return matches
    days = [day for day in created.profile.days if day]
    at = matches.index(created)
    if len(days) > 1 and len(set(days)) == 1 and not _given(matches, "snapshot_date"):
        matches[at] = replace(created, field="snapshot_date", reason=_ONE_DAY)
    elif sum(day > today for day in days) > len(days) / 20:
        matches[at] = replace(created, field=None, confidence=0.0, reason=_UNCLEAR_DAY, resembles=True)
    return matches


def _converted(matches: list[Match]) -> list[Match]:
    """Of amounts in several currencies and the same ones converted into one, the converted ones can be added up."""
    amount, currency = _given(matches, "amount"), _given(matches, "currency")
    if not amount or not currency or amount.is_told or currency.is_told:
        return matches
    if len({code.strip().upper() for code in currency.profile.counts}) < 2:
        return matches
    said = {at: meaning(item.profile.spoken).concepts - {NEUTRAL} for at, item in enumerate(matches) if item.is_free}
    converted = {at for at, concepts in said.items() if {"amount", "converted"} <= concepts}
    amounts = [at for at in converted if "currency" not in said[at] and matches[at].profile.money_share >= 0.95]
    if len(amounts) != 1:
        return matches
    codes = [at for at in converted if "currency" in said[at] and matches[at].profile.currency_share >= 0.95]
    given = {amounts[0]: "amount"} | ({codes[0]: "currency"} if codes else {})
    return [
        replace(item, field=given[at], confidence=0.9, reason=_CONVERTED, resembles=False) if at in given
        else replace(item, field=None, confidence=1.0, reason=_NOT_CONVERTED) if item in (amount, currency)
        else item
        for at, item in enumerate(matches)
    ]  # fmt: skip


def _says_no_more_than_date(item: Match) -> bool:
    return meaning(item.profile.spoken).inside - {NEUTRAL} <= {"date"}


def _weighted_alone(matches: list[Match]) -> list[Match]:
    """An expected amount that is 0 for every lost deal may be the amount times its probability: only a person knows."""
    amount, stage = _given(matches, "amount"), _given(matches, "stage")
    if not amount or not stage or amount.is_told or "expected" not in meaning(amount.profile.spoken).concepts:
        return matches
    if not is_nothing_where_lost(amount.profile, stage.profile):
        return matches
    doubted = replace(amount, field=None, confidence=0.4, reason=_MAY_BE_WEIGHTED, asks=("amount",))
    return [doubted if item is amount else item for item in matches]


def _snapshots(matches: list[Match]) -> list[Match]:
    """A date by which the rows of each deal are told apart is that of the snapshot."""
    own = _given(matches, "opportunity_id")
    if not own or _given(matches, "snapshot_date") or own.profile.is_unique:
        return matches
    for at, item in enumerate(matches):
        may_be = (item.is_free and _says_no_more_than_date(item)) or (
            item.field == "created_on" and item.confidence < 0.8
        )
        if may_be and item.profile.date_share >= 0.95 and parts_snapshots(item.profile, own.profile):
            matches[at] = replace(item, field="snapshot_date", confidence=0.8, reason=_EACH_DAY, resembles=False)
            break
    return matches
