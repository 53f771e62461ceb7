"""What a CRM, or a person, calls the columns of an export, and which other columns stand beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True)
class Dialect:
    """One way to write a pipeline down.

    headers: field -> what it is called, one of several. noise: header -> the kind of values, a key of `noise.KINDS`.
    stage_sets: names of `stage_sets.BY_NAME`. formats: of dates and money, keys of `formats`.
    status: the header of a column that alone says which deals are won or lost, and its words for open, won and lost.
    is_by_hand: headers get dressed as people write them; a CRM's are left nearly as they are.
    """

    name: str
    group: str
    members: str
    headers: Mapping[str, tuple[str, ...]]
    noise: Mapping[str, str]
    stage_sets: tuple[str, ...]
    ids: tuple[str, ...]
    dates: tuple[str, ...]
    money: tuple[str, ...]
    encodings: tuple[str, ...] = ("utf-8", "utf-8-sig")
    delimiters: tuple[str, ...] = (",",)
    status: tuple[str, str, str, str] | None = None
    is_by_hand: bool = False
    file_names: tuple[str, ...] = ()
    never_without: frozenset[str] = field(default_factory=frozenset)


def named(text: str) -> Mapping[str, tuple[str, ...]]:
    """``field: Name | Other name`` a line."""
    pairs = (line.split(":", 1) for line in text.strip().splitlines())
    return MappingProxyType({key.strip(): tuple(name.strip() for name in names.split("|")) for key, names in pairs})


def kinds(text: str) -> Mapping[str, str]:
    """``kind: Header | Other header`` a line, as header -> kind."""
    return MappingProxyType({header: kind for kind, headers in named(text).items() for header in headers})
