"""A sentence that is written once in English and said later in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any


class Share(float):
    """A part of one, said as a percentage: ``Share(0.43)`` is "43%"."""


class Judged(Share):
    """A share that is held against a limit: said without rounding up, so that it never seems to reach one it misses."""


class Money(float):
    """An amount in the currency of the data, said short: ``Money(1_200_000)`` is "1.2M"."""


@dataclass(frozen=True)
class Message:
    """An English template with named places, and the values that go there.

    ``values`` may hold text, numbers, dates, `Share`, `Judged`, `Money`, lists of text and other messages;
    `analyzer.language.Language.say` formats each in the reader's own way.
    """

    text: str
    values: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def __init__(self, text: str, **values: Any) -> None:
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "values", MappingProxyType(dict(values)))

    def saying(self, **values: Any) -> Message:
        """The same sentence with these values in place of its own."""
        return Message(self.text, **{**self.values, **values})

    def __hash__(self) -> int:
        return hash((self.text, str(sorted(self.values.items(), key=str))))

    def __str__(self) -> str:
        return self.text.format(**self.values)

    def as_json(self) -> dict[str, Any]:
        """The message as plain JSON data, to cross a process boundary."""
        return {"text": self.text, "values": {k: _to_json(v) for k, v in self.values.items()}}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Message:
        """The message that `as_json` wrote."""
        return cls(data["text"], **{k: _from_json(v) for k, v in data["values"].items()})


def _to_json(value: Any) -> Any:
    match value:
        case Message():
            return {"message": value.as_json()}
        case date():
            return {"date": value.isoformat()}
        case Share() | Money():
            return {type(value).__name__.lower(): float(value)}
        case list() | tuple():
            return [_to_json(item) for item in value]
        case _:
            return value


def _from_json(value: Any) -> Any:
    match value:
        case {"message": inner}:
            return Message.from_json(inner)
        case {"date": inner}:
            return date.fromisoformat(inner)
        case {"share": inner}:
            return Share(inner)
        case {"judged": inner}:
            return Judged(inner)
        case {"money": inner}:
            return Money(inner)
        case list():
            return [_from_json(item) for item in value]
        case _:
            return value
