"""The advice as plain JSON data: the verdict, what it stands on, the guards, the members, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from analyzer.advice import AskedOnce, Assessment, Check, assess, by_member, difficulty_role, mix_shifts
from analyzer.language import Language
from analyzer.model import BLANK, Role, Selection
from analyzer.report.actions_json import actions_json
from analyzer.report.json_values import evidence, said
from analyzer.workspace import Workspace

ROLES: tuple[Role, ...] = ("region", "product", "industry", "rep")


def advice_json(workspace: Workspace, selection: Selection, language: Language) -> dict[str, Any]:
    """SPEC 6 of one selection. Evidence keeps its numbers as they are; what the data does not hold is null or empty.

    Raises what `Workspace.run` raises.
    """
    settings, difficulty = workspace.settings, difficulty_role(workspace.extra_roles)
    engine = AskedOnce(workspace)
    found = assess(engine, selection, settings, difficulty)
    return {
        "verdict": found.verdict,
        "sentence": language.say(found.sentence),
        "cause": language.say(found.cause),
        "sure": found.sure,
        "deals": found.deals,
        "flip": None if found.flip is None else language.say(found.flip),
        "signals": _checks(found.checks, language),
        "guards": _checks(found.guards, language),
        "mix_shifts": said(mix_shifts(engine, selection, settings), language),
        "members": {
            role: members
            for role in ROLES
            if (members := _members(by_member(engine, selection, settings, role, difficulty), language))
        },
        "actions": actions_json(engine, found, selection, settings, language, difficulty),
    }


def _checks(checks: Iterable[Check], language: Language) -> list[dict[str, Any]]:
    return [
        {
            "id": check.id,
            "answer": check.answer,
            "said": language.say(check.said),
            "evidence": evidence(check.evidence),
            "needs": said(check.needs, language),
        }
        for check in checks
    ]


def _members(found: Iterable[Assessment], language: Language) -> list[dict[str, Any]]:
    """Empty for a role that the data lacks: of blanks alone."""
    told = list(found)
    if all(one.member == BLANK for one in told):
        return []
    return [
        {
            "member": one.member,
            "verdict": one.verdict,
            "sentence": language.say(one.sentence),
            "sure": one.sure,
            "deals": one.deals,
        }
        for one in told
    ]
