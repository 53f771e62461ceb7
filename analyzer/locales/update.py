"""Brings the catalogues up to date with the sources: ``make messages``.

New texts come in untranslated, texts that are gone leave, translations stay.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

LOCALES = Path(__file__).resolve().parent
PROJECT = LOCALES.parents[1]
SOURCES = ("app.py", "analyzer/**/*.py", "pages/**/*.py")
TEXTS_ASKED_BY = {"Message": 1, "text": 1, "say": 1, "plural": 2}
"""Names of functions and methods, and how many of their first arguments are texts."""


def extracted() -> Catalog:
    """Every text in the sources that a reader may see, with the files it stands in."""
    template = Catalog(project="Sales Management Analyzer", charset="utf-8")
    for path in (path for pattern in SOURCES for path in sorted(PROJECT.glob(pattern))):
        for text in texts_in(path.read_text(encoding="utf-8")):
            template.add(text, locations=[(path.relative_to(PROJECT).as_posix(), 0)])
    return template


def texts_in(source: str) -> Iterator[str | tuple[str, ...]]:
    """The literal texts of one source file, in order; a text with a plural is a pair."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            yield from texts_asked(node)


def texts_asked(call: ast.Call) -> list[str | tuple[str, ...]]:
    """What a call asks to be said: nothing, one text, a pair, or both texts of a choice between two."""
    texts = [_literals(argument) for argument in call.args[: TEXTS_ASKED_BY.get(asker(call), 0)]]
    if len(texts) == 2 and all(texts):
        return [(texts[0][0], texts[1][0])]
    return list(texts[0]) if len(texts) == 1 else []


def asker(call: ast.Call) -> str:
    """The name of the function or method that is called."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return str(name)
    return ""


def _literals(argument: ast.expr) -> list[str]:
    match argument:
        case ast.Constant(value=str(text)) if text:
            return [text]
        case ast.IfExp(body=body, orelse=orelse):
            return _literals(body) + _literals(orelse)
    return []


def kept(path: Path) -> Catalog:
    """The catalogue as it stands in its file."""
    with path.open("rb") as source:
        return read_po(source, locale=path.parts[-3])


def update(path: Path, template: Catalog) -> int:
    """Rewrites one catalogue; the number of texts that wait for a translation."""
    catalogue = kept(path)
    created = catalogue.creation_date
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.creation_date = created
    with path.open("wb") as target:
        write_po(target, catalogue, width=120, sort_output=True, ignore_obsolete=True, include_lineno=False)
    return len(untranslated(catalogue))


def untranslated(catalogue: Catalog) -> list[str]:
    """The texts without a translation in every form the language has."""
    return [str(message.id) for message in catalogue if message.id and not _is_translated(message)]


def _is_translated(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, list | tuple) else bool(message.string)


if __name__ == "__main__":
    for po_file in LOCALES.glob("*/LC_MESSAGES/messages.po"):
        print(f"{po_file.relative_to(PROJECT)}: {update(po_file, extracted())} texts to translate")
