"""Names of months in the languages of those who keep pipelines."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

# English, German, French, Spanish, Portuguese, Italian, Dutch, Polish, Swedish, Czech, Turkish, Russian, Indonesian.
_NAMES = (
    "january januar janvier enero janeiro gennaio januari styczen stycznia ledna leden ocak январь января",
    "february februar fevrier febrero fevereiro febbraio februari luty lutego unora unor subat февраль февраля",
    "march marz mars marzo marco maart marzec marca brezna brezen mart март марта maret mrz",
    "april avril abril aprile kwiecien kwietnia dubna duben nisan апрель апреля",
    "may mai mayo maio maggio mei maj maja kvetna kveten mayis май мая",
    "june juni juin junio junho giugno czerwiec czerwca cervna cerven haziran июнь июня",
    "july juli juillet julio julho luglio lipiec lipca cervence cervenec temmuz июль июля",
    "august aout agosto augustus sierpien sierpnia augusti srpna srpen agustos август августа agustus",
    "september septembre septiembre setembro settembre wrzesien wrzesnia zari eylul сентябрь сентября",
    "october oktober octobre octubre outubro ottobre pazdziernik pazdziernika rijna rijen ekim октябрь октября",
    "november novembre noviembre novembro listopad listopada listopadu kasim ноябрь ноября nopember",
    "december dezember decembre diciembre dezembro dicembre grudzien grudnia prosince prosinec aralik декабрь декабря "
    "desember",
)
_SHORTEST = 3


def _forms() -> dict[str, int]:
    """Each name and each of its beginnings that no other month shares."""
    whole = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
    begun: dict[str, set[int]] = {}
    for name, number in whole.items():
        for end in range(_SHORTEST, len(name)):
            begun.setdefault(name[:end], set()).add(number)
    return {begin: min(numbers) for begin, numbers in begun.items() if len(numbers) == 1} | whole


_NUMBERS = _forms()


def month_called(name: str) -> int | None:
    """The number of the month, by its name or the beginning of it, with or without accents; None for another word."""
    return _NUMBERS.get("".join(_letters(name)))


def _letters(name: str) -> Iterator[str]:
    # Ł and ı have no plain form of their own; й is a letter of its own, and not an и with a mark.
    for char in unicodedata.normalize("NFC", name.casefold().replace("ł", "l").replace("ı", "i")):
        plain = char if "а" <= char <= "я" else unicodedata.normalize("NFD", char)[:1]
        if plain.isalpha():
            yield plain
