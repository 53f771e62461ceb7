"""What to write and to say: texts that a sales team can edit, in files with named places.

A file: the first line is the title; a line in [brackets] begins a part; a line that begins with # is for the one who
edits it. {customer} and the other `PLACES` are filled in. A folder of the owner's own, with a folder for each language
as here, comes before these files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Formatter

from analyzer.errors import BadText
from analyzer.message import Message

FOLDER = "ANALYZER_TEXTS_FOLDER"
"""The setting of an own installation that names the folder with its own texts."""
PLACES = ("customer", "product", "industry", "region", "stage", "days", "rep")
OUTREACH = "outreach"
TALK_TRACKS = tuple(f"layer_{layer}" for layer in range(1, 7))
NAMES = (OUTREACH, *TALK_TRACKS)
MOST_BYTES = 100_000

_OWN = files(__package__).joinpath("texts")
_MEND_IT = Message("Mend the file in the folder of your own texts, or take it away: then the usual text stands here.")


@dataclass(frozen=True)
class Part:
    """Lines under one heading; "" where the text has none before them."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Text:
    """A text, its places filled in or not yet."""

    title: str
    parts: tuple[Part, ...]

    def filled(self, values: Mapping[str, str]) -> Text:
        """With ``values`` in its places. Raises KeyError where one of `PLACES` that it names has none."""
        parts = (Part(part.heading, tuple(_put(line, values) for line in part.lines)) for part in self.parts)
        return Text(_put(self.title, values), tuple(parts))

    def __str__(self) -> str:
        """As one text to copy."""
        blocks = ("\n".join([part.heading, *part.lines] if part.heading else part.lines) for part in self.parts)
        return "\n\n".join([self.title, *blocks]) + "\n"


def talk_track(layer: int, language: str, folder: Path | None = None) -> Text:
    """The questions for a deal in that layer, 1 to 6. Raises `BadText`."""
    return text(TALK_TRACKS[layer - 1], language, folder)


def outreach(language: str, folder: Path | None = None) -> Text:
    """The first message to somebody who is to become a customer. Raises `BadText`."""
    return text(OUTREACH, language, folder)


def text(name: str, language: str, folder: Path | None = None) -> Text:
    """One of `NAMES` in one of `LANGUAGES`, its places not filled in. Raises `BadText`, which names the file.

    folder: the owner's own texts; what is not there is taken from the usual ones.
    """
    own = folder / language / f"{name}.txt" if folder else None
    place = own if own is not None and own.exists() else _OWN.joinpath(language, f"{name}.txt")
    found = _parsed(_read(place).splitlines(), place.name)
    for line in (found.title, *(line for part in found.parts for line in part.lines)):
        _check_places(line, place.name)
    return found


def places(of: Text) -> frozenset[str]:
    """The places that a text names."""
    lines = (of.title, *(line for part in of.parts for line in part.lines))
    return frozenset(name for line in lines for _, name, _, _ in Formatter().parse(line) if name)


def _read(place: Traversable | Path) -> str:
    try:
        content = place.read_bytes()
        if len(content) > MOST_BYTES:
            raise ValueError(len(content))
        return content.decode("utf-8-sig")
    except (OSError, ValueError) as error:
        what = Message("The text {file} cannot be read: it must be plain text in UTF-8, and short.", file=place.name)
        raise BadText(what, _MEND_IT) from error


def _parsed(lines: Iterable[str], file: str) -> Text:
    shown = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    if not shown:
        raise BadText(Message("The text {file} is empty.", file=file), _MEND_IT)
    parts: list[tuple[str, list[str]]] = [("", [])]
    for line in shown[1:]:
        if line.startswith("[") and line.endswith("]"):
            parts.append((line[1:-1].strip(), []))
        else:
            parts[-1][1].append(line)
    return Text(shown[0], tuple(Part(heading, tuple(under)) for heading, under in parts if heading or under))


def _check_places(line: str, file: str) -> None:
    try:
        named = [(name, spec, conversion) for _, name, spec, conversion in Formatter().parse(line) if name is not None]
    except ValueError as error:
        what = Message("In the text {file} a brace is open or alone: {line}", file=file, line=line)
        raise BadText(what, _MEND_IT) from error
    for name, spec, conversion in named:
        if name not in PLACES or spec or conversion:
            what = Message(
                "The text {file} names a place that nothing can fill: {place}. There are {places}.",
                file=file,
                place=f"{{{name}}}",
                places=[f"{{{known}}}" for known in PLACES],
            )
            raise BadText(what, _MEND_IT)


def _put(line: str, values: Mapping[str, str]) -> str:
    return line.format_map(values)
