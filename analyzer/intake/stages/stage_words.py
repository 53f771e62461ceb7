"""What the name of a stage says of its place in the seven layers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from analyzer.intake.matching.plain_words import compact, plain
from analyzer.intake.stages.ordinals import split_ordinal
from analyzer.intake.stages.words import chinese, english, outcomes, statuses, steps, world
from analyzer.model import WON_LAYER, StageKind

DEFAULT_NAMES: dict[str, tuple[int | None, StageKind]] = {
    "Lead": (1, "open"),
    "Contact established": (2, "open"),
    "Needs identified": (3, "open"),
    "Solution proposed": (4, "open"),
    "Negotiation / POC": (5, "open"),
    "Decision": (6, "open"),
    "Closed won": (7, "won"),
    "Closed lost": (None, "lost"),
}
_DECISION = 6
_MOST_OF_A_PROCESS = 20
AWARDED, SIGNED, WON, AFTER, LOST = 97, 98, 100, 102, 110
# How sure a name is that is known as a whole, but for words that add nothing, but for a typo, by a part of it, or
# by parts that stand for several layers.
KNOWN, IN_SUBSTANCE, MISTYPED, IN_PART, OF_SEVERAL = 0.95, 0.85, 0.75, 0.7, 0.5
_FILLERS = frozenset(
    plain(
        "stage phase step the a an of for to with and in on by at deal deals opportunity opp customer client "
        "prospect made sent started completed complete done progress under submitted delivered presented "
        "scheduled booked held issued received ongoing active current process final stages is are being has been "
        "our their we"
    ).split()
)
_HAN_AFFIXES = re.compile(
    r"^(?:已经|已|正在|进入|完成|进行|客户|项目|商机)|(?:阶段|环节|步骤|完成|完毕|进行中|跟进|推进|中|期|了)$"
)
_SAME = (("合约", "合同"), ("审阅", "审核"), ("审查", "审核"), ("核准", "审批"))
_NEGATED = re.compile(
    r"\b(?:not|no|never|non|without|won t|didn t|pending|awaiting|before|pre|un)\s+$|[未不没無无非待拟预准别]$"
)
_SEPARATED = re.compile(
    r"\s*[/|(（\[【)）\]】:：;；,，、>→]+\s*|\s+[-–—&+]+\s+|(?<=\w)[-–—](?=\s)|\s+(?:and|or|及|与|和)\s+"
)
_ENDINGS = ("ing", "ed", "es", "s")
_SCRIPTS = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]+|[^\u3040-\u30ff\u4e00-\u9fff]+")


@dataclass(frozen=True)
class Place:
    """Where a stage stands. rank: the usual order among stages of one layer. also: other layers it may have."""

    layer: int | None
    kind: StageKind
    rank: int
    also: tuple[int, ...] = ()


@dataclass(frozen=True)
class Found:
    """A place found by name. phrase: the part of the name, or the name resembled, that was known; None when all is."""

    place: Place
    phrase: str | None
    sureness: float = KNOWN


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """`compact` without the accents."""
    parts = unicodedata.normalize("NFD", compact(text))
    bare = "".join(char for char in parts if unicodedata.category(char) != "Mn")
    return unicodedata.normalize("NFC", bare).translate(str.maketrans("łøđı", "lodi"))


@cache
def places() -> dict[str, Place]:
    """Each known name, by its `key`, and its place."""
    also = {key(name): layers for name, layers in steps.ALSO.items()}
    known: dict[str, Place] = {}
    for language in (english, chinese, world):
        for step, names in language.STEPS.items():
            rank = list(steps.LAYERS).index(step)
            for name in map(key, names.split(", ")):
                known.setdefault(name, Place(steps.LAYERS[step], "open", rank, also.get(name, ())))
    for names, rank in _OUTCOMES:
        place = Place(None, "lost", rank) if rank == LOST else Place(WON_LAYER, "won", rank)
        known |= {key(name): place for name in names.split(", ")}
    return known


_OUTCOMES = (
    (outcomes.AWARDED, AWARDED),
    (outcomes.SIGNED, SIGNED),
    (outcomes.WON, WON),
    (outcomes.AFTER, AFTER),
    (outcomes.LOST, LOST),
)


@cache
def _ended() -> frozenset[str]:
    return frozenset(key(name) for name in outcomes.ENDED.split(", "))


def only_ended(text: str) -> bool:
    """Whether ``text`` says that a deal is over and not how, as ``Closed`` does."""
    return key(text) in _ended()


def means_success(text: str) -> bool:
    """Whether ``text`` is a word for the last steps of a sale: the decision, the award, the signature."""
    place = places().get(key(text))
    return place is not None and (place.kind == "won" and place.rank != AFTER or place.layer == _DECISION)


@lru_cache(maxsize=4096)
def find(text: str) -> Found | None:
    """The place of the stage called ``text``, by its whole name, its parts, words inside it, or but for a typo."""
    exact = _whole(text) or _by_last_word(text)
    if exact or only_ended(text):
        return exact
    return _of_parts(text) or _of_phrases(text) or _mistyped(text)


def _whole(text: str) -> Found | None:
    place = places().get(key(text))
    if place:
        return Found(place, None)
    words = plain(text).split()
    core = [word for word in words if word not in _FILLERS]
    place = places().get(key(" ".join(core))) if 0 < len(core) < len(words) else None
    bare = _without_affixes(key(text))
    place = place or places().get(bare) or places().get(_in_usual_words(bare))
    return Found(place, None, IN_SUBSTANCE) if place and _keeps_its_kind(text, place) else None


def _by_last_word(text: str) -> Found | None:
    """The outcome that the last of two words tells, after the step or paper that was won or lost: ``Order Lost``."""
    words = plain(text).split()
    first, last = [places().get(key(word)) for word in words] if len(words) == 2 else (None, None)
    if first is None or last is None or first.kind != "open" or last.rank not in (WON, LOST):
        return None
    return Found(last, words[-1], IN_SUBSTANCE) if words[-1] in ("won", "lost") else None


def _without_affixes(name: str) -> str:
    while (bare := _HAN_AFFIXES.sub("", name)) != name and bare:
        name = bare
    return name


def _in_usual_words(name: str) -> str:
    """``name`` with the words that are as good as others in the place of which they stand."""
    for word, usual in _SAME:
        name = name.replace(word, usual)
    return name


def _keeps_its_kind(text: str, place: Place) -> bool:
    """Whether the words left out cannot matter: what is being won or lost is not so yet."""
    return place.kind == "open" or not plain(text).endswith(("中", "期", "progress", "scheduled", "started"))


def _of_parts(text: str) -> Found | None:
    """The place on which the parts of ``text`` agree: ``Closed Lost - Price``, ``需求确认 Needs``."""
    parts = [part for part in _SEPARATED.split(text) if plain(part)]
    if len(parts) < 2:
        parts = [part for part in _SCRIPTS.findall(text) if plain(part)]
    found = [item for item in map(_whole, parts) if item] if len(parts) > 1 else []
    if not found:
        return None
    sureness = KNOWN if len(found) == len(parts) else IN_SUBSTANCE
    return _together([item.place for item in found], plain(text), sureness)


def _together(found: list[Place], phrase: str, sureness: float) -> Found | None:
    """One place of several in one name: an outcome beats a step, two outcomes say nothing, of steps it is any."""
    ends = {place.kind: place for place in found if place.kind != "open"}
    if ends:
        return Found(next(iter(ends.values())), phrase, min(sureness, IN_SUBSTANCE)) if len(ends) == 1 else None
    layers = sorted({place.layer or 1 for place in found})
    first = min(found, key=lambda place: place.rank)
    if len(layers) == 1:
        return Found(first, phrase, sureness)
    also = tuple(dict.fromkeys((*layers, *first.also)))
    return Found(Place(layers[-1], "open", max(place.rank for place in found), also), phrase, OF_SEVERAL)


def _of_phrases(text: str) -> Found | None:
    heard = plain(text).replace("won t ", "not ")
    found = list(_known_inside(heard))
    known = [place for _, place in found if place]
    if not found or len(known) < len(found):
        return None
    words = [places()[word] for word in heard.split() if word in places()]
    if len({place.kind for place in (*known, *words)}) > 1:
        return None
    return _together(known, " … ".join(phrase for phrase, _ in found), IN_PART)


def _known_inside(heard: str) -> Iterator[tuple[str, Place | None]]:
    """Known names inside ``heard``, the longest first, none inside another; no place where a word denies it."""
    left = f" {heard} "
    for phrase, wanted, place in _phrases():
        if wanted in left:
            before = left[: left.find(wanted)].rstrip() + (" " if wanted[0] == " " else "")
            yield phrase, None if _NEGATED.search(before) else place
            left = left.replace(wanted, " | ", 1)


def _is_han(text: str) -> bool:
    return any("\u3040" <= char <= "\u9fff" for char in text)


@cache
def _phrases() -> tuple[tuple[str, str, Place], ...]:
    """Names that may stand inside longer ones, how they stand there, and their places, the longest first."""
    lines = [names for language in (english, chinese, world) for names in language.STEPS.values()]
    names = [name for line in (*lines, *(names for names, _ in _OUTCOMES)) for name in line.split(", ")]
    known = {plain(name): places()[key(name)] for name in names if _may_stand_inside(name)}
    inside = [(name, name if _is_han(name) else f" {name} ", place) for name, place in known.items()]
    return tuple(sorted(inside, key=lambda item: (-len(item[0]), item[0])))


# Common words that say something else inside a longer name.
_ONLY_WHOLE = frozenset(
    plain(
        "new open target interest interested order customer design show live terms final need pain paid research "
        "visit created intake universe potential incoming legal order agreement offer solution approach connect "
        "contact meeting success converted booked bound close selected presented appointment scope"
    ).split()
)


def _may_stand_inside(name: str) -> bool:
    if _is_han(name):
        return len(name) > 1
    return len(name) > 4 and name not in _ONLY_WHOLE or name in ("won", "lost", "poc", "demo", "lead")


def _mistyped(text: str) -> Found | None:
    """The place of the one known name that ``text`` misses by a letter, or by two in a long name."""
    written = key(text)
    if len(written) < 6 or _is_han(written):
        return None
    if known := _inflected(written):
        return known
    allowed = 2 if len(written) > 9 else 1
    found = process.extract(written, _longer_names(), scorer=OSA.distance, score_cutoff=allowed, limit=None)
    near = [(distance, name) for name, distance, _ in found if name[0] == written[0]]
    if len({(places()[name].layer, places()[name].kind) for _, name in near}) != 1:
        return None
    name = min(near)[1]
    return Found(places()[name], name, MISTYPED)


def _inflected(written: str) -> Found | None:
    """The step that ``written`` is another form of, as ``Contacting`` is of ``Contact``, and no typo of another."""
    for ending in _ENDINGS:
        stem = written.removesuffix(ending)
        if stem != written and (place := places().get(stem) or places().get(f"{stem}e")) and place.kind == "open":
            return Found(place, stem, MISTYPED)
    return None


@cache
def _longer_names() -> tuple[str, ...]:
    return tuple(sorted(name for name in places() if len(name) > 5))


@lru_cache(maxsize=256)
def known_share(values: tuple[str, ...]) -> float:
    """The share of ``values`` that are known names of stages, ordinals before them left out."""
    known = [key(value) in places() or key(split_ordinal(value)[1]) in places() for value in values]
    return sum(known) / len(known) if known else 0.0


def goes_to_an_end(values: tuple[str, ...]) -> bool:
    """Whether most of a few ``values`` are understood as stages: steps of several layers, and how deals end."""
    if len(values) > _MOST_OF_A_PROCESS:
        return False
    found = [item.place for value in values if (item := find(split_ordinal(value)[1]))]
    layers = {place.layer for place in found if place.kind == "open"}
    return len(found) >= 0.6 * len(values) and len(layers) >= 3 and any(place.kind != "open" for place in found)


def is_pipeline(header: str) -> bool:
    """Whether a column of this name says in which of several pipelines a deal is."""
    return key(header) in _pipelines()


@cache
def _pipelines() -> frozenset[str]:
    return frozenset(key(name) for name in statuses.PIPELINE_HEADERS.split(", "))
