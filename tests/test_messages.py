"""Every sentence of the interface: filled where it is written, and translated in every catalogue."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message

from analyzer.locales.update import LOCALES, PROJECT, extracted, kept, untranslated

CATALOGUES = sorted(LOCALES.glob("*/LC_MESSAGES/messages.po"))
SOURCES = [path for room in ("analyzer", "pages") for path in sorted((PROJECT / room).rglob("*.py"))]


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def forms(strings: str | list[str] | tuple[str, ...]) -> list[str]:
    return [strings] if isinstance(strings, str) else list(strings)


def entries(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


@pytest.fixture(scope="module")
def template() -> Catalog:
    return extracted()


@pytest.fixture(scope="module", params=CATALOGUES, ids=lambda path: path.parts[-3])
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    return kept(request.param)


def test_there_is_a_catalogue_for_simplified_chinese():
    assert [path.parts[-3] for path in CATALOGUES] == ["zh_CN"]


def test_the_catalogue_holds_the_texts_of_the_sources_and_no_others(catalogue, template):
    kept_texts, source_texts = ({str(message.id) for message in entries(found)} for found in (catalogue, template))
    assert kept_texts == source_texts, "run: make messages"
    assert not catalogue.obsolete


def test_every_text_is_translated(catalogue):
    assert untranslated(catalogue) == []


def test_no_translation_is_a_guess(catalogue):
    assert [message.id for message in entries(catalogue) if message.fuzzy] == []


def test_translations_name_the_same_places(catalogue):
    for message in entries(catalogue):
        wanted = places(forms(message.id)[-1])
        assert all(places(form) == wanted for form in forms(message.string) if form), message.id


def messages_in(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Message":
            yield node


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_every_message_is_literal_and_fills_the_places_it_names(path):
    for call in messages_in(path):
        where = f"{path.name}:{call.lineno}"
        text = call.args[0]
        assert isinstance(text, ast.Constant), f"{where}: only a literal text can be translated"
        given = {keyword.arg for keyword in call.keywords}
        assert None in given or given == places(text.value), where


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_every_text_asked_of_a_language_is_literal(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Attribute(value=receiver, attr="text" | "plural"), args=[text, *_]):
                if ast.unparse(receiver).endswith("language"):
                    assert isinstance(text, ast.Constant), f"{path.name}:{node.lineno}"
