"""What a header says: the field that it names, by the names we list and by the words that it is made of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations
from types import MappingProxyType

from rapidfuzz import fuzz, process

from analyzer.intake.matching.fields import EVERY_FIELD, Field
from analyzer.intake.matching.plain_words import compact, plain
from analyzer.intake.matching.word_lists import NEUTRAL, OTHER, concepts
from analyzer.intake.stages.stage_words import means_success

WEAK = 0.72
_BARE = 0.65
_SIMILAR = 88
_BRACKETS = re.compile(r"[（(\[【{].*?[)）\]】}]")
_NAMESPACE = re.compile(r"^[A-Za-z0-9]+__(?=\w+__[cr]$)")
_FIRST_WORD = re.compile(r"([^\W_]+)[\W_]+(\w.*)", re.DOTALL)
_RECORD = re.compile(r"^\s*(opportunity|opp|deal|record)\b[\W_]*(?=\w)", re.IGNORECASE)
_SIGNS = str.maketrans({"#": " no ", "°": "o ", "№": " no ", "%": " percent ", "％": " percent "})
_LONGEST_PHRASE = 4
_UNKNOWN = "unknown"
_BARE_NUMBERS = frozenset({"no", "nr", "num", "number", "sno", "srno", "sn", "seq", "index", "row", "序号", "序"})
# Between the parts of a compound: Vertriebs-s-phase, Kunde-n-name.
_LINKS = ("s", "n", "en", "es")


def header_score(field: Field, header: str) -> float:
    """How surely the words of ``header`` name ``field``: 1 for a name we list, less for one that is worked out."""
    return _scores(header).get((field.name, field.aliases), 0.0) if header else 0.0


def names_nothing_else(header: str) -> bool:
    """Whether the words of ``header`` leave open what it is: none of them says that it is another thing."""
    return not meaning(header).inside - {NEUTRAL}


def is_bare_number(header: str) -> bool:
    """Whether it is called no more than a number, as a column is that counts the rows: ``#``, ``No.``, ``序号``."""
    return compact(header.translate(_SIGNS)) in _BARE_NUMBERS


def without_common_prefix(headers: Sequence[str]) -> list[str]:
    """The headers without a word that says nothing and stands before most of them: ``ACME: Stage``, ``ACME: Owner``."""
    split = [_FIRST_WORD.match(header.strip()) for header in headers]
    firsts = Counter(found[1].casefold() for found in split if found)
    common, count = firsts.most_common(1)[0] if firsts else ("", 0)
    if count < max(3, 0.6 * sum(bool(header.strip()) for header in headers)) or meaning(common).concepts:
        return list(headers)
    return [
        found[2] if found and found[1].casefold() == common else header
        for header, found in zip(headers, split, strict=True)
    ]


@lru_cache(maxsize=4096)
def _scores(header: str) -> Mapping[tuple[str, tuple[str, ...]], float]:
    header = _NAMESPACE.sub("", header.strip())
    said = meaning(header)
    forms = frozenset({compact(header)}) if said.is_qualified else _forms(header)
    similar = _similar(forms)
    scores = {(field.name, field.aliases): _score(field, forms, similar, said) for field in EVERY_FIELD}
    return MappingProxyType({key: score for key, score in scores.items() if score})


def _forms(header: str) -> frozenset[str]:
    said = header.translate(_SIGNS)
    heard = {compact(form) for form in (header, said, _BRACKETS.sub("", said), _RECORD.sub("", said))} - {""}
    return frozenset(heard | {form.removesuffix("s") for form in heard if len(form) > 3 and form.isascii()})


def _score(field: Field, forms: Iterable[str], similar: Mapping[str, float], said: Meaning) -> float:
    aliases, weak = _compact(field.aliases), _compact(field.weak)
    listed = [aliases[form] for form in forms if form in aliases]
    if listed:
        # Of two columns with good names, the one with the name we list first is the likelier.
        return 1.0 - 0.001 * min(listed)
    likely = [weak[form] for form in forms if form in weak]
    if likely:
        return (_BARE if is_bare_number(said.header) else WEAK) - 0.001 * min(likely)
    resembles = max((0.9 * score for alias, score in similar.items() if alias in aliases), default=0.0)
    return max(said.score(field.name), 0.0 if OTHER in said.inside else resembles)


@cache
def _compact(names: tuple[str, ...]) -> dict[str, int]:
    """Each name without spaces, and its place in the list."""
    return {compact(name): at for at, name in reversed(tuple(enumerate(names)))}


@cache
def _long_aliases() -> tuple[str, ...]:
    return tuple({alias for field in EVERY_FIELD for alias in _compact(field.aliases) if len(alias) > 5})


def _similar(forms: Iterable[str]) -> dict[str, float]:
    """The names we list that are written almost like one of ``forms``, each with its likeness, 0..1."""
    found: dict[str, float] = {}
    for form in (form for form in forms if len(form) > 5):
        for alias, score, _ in process.extract(
            form, _long_aliases(), scorer=fuzz.ratio, score_cutoff=_SIMILAR, limit=None
        ):
            found[alias] = max(found.get(alias, 0.0), score / 100)
    return found


def nearest(field: Field, header: str) -> str:
    """The name of ``field`` that ``header`` is most like."""
    names = (*field.aliases, *field.weak)
    return max(names, key=lambda alias: (fuzz.ratio(compact(header), compact(alias)), alias))


@dataclass(frozen=True)
class Pattern:
    """What words make a header a field. needs: all of them. takes: these may stand beside. score: if nothing else does.

    is_special: words that we do not know may stand beside it; they hardly make it another thing.
    """

    needs: frozenset[str]
    takes: frozenset[str]
    score: float
    is_special: bool


def _pattern(needs: str, takes: str = "", score: float = 0.95, is_special: bool = False) -> Pattern:
    return Pattern(frozenset(needs.split()), frozenset(takes.split()), score, is_special)


_PATTERNS: Mapping[str, Sequence[Pattern]] = MappingProxyType(
    {
        "opportunity_id": (_pattern("id", "item lead", 0.93), _pattern(NEUTRAL, score=0.59)),
        "opportunity_name": (_pattern("name", "item lead", 0.93), _pattern(NEUTRAL, score=0.6)),
        "customer": (
            _pattern("account", "name original", is_special=True),
            _pattern("account id", score=0.85),
            _pattern("account owner name", score=0.0),
        ),
        "stage": (
            _pattern("stage", "name status pipeline", is_special=True),
            _pattern("stage id", "name", 0.85),
            _pattern("stage changed", score=0.7),
            _pattern("status", "pipeline", WEAK),
        ),
        "amount": (
            _pattern("amount", "expected contract money_unit total currency", is_special=True),
            _pattern("amount close", "expected contract money_unit total currency actual", 0.9),
            _pattern("amount converted", "expected contract money_unit total currency", 0.7),
            _pattern("amount actual", "money_unit total", 0.65),
            _pattern("expected total", "money_unit", 0.8),
            _pattern("contract total", "money_unit", 0.8),
        ),
        "currency": (_pattern("currency", "id amount money_unit name", is_special=True),),
        "probability": (
            _pattern("probability", "close percent stage expected"),
            _pattern("probability created", "percent", 0.0),
            _pattern("close percent", score=0.85),
        ),
        "created_on": (_pattern("created date"), _pattern("created", score=0.85), _pattern("entered", "date", 0.8)),
        "expected_close": (
            _pattern("target close", "date expected"),
            _pattern("expected close", "date"),
            _pattern("expected closed", "date"),
            _pattern("expected created", "date", 0.0),
            _pattern("expected date", "contract", 0.8),
        ),
        "closed_on": (
            _pattern("actual close", "date"),
            _pattern("actual closed", "date"),
            _pattern("closed date", "close"),
            _pattern("closed", "close", 0.7),
        ),
        "close_date": (_pattern("close date"), _pattern("close", score=0.8)),
        "stage_entered_on": (
            _pattern("stage date", "entered changed since last modified created"),
            _pattern("stage entered", "since changed last"),
            _pattern("stage since", "entered changed last"),
            _pattern("stage changed", "last modified"),
            _pattern("stage last modified"),
        ),
        "snapshot_date": (
            _pattern("snapshot date", "week", 0.9),
            _pattern("snapshot week", score=0.9),
            _pattern("snapshot", score=0.85),
            _pattern("week", score=0.85),
        ),
        "region": (_pattern("region", "account owner name place", is_special=True),),
        "product": (_pattern("product", "group name", is_special=True),),
        "industry": (_pattern("industry", "account group name", is_special=True),),
        "channel": (_pattern("channel", "lead account group name original", is_special=True),),
        "rep": (
            _pattern("owner", "name original", is_special=True),
            _pattern("owner account", "name", 0.9),
            _pattern("owner lead", "name", 0.85),
            _pattern("owner id", score=0.85),
        ),
    }
)


@dataclass(frozen=True)
class Meaning:
    """The words of a header. concepts: what its known ones mean. inside: those in brackets too. unknown: how many.

    ends_known: the last word is known. An unknown one before it hardly makes it another thing, but one after it does:
    “ultimate customer” and “customer tier”.
    """

    header: str
    concepts: frozenset[str]
    inside: frozenset[str]
    unknown: int
    ends_known: bool

    @property
    def is_qualified(self) -> bool:
        """What stands in brackets makes it another thing than what stands before them: “Amount (last year)”."""
        return OTHER in self.inside - self.concepts or ("converted" in self.concepts and "(" in self.header)

    def score(self, field: str) -> float:
        """How surely these words name ``field``; 0 where one of them makes it another thing."""
        if OTHER in self.inside - self.concepts:
            return 0.0
        return max((self._by(pattern) for pattern in _PATTERNS.get(field, ())), default=0.0)

    def _by(self, pattern: Pattern) -> float:
        said = self.concepts if NEUTRAL in pattern.needs else self.concepts - {NEUTRAL}
        if not pattern.needs <= said or said - pattern.needs - pattern.takes:
            return 0.0
        if not self.unknown:
            return pattern.score - 0.01 * len(said - pattern.needs)
        is_qualified = pattern.is_special and self.ends_known
        return max(0.0, pattern.score - 0.2 * self.unknown) if is_qualified else 0.0


@lru_cache(maxsize=4096)
def meaning(header: str) -> Meaning:
    """What the words of ``header`` mean."""
    marked = _NAMESPACE.sub("", header[:300].strip()).translate(_SIGNS)
    main, whole = _concepts(plain(_BRACKETS.sub(" ", marked))), _concepts(plain(marked))
    main = main or whole
    known, inside = frozenset(main) - {_UNKNOWN}, frozenset(whole) - {_UNKNOWN}
    ends_known = bool(main) and main[-1] != _UNKNOWN
    return Meaning(header, known | (inside & {"converted"}), inside, main.count(_UNKNOWN), ends_known)


def _concepts(said: str) -> list[str]:
    words = said.split()
    found: list[str] = []
    at = 0
    while at < len(words):
        size = next((size for size in range(_LONGEST_PHRASE, 0, -1) if "".join(words[at : at + size]) in concepts()), 0)
        if size:
            found.append(concepts()["".join(words[at : at + size])])
        else:
            found += _parts(words[at]) or _end_of_compound(words[at])
        at += max(size, 1)
    return found


def _parts(word: str) -> list[str]:
    """The concepts of a compound such as ``closedate`` or ``预计成交日期``; none where any part of it is unknown."""
    best: list[list[str] | None] = [[]] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 20), end):
            before, part = best[start], word[start:end]
            if before is None or not (known := _part(part, start, end == len(word))):
                continue
            longer = before + known
            # Fewer parts are longer words, which are surer.
            if best[end] is None or len(longer) < len(best[end] or ()):
                best[end] = longer
    return [concept for concept in best[-1] or () if concept != _LINK]


def _end_of_compound(word: str) -> list[str]:
    """What a word is that we do not know: by its end, as ``交易阶段`` is a stage, or as a name of the last steps."""
    if word.isdigit():
        return []
    if means_success(word):
        return ["close"]
    end = next((at for at in range(1, len(word) - 1) if word[at:] in concepts()), None) if _is_han(word) else None
    return [_UNKNOWN] if end is None else [*_beginning(word[:end]), concepts()[word[end:]]]


def _beginning(word: str) -> list[str]:
    """What stands before the end of a compound. Two characters are a word."""
    if any(concepts().get(word[at:stop]) == OTHER for at, stop in combinations(range(len(word) + 1), 2)):
        return [OTHER]
    first = next((at for at in range(len(word) - 1, 1, -1) if word[:at] in concepts()), 0)
    said = [concepts()[word[:first]]] if first else []
    if means_success(word[first:]):
        return [*said, "close"]
    return [*said, *[_UNKNOWN] * ((len(word) - first + 1) // 2)]


def _is_han(word: str) -> bool:
    return all("\u4e00" <= char <= "\u9fff" for char in word)


_LINK = "link"


def _part(part: str, start: int, is_last: bool) -> list[str] | None:
    concept = concepts().get(part)
    if concept and (not part.isascii() or len(part) > 2 or (is_last and part == "id")):
        return [concept]
    return [_LINK] if start and not is_last and part in _LINKS else None
