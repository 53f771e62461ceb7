"""Brings the catalogues up to date with the sources: ``make messages``.

New texts come in untranslated, texts that are gone leave, translations stay.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

LOCALES = Path(__file__).resolve().parent
PROJECT = LOCALES.parents[1]
SOURCES = [("app.py", "python"), ("analyzer/**.py", "python"), ("pages/**.py", "python")]
KEYWORDS = {"Message": None, "text": None, "plural": (1, 2)}


def extracted() -> Catalog:
    """Every text in the sources that a reader may see, with the files it stands in."""
    template = Catalog(project="Sales Management Analyzer", charset="utf-8")
    for file, _, text, _, _ in extract_from_dir(PROJECT, SOURCES, keywords=KEYWORDS):
        template.add(text, locations=[(file, 0)])
    return template


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
