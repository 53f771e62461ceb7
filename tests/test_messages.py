"""Every sentence of the interface: filled where it is written, and translated in every catalogue."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message

from analyzer.locales.update import (
    LOCALES,
    PROJECT,
    SOURCES,
    TEXTS_ASKED_BY,
    asker,
    extracted,
    kept,
    texts_asked,
    texts_in,
    untranslated,
)

CATALOGUES = sorted(LOCALES.glob("*/LC_MESSAGES/messages.po"))
SPEAKERS = [PROJECT / "analyzer" / "message.py", PROJECT / "analyzer" / "language" / "__init__.py"]
WRITERS = [path for pattern in SOURCES for path in sorted(PROJECT.glob(pattern)) if path not in SPEAKERS]


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


def calls_in(node: ast.AST) -> Iterator[ast.Call]:
    """Every call, except in a method that hands a text on to another method of its own name."""
    if isinstance(node, ast.FunctionDef) and node.name in TEXTS_ASKED_BY:
        return
    if isinstance(node, ast.Call):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from calls_in(child)


def asks_a_language(call: ast.Call) -> bool:
    match call.func:
        case ast.Name(id="Message" | "say"):
            return True
        case ast.Attribute(value=receiver, attr="text" | "plural"):
            return ast.unparse(receiver).rpartition(".")[2] in ("language", "here", "now")
    return False


@pytest.mark.parametrize("path", WRITERS, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_every_text_asked_for_is_literal(path):
    for call in filter(asks_a_language, calls_in(ast.parse(path.read_text(encoding="utf-8")))):
        assert texts_asked(call), f"{path.name}:{call.lineno}: {ast.unparse(call)}"


@pytest.mark.parametrize("path", WRITERS, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_every_message_fills_the_places_it_names(path):
    source = path.read_text(encoding="utf-8")
    fills_them_later = ".saying(" in source
    for call in calls_in(ast.parse(source)):
        if asker(call) == "Message":
            given = {keyword.arg for keyword in call.keywords}
            assert all(
                None in given or places(text) == given or (fills_them_later and not given) for text in texts_asked(call)
            ), f"{path.name}:{call.lineno}"


def test_texts_are_found_however_deep_they_stand():
    source = """
f(Message("a {x}", x=g(Message("b"), h(text("c")))))
language.plural("{n} d", "{n} e", len(here.text("f")))
say("g" if x else "h")
language.text(variable)
other("not me")
"""
    assert set(texts_in(source)) == {"a {x}", "b", "c", ("{n} d", "{n} e"), "f", "g", "h"}
