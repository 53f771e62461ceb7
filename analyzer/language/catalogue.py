"""The message catalogues: gettext files that are read as text, so that no binary is kept."""

from __future__ import annotations

from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALES = Path(__file__).resolve().parents[1] / "locales"


@lru_cache(maxsize=8)
def catalogue(code: str) -> NullTranslations:
    """The translations into the language ``code``; English, the language of the sources, has none."""
    if code == "en":
        return NullTranslations()
    compiled = BytesIO()
    with (LOCALES / code / "LC_MESSAGES" / "messages.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale=code))
    compiled.seek(0)
    return GNUTranslations(compiled)
