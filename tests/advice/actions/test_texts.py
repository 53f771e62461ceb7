"""What to write and to say: whole in each language, edited by the sales team, and told in words where it is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.advice.actions import texts
from analyzer.errors import BadText
from analyzer.language import LANGUAGES

VALUES = {place: f"<{place}>" for place in texts.PLACES}


@pytest.mark.parametrize("name", texts.NAMES)
def test_each_text_is_there_in_every_language_with_the_same_parts_and_places(name: str) -> None:
    said = [texts.text(name, language) for language in LANGUAGES]
    assert len({len(text.parts) for text in said}) == 1
    assert len({texts.places(text) for text in said}) == 1
    assert len({tuple(len(part.lines) for part in text.parts if part.lines[0][0] == "-") for text in said}) == 1
    assert len({str(text) for text in said}) == len(LANGUAGES)


def test_no_language_has_a_text_that_no_action_asks_for() -> None:
    folder = Path(texts.__file__).with_name("texts")
    found = {(place.parent.name, place.stem) for place in folder.glob("*/*")}
    assert found == {(language, name) for language in LANGUAGES for name in texts.NAMES}


def test_a_talk_track_asks_all_four_kinds_of_questions_and_names_the_customer() -> None:
    for layer in range(1, 7):
        track = texts.talk_track(layer, "en").filled(VALUES)
        assert [part.heading for part in track.parts][:4] == ["Situation", "Problem", "Implication", "Need-payoff"]
        assert all(line.endswith("?") for part in track.parts[:4] for line in part.lines)
        assert "<customer>" in track.title and "<days>" in track.title


def test_places_are_filled_in_and_what_is_filled_in_is_never_a_place_itself() -> None:
    letter = texts.outreach("zh_CN").filled({**VALUES, "customer": "{rep} {0.__class__}"})
    assert "{rep} {0.__class__}" in letter.title
    assert "<product>" in letter.title


def own(folder: Path, content: bytes, name: str = "outreach") -> Path:
    (folder / "en").mkdir(exist_ok=True)
    (folder / "en" / f"{name}.txt").write_bytes(content)
    return folder


def test_texts_of_their_own_come_first_and_the_others_stay(tmp_path: Path) -> None:
    folder = own(tmp_path, b"\xef\xbb\xbf# ours\nHello {customer}\n\nWe have {{braces}}.\n[Then]\nBye\n")
    letter = texts.outreach("en", folder)
    assert letter.title == "Hello {customer}"
    assert letter.parts == (texts.Part("", ("We have {{braces}}.",)), texts.Part("Then", ("Bye",)))
    assert str(letter.filled(VALUES)) == "Hello <customer>\n\nWe have {braces}.\n\nThen\nBye\n"
    assert texts.outreach("zh_CN", folder) == texts.outreach("zh_CN")
    assert texts.talk_track(1, "en", folder) == texts.talk_track(1, "en")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"Hello {custmer}", "names a place that nothing can fill: {custmer}"),
        (b"Hello {}", "names a place that nothing can fill: {}"),
        (b"Hello {customer.__class__}", "names a place that nothing can fill"),
        (b"Hello {customer:>999999999}", "names a place that nothing can fill"),
        (b"Hello {customer!r}", "names a place that nothing can fill"),
        (b"Hello\n[Now]\nto {customer", "a brace is open or alone: to {customer"),
        (b"Hello }", "a brace is open or alone"),
        (b"# only for the editor\n\n", "is empty"),
        (b"\xff\xfe\x00", "cannot be read"),
        (b"Hello" * 30_000, "cannot be read"),
    ],
)
def test_a_broken_text_is_told_with_its_file(content: bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(BadText, match="outreach.txt") as refused:
        texts.outreach("en", own(tmp_path, content))
    assert said in str(refused.value)
    assert refused.value.next_step is not None


def test_a_folder_in_the_place_of_a_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "en" / "layer_1.txt").mkdir(parents=True)
    with pytest.raises(BadText, match="layer_1.txt"):
        texts.talk_track(1, "en", tmp_path)
