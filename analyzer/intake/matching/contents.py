"""What a column holds: how well it suits a field, and which field it is where the header says nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from types import MappingProxyType

from analyzer.intake.matching.fields import Field
from analyzer.intake.matching.member_words import known_members
from analyzer.intake.matching.profile import ColumnProfile
from analyzer.intake.stages.stage_words import goes_to_an_end, known_share

FEW = 20
LEAST = 0.2
_MOST_STAGES = 60
_NAMED_STAGES = 0.6
_CODE = re.compile(r"(?=.*\d)[^\s]{4,40}|\d+")


def content_score(field: Field, item: ColumnProfile) -> float:
    """How well what the column holds suits ``field``, 0..1."""
    judge = _CONTENT.get(field.content)
    return judge(item) if judge else 1.0


def is_codes(item: ColumnProfile) -> bool:
    """Whether almost all values are codes, such as 0015000000Gv7qJAAR or OP-0012, and no words."""
    return _share(item, lambda value: bool(_CODE.fullmatch(value.strip()))) >= 0.9


def is_counter(item: ColumnProfile) -> bool:
    """Whether it only counts the rows: 1, 2, 3 ... as they stand."""
    numbers = [int(value) for value in item.cells if value and value.strip().isdecimal() and len(value) < 8]
    if len(numbers) != item.sampled or len(set(numbers)) < 3:
        return False
    # It may begin anew for each snapshot, stand twice for two lines of a deal, and of a long sheet not all is seen.
    steps = [later - earlier for earlier, later in pairwise(numbers) if later != numbers[0]]
    return min(steps) >= 0 and numbers[0] <= max(steps) and max(numbers) <= item.filled + 1


def _share(item: ColumnProfile, test: Callable[[str], bool]) -> float:
    return sum(map(test, item.judged)) / len(item.judged) if item.judged else 0.0


def _stage_score(item: ColumnProfile) -> float:
    if len(item.counts) > _MOST_STAGES or (item.is_unique and item.sampled > FEW):
        return 0.0
    return 0.5 + 0.5 * known_share(item.judged)


def _text_score(item: ColumnProfile) -> float:
    return 1.0 - 0.9 * max(item.date_share if item.money_share < 0.5 else 0.0, 0.3 * item.money_share)


def _name_score(item: ColumnProfile) -> float:
    return min(_text_score(item), 0.6 if is_codes(item) else 1.0)


def _money_score(item: ColumnProfile) -> float:
    return 0.3 if item.date_share >= 0.9 and item.money_share <= item.date_share else item.money_share


def _category_score(item: ColumnProfile) -> float:
    if item.is_unique and item.sampled > 3 * FEW:
        return 0.0
    return min(_text_score(item), 0.8 if is_codes(item) else 1.0)


def _id_score(item: ColumnProfile) -> float:
    score = 1.0 if item.money_share >= 0.5 else 1.0 - 0.7 * item.date_share
    if not is_codes(item):
        score *= 0.6
    return 0.3 * score if len(item.counts) < item.sampled / 50 else score


_CONTENT: Mapping[str, Callable[[ColumnProfile], float]] = MappingProxyType(
    {
        "money": _money_score,
        "number": lambda item: item.money_share,
        "date": lambda item: item.date_share,
        "week": lambda item: max(item.date_share, item.week_share),
        "probability": lambda item: item.probability_share,
        "currency": lambda item: item.currency_share,
        "stage": _stage_score,
        "category": _category_score,
        "id": _id_score,
        "text": _name_score,
    }
)


def guessed_score(field: str, item: ColumnProfile) -> float:
    """How surely the values alone make the column ``field``, 0..1; for those fields whose values tell them."""
    guess = _GUESSES.get(field)
    return guess(item) if guess else 0.0


def _is_stages(item: ColumnProfile) -> float:
    share = known_share(item.judged)
    if not _stage_score(item):
        return 0.0
    return 0.75 * share if share >= 0.6 else _NAMED_STAGES * goes_to_an_end(item.judged)


def _is_money(item: ColumnProfile) -> float:
    if item.money_share < 0.95 or item.date_share >= 0.9 or is_counter(item) or len(item.counts) < 3:
        return 0.0
    numbers = [number for number in item.amounts if number is not None]
    is_large = sum(abs(number) > 100 for number in numbers) > len(numbers) / 2
    is_years = all(1990 <= number <= 2100 and number == int(number) for number in numbers)
    return 0.6 if is_large and not is_years and not _is_key(item) else 0.0


def _is_key(item: ColumnProfile) -> bool:
    """Whole numbers of one length, each once: a number of the deal rather than an amount."""
    are_whole = all(value.strip().isdecimal() for value in item.judged)
    return item.is_unique and item.sampled > 2 and are_whole and len({len(value.strip()) for value in item.judged}) == 1


def _is_id(item: ColumnProfile) -> float:
    if not item.is_unique or item.sampled < 3 or item.date_share >= 0.9 or is_counter(item):
        return 0.0
    return 0.6 if has_letters(item) or (is_codes(item) and _is_key(item)) else 0.0


def has_letters(item: ColumnProfile) -> bool:
    """Whether almost all values are codes, and more than numbers."""
    are_more = _share(item, lambda value: not value.strip().isdigit()) >= 0.9
    return is_codes(item) and are_more and item.money_share < 0.5


def _is_probability(item: ColumnProfile) -> float:
    in_percent = _share(item, lambda value: value.strip().endswith(("%", "％")))
    return 0.6 if item.probability_share >= 0.95 and in_percent >= 0.9 and len(item.counts) > 2 else 0.0


def _members_of(role: str) -> Callable[[ColumnProfile], float]:
    def score(item: ColumnProfile) -> float:
        if len(item.counts) < 2 or _category_score(item) < 0.5:
            return 0.0
        # A few companies may be competitors or partners.
        are_many = len(item.counts) >= 0.2 * item.sampled
        share = known_members(role, item.judged)
        return 0.6 if share >= 0.6 and (are_many if role == "customer" else not item.is_unique) else 0.0

    return score


_GUESSES: Mapping[str, Callable[[ColumnProfile], float]] = MappingProxyType(
    {
        "stage": _is_stages,
        "amount": _is_money,
        "opportunity_id": _is_id,
        "probability": _is_probability,
        "currency": lambda item: 0.6 if item.currency_share >= 0.95 else 0.0,
        **{role: _members_of(role) for role in ("region", "industry", "channel", "customer")},
    }
)
