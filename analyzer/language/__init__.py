"""What a reader's language is: its words, its numbers, its dates."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from gettext import NullTranslations
from types import MappingProxyType
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import get_currency_symbol

from analyzer.language import words
from analyzer.language.catalogue import catalogue
from analyzer.language.numbers import UNITS, Unit, cut, exact, grouped, in_units, rounded, to_the_cent, unit_for
from analyzer.message import Judged, Message, Money, Share
from analyzer.model import EXTRA_ROLES, Light, Measure, Role
from analyzer.settings import LANGUAGES

__all__ = ["LANGUAGES", "MISSING", "Language", "Unit"]

DATES: Mapping[str, tuple[str, str]] = MappingProxyType({"en": ("d MMM y", "d MMM"), "zh_CN": ("y年M月d日", "M月d日")})
MONTHS: Mapping[str, str] = MappingProxyType({"en": "MMM y", "zh_CN": "y年M月"})
MISSING = "–"
BETWEEN: Mapping[str, str] = MappingProxyType({"en": ", ", "zh_CN": "、"})


@dataclass(frozen=True)
class Language:
    """A language to speak in, and what the data itself calls things.

    code: one of `LANGUAGES`; another raises ValueError. currency: an ISO code such as "CNY", where it is known.
    extra_roles: the headers of the user's own columns, in the order of `model.EXTRA_ROLES`.
    Every missing value (None, NaN, NaT) is said as an en dash, never as 0.
    """

    code: str = "en"
    currency: str | None = None
    extra_roles: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.code not in LANGUAGES:
            raise ValueError(self.code)

    @classmethod
    def best(cls, accept: str | None, currency: str | None = None) -> Language:
        """The language for a browser's locale or Accept-Language header: any Chinese is 简体中文, else English."""
        for wish in _wishes(accept or ""):
            if wish in ("zh", "en"):
                return cls("zh_CN" if wish == "zh" else "en", currency)
        return cls("en", currency)

    @property
    def locale(self) -> Locale:
        """Babel's locale for this language."""
        return _locale(self.code)

    @property
    def _catalogue(self) -> NullTranslations:
        return catalogue(self.code)

    def text(self, english: str) -> str:
        """An interface text; named places in it stay as they are."""
        return self._catalogue.gettext(english) if english else ""

    def plural(self, one: str, many: str, n: int, **values: Any) -> str:
        """The form for ``n`` of "{n} deal" and "{n} deals", with ``n`` and the other values filled in."""
        return self._filled(self._catalogue.ngettext(one, many, n), {"n": n, **values})

    def say(self, message: Message) -> str:
        """The sentence, its values formatted by what they are (see `Message`)."""
        return self._filled(self.text(message.text), message.values)

    def _filled(self, template: str, values: Mapping[str, Any]) -> str:
        return template.format(**{name: self._value(value) for name, value in values.items()})

    def _value(self, value: Any) -> str:
        match value:
            case Message():
                return self.say(value)
            case str():
                return value
            case Judged():
                return self.judged(value)
            case Share():
                return self.percent(value)
            case Money():
                return self.compact_money(value)
            case datetime.date():
                return self.date(value)
            case list() | tuple():
                return str(format_list([self._value(item) for item in value], locale=self.locale))
            case _:
                return self.number(value)

    def number(self, x: Any) -> str:
        """A count or a ratio: 1,234 or 1.5."""
        number = exact(x)
        return MISSING if number is None else grouped(rounded(number, 2), self.locale)

    def money(self, x: Any) -> str:
        """The exact amount: ¥1,200 or ¥1,200.50."""
        number = exact(x)
        if number is None:
            return MISSING
        return self._priced(number, to_the_cent(abs(number), self.locale))

    def compact(self, x: Any) -> str:
        """A number said short, in the unit that suits it: 1.2M, 120万."""
        return self.in_unit(x, self.unit([x]))

    def compact_money(self, x: Any) -> str:
        """An amount said short, with its currency: ¥1.2M, ¥120万."""
        number = exact(x)
        return MISSING if number is None else self._priced(number, self.compact(abs(number)))

    def unit(self, values: Iterable[Any]) -> Unit:
        """The one unit in which all ``values`` are to be shown."""
        return unit_for(values, UNITS[self.code])

    def in_unit(self, x: Any, unit: Unit) -> str:
        """The number in a unit chosen by `unit`; something is never shown as 0: 0.4M, 0.0004M."""
        number = exact(x)
        return MISSING if number is None else grouped(in_units(number, unit), self.locale) + unit.sign

    @property
    def symbol(self) -> str:
        """The sign of the data's currency; empty where it is not known."""
        return str(get_currency_symbol(self.currency, locale=self.locale)) if self.currency else ""

    def _priced(self, number: Decimal, text: str) -> str:
        symbol = self.symbol
        gap = "\N{NO-BREAK SPACE}" if symbol[-1:].isalpha() else ""
        return f"{'-' if number < 0 else ''}{symbol}{gap}{text}"

    def percent(self, x: Any) -> str:
        """A share of one as a percentage, whole unless that would say 0% or 100% of what is short of it."""
        number = exact(x)
        if number is None:
            return MISSING
        percentage = rounded(number * 100, 0)
        if percentage == 100 and number < 1:
            percentage = 100 - rounded((1 - number) * 100, 1)
        return grouped(percentage, self.locale) + "%"

    def judged(self, x: Any) -> str:
        """A share that is held against a limit, in whole percents that are never rounded up: 59.7% is 59%."""
        number = exact(x)
        return MISSING if number is None else grouped(cut(number * 100, 0), self.locale) + "%"

    def date(self, day: datetime.date | None) -> str:
        """The day with its year: 9 Nov 2026, 2026年11月9日."""
        return self._date(day, 0)

    def short_date(self, day: datetime.date | None) -> str:
        """The day without its year: 9 Nov, 11月9日."""
        return self._date(day, 1)

    def month(self, day: datetime.date | None) -> str:
        """The month of the day, with its year: Nov 2026, 2026年11月."""
        return self._formatted(day, MONTHS[self.code])

    def _date(self, day: datetime.date | None, length: int) -> str:
        return self._formatted(day, DATES[self.code][length])

    def _formatted(self, day: datetime.date | None, format: str) -> str:
        if day is None or day != day:
            return MISSING
        return str(format_date(day, format=format, locale=self.locale))

    def listed(self, names: Iterable[str]) -> str:
        """The names one after the other, where no "and" is to stand before the last: a, b; a、b."""
        return BETWEEN[self.code].join(names)

    def role_name(self, role: Role) -> str:
        """One member's role: region; a column of the user's own as its header has it."""
        return self._own_name(role) or self.say(words.ROLE[role])

    def roles_name(self, role: Role) -> str:
        """Several members' role: regions; a column of the user's own as its header has it."""
        return self._own_name(role) or self.say(words.ROLES[role])

    def role_title(self, role: Role) -> str:
        """The role as a heading: Region; a column of the user's own as its header has it."""
        return self._own_name(role) or self.role_name(role).capitalize()

    def roles_title(self, role: Role) -> str:
        """Several members' role as a heading: Regions; a column of the user's own as its header has it."""
        return self._own_name(role) or self.roles_name(role).capitalize()

    def _own_name(self, role: Role) -> str | None:
        if role not in EXTRA_ROLES:
            return None
        place = EXTRA_ROLES.index(role)
        return self.extra_roles[place] if place < len(self.extra_roles) else role

    def layer_name(self, layer: int | None) -> str:
        """The default name of a layer, 1 to 7; None is lost."""
        return self.say(words.LAYER[layer])

    def measure_name(self, measure: Measure) -> str:
        """What is measured: amount or count."""
        return self.say(words.MEASURE[measure])

    def light_name(self, light: Light | None) -> str:
        """What a light says: on track, watch, at risk; no light is an en dash."""
        return self.say(words.LIGHT[light]) if light else MISSING

    def state(self, name: str) -> str:
        """A stage's or member's name: (blank), (new), (reopened) and (vanished) are said, others are data."""
        return self.say(words.STATE[name]) if name in words.STATE else name


@lru_cache
def _locale(code: str) -> Locale:
    return Locale.parse(code)


def _wishes(accept: str) -> list[str]:
    """The languages of an Accept-Language header without their regions, dearest first."""
    weighed = [_weighed(part) for part in accept.lower().split(",") if part.strip()]
    return [language for _, language in sorted(weighed, key=lambda wish: -wish[0])]


def _weighed(part: str) -> tuple[float, str]:
    tag, _, parameter = part.partition(";")
    language = tag.strip().replace("_", "-").partition("-")[0]
    try:
        return float(parameter.strip().removeprefix("q=") or 1), language
    except ValueError:
        return 0.0, language
