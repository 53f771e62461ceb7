"""The TOML form of the settings: what each key may hold, read with care and written to the letter."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NoReturn

import tomli_w

from analyzer.errors import BadSettings
from analyzer.message import Message
from analyzer.model import OPEN_LAYERS, ROLES, WON_LAYER, Stage, Target

Reader = Callable[[str, Any], Any]
"""Turns the value under a key into what `Settings` holds; raises BadSettings naming the key."""

LARGEST_AMOUNT = 10**16
_TEXT_OR_COMMENT = re.compile(
    r"""\"{3}(?:[^"\\]|\\.|"(?!""))*+(?:\"{3})?|'{3}(?:[^']|'(?!''))*+(?:'{3})?"""
    r"""|"(?:[^"\\\n]|\\.)*+"?|'[^'\n]*+'?|\#[^\n]*+""",
    re.DOTALL,
)
_DEEP_KEY = re.compile(r"(?<![\w-])(?:[\w-]++\s*+\.\s*+){9}")


def read(text: str, readers: Mapping[str, Reader]) -> dict[str, Any]:
    """The values of a TOML text, each through the reader of its key. Raises BadSettings."""
    try:
        _need_flat(text)
        found = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadSettings(
            Message("The settings are not valid TOML: {reason}.", reason=str(error)),
            Message("Correct that line, or download the settings again and start from that file."),
        ) from None
    return _entries("", found, readers)


def _need_flat(text: str) -> None:
    """No key of more parts than any setting has: the parser's time grows with the square of their number."""
    if _DEEP_KEY.search(_TEXT_OR_COMMENT.sub("text", text)):
        raise tomllib.TOMLDecodeError("A key has too many parts")


def write(values: Mapping[str, Any]) -> str:
    """The TOML text of the values; None and empty tables are left out, as TOML has no word for them."""
    return tomli_w.dumps({key: _plain(value) for key, value in values.items() if not _is_nothing(value)})


def _is_nothing(value: Any) -> bool:
    return value is None or (isinstance(value, Mapping | tuple) and not value)


def _plain(value: Any) -> Any:
    match value:
        case Stage() | Target():
            return {key: _plain(item) for key, item in vars(value).items() if item is not None}
        case Mapping():
            return {key: _plain(item) for key, item in value.items()}
        case tuple():
            return [_plain(item) for item in value]
        case _:
            return value


def refuse(key: str, value: Any, allowed: Message) -> NoReturn:
    """Says that ``value`` may not stand under ``key``, and what may."""
    raise BadSettings(
        Message("The setting {key} cannot be {value}.", key=key, value=str(value)),
        Message("Allowed is {allowed}.", allowed=allowed),
    )


def choice(*options: str) -> Reader:
    """One of the texts given."""

    def one_of(key: str, value: Any) -> str:
        if value not in options:
            refuse(key, value, Message("one of these: {options}", options=list(options)))
        return str(value)

    return one_of


def whole_number(low: int, high: int) -> Reader:
    """A whole number, both ends allowed."""

    def within(key: str, value: Any) -> int:
        if type(value) is not int or not low <= value <= high:
            refuse(key, value, Message("a whole number from {low} to {high}", low=low, high=high))
        return value

    return within


def number(low: float, high: float) -> Reader:
    """A number, both ends allowed."""

    def within(key: str, value: Any) -> float:
        if not _is_finite(value) or not low <= float(value) <= high:
            refuse(key, value, Message("a number from {low} to {high}", low=low, high=high))
        return float(value)

    return within


def text(key: str, value: Any) -> str:
    """Any text."""
    if not isinstance(value, str):
        refuse(key, value, Message("a text in quotation marks"))
    return value


def name(key: str, value: Any) -> str:
    """A text that says something."""
    if not isinstance(value, str) or not value.strip():
        refuse(key, value, Message("a text in quotation marks that is not blank"))
    return value


def name_or_nothing(key: str, value: Any) -> str:
    """A text that says something, or "" for what is to be left out."""
    return "" if value == "" else name(key, value)


def currency(key: str, value: Any) -> str:
    """An ISO 4217 code."""
    if not isinstance(value, str) or not (len(value) == 3 and value.isascii() and value.isalpha() and value.isupper()):
        refuse(key, value, Message("a currency code of three capital letters, such as CNY or USD"))
    return value


def day(key: str, value: Any) -> date:
    """A date without a time."""
    if not isinstance(value, date) or isinstance(value, datetime):
        refuse(key, value, Message("a date without quotation marks, such as 2026-11-16"))
    return value


def money(key: str, value: Any) -> Decimal:
    """An amount to the cent, 0 or more."""
    if not _is_finite(value) or not 0 <= value < LARGEST_AMOUNT or round(Decimal(value), 2) != value:
        refuse(key, value, Message("an amount of 0 or more with at most two decimals"))
    return Decimal(value)


def table(reader: Reader, keys: tuple[str, ...] | None = None) -> Reader:
    """A table whose values all go through one reader; its keys are free, or some of ``keys``."""

    def entries(key: str, value: Any) -> Mapping[str, Any]:
        _need_table(key, value)
        readers = dict.fromkeys(keys or value, reader)
        return MappingProxyType(_entries(f"{key}.", value, readers))

    return entries


def list_of(reader: Reader) -> Reader:
    """A list, each entry through the same reader."""

    def entries(key: str, value: Any) -> tuple[Any, ...]:
        return tuple(reader(f"{key}[{n}]", entry) for n, entry in _listed(key, value))

    return entries


def stages(key: str, value: Any) -> tuple[Stage, ...]:
    """The user's stages in order; a position that is not given is the place in the list."""
    found = tuple(_stage(f"{key}[{n}]", n, entry) for n, entry in _listed(key, value))
    _need_different(f"{key}.name", [stage.name for stage in found])
    _need_different(f"{key}.position", [stage.position for stage in found])
    return found


def targets(key: str, value: Any) -> tuple[Target, ...]:
    """The targets; a period ends on or after the day it starts."""
    return tuple(_target(f"{key}[{n}]", entry) for n, entry in _listed(key, value))


STAGE: Mapping[str, Reader] = MappingProxyType(
    {
        "name": name,
        "position": whole_number(1, 1000),
        "layer": whole_number(OPEN_LAYERS[0], WON_LAYER),
        "kind": choice("open", "won", "lost"),
        "benchmark_days": whole_number(0, 10_000),
    }
)
TARGET: Mapping[str, Reader] = MappingProxyType(
    {"role": choice(*ROLES), "member": name, "starts_on": day, "ends_on": day, "amount": money}
)


def _stage(key: str, place: int, value: Any) -> Stage:
    _need_table(key, value)
    given = _entries(f"{key}.", value, STAGE, needed=("name",))
    layer = given.get("layer")
    kind = "lost" if layer is None else "won" if layer == WON_LAYER else "open"
    if given.get("kind", kind) != kind:
        refuse(
            f"{key}.kind",
            given["kind"],
            Message("open with a layer from 1 to 6, won with layer 7, lost without a layer"),
        )
    return Stage(**{"position": place, "layer": None, "kind": kind, **given})


def _target(key: str, value: Any) -> Target:
    _need_table(key, value)
    target = Target(**_entries(f"{key}.", value, TARGET, needed=tuple(TARGET)))
    if target.ends_on < target.starts_on:
        refuse(f"{key}.ends_on", target.ends_on, Message("{day} or a later day", day=target.starts_on))
    return target


def _entries(
    prefix: str, found: Mapping[str, Any], readers: Mapping[str, Reader], needed: tuple[str, ...] = ()
) -> dict[str, Any]:
    for key in found:
        if key not in readers:
            raise BadSettings(
                Message("There is no setting {key}.", key=f"{prefix}{key}"),
                Message("Allowed here: {keys}.", keys=list(readers)),
            )
    for key in needed:
        if key not in found:
            raise BadSettings(
                Message("The setting {key} is missing.", key=f"{prefix}{key}"),
                Message("Needed here: {keys}.", keys=list(needed)),
            )
    return {key: readers[key](f"{prefix}{key}", value) for key, value in found.items()}


def _listed(key: str, value: Any) -> list[tuple[int, Any]]:
    if not isinstance(value, list):
        refuse(key, value, Message("a list: one [[{key}]] table for each", key=key))
    return list(enumerate(value, start=1))


def _need_table(key: str, value: Any) -> None:
    if not isinstance(value, dict):
        refuse(key, value, Message("a table: [{key}], with one line for each entry", key=key))


def _need_different(key: str, values: list[Any]) -> None:
    seen: set[Any] = set()
    for value in values:
        if value in seen:
            refuse(key, value, Message("each of them once"))
        seen.add(value)


def _is_finite(value: Any) -> bool:
    return type(value) is int or (isinstance(value, Decimal) and value.is_finite())
