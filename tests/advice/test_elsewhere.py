"""The sum hides nothing: members that call for something else than the whole are named beside its verdict."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from analyzer.advice import Verdict, with_members
from analyzer.language import Language
from analyzer.message import Message
from analyzer.model import BLANK


def judged(verdict: Verdict, member: str = "") -> Any:
    return SimpleNamespace(verdict=verdict, member=member, sentence=Message("It is so."))


def said(whole: Verdict, **members: Verdict) -> str:
    found = [judged(verdict, BLANK if name == "blank" else name) for name, verdict in members.items()]
    return Language().say(with_members(judged(whole), found))


def test_a_whole_that_holds_names_who_is_to_add_and_who_is_to_push() -> None:
    assert said("hold", West="add", South="push", East="hold") == "It is so. But add in West, and push in South."


def test_a_member_that_needs_both_is_named_for_what_the_whole_does_not_ask() -> None:
    assert said("add", West="both", South="add") == "It is so. But push in West."
    assert said("push", West="both", South="push") == "It is so. But add in West."


def test_members_that_ask_for_no_more_than_the_whole_are_not_named() -> None:
    assert said("both", West="add", South="push") == "It is so."
    assert said("hold", West="hold", South="not_enough_data") == "It is so."


def test_of_many_members_the_worst_are_named() -> None:
    many = dict.fromkeys("abcde", "add")
    assert said("hold", **many) == "It is so. But add in a, b, c, and 2 more."
    assert said("hold", blank="push") == "It is so. But push in (blank)."
