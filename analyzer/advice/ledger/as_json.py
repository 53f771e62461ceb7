"""Decisions as plain JSON data. What is read back comes out of a file: it is checked field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from types import MappingProxyType
from typing import Any, get_args

from analyzer.advice.actions.action import Kind
from analyzer.advice.answers import Evidence
from analyzer.advice.ledger.decision import Decision, FollowedDeal, Override
from analyzer.advice.verdict import Verdict
from analyzer.model import ALL_ROLES

_LAYERS = range(1, 7)
_MOST = 1_000_000_000
_LARGEST = 1e30


def as_json(decision: Decision) -> dict[str, Any]:
    """Plain JSON data that `from_json` reads back as this very decision."""
    return {
        **{item.name: _plain(getattr(decision, item.name)) for item in fields(Decision)},
        "deals": [dict(vars(deal)) for deal in decision.deals],
        "filters": {role: list(members) for role, members in decision.filters.items()},
        "overrides": [{**vars(one), "evidence": _plain(one.evidence)} for one in decision.overrides],
    }


def from_json(data: Any) -> Decision:
    """What `as_json` wrote. Raises KeyError, TypeError or ValueError where it is anything else."""
    return Decision(
        number=_whole(data["number"], 1),
        code=_code(data["code"]),
        decided_on=date.fromisoformat(data["decided_on"]),
        decided_at=date.fromisoformat(data["decided_at"]),
        by=_text(data["by"]),
        verdict=_one_of(data["verdict"], get_args(Verdict)),
        kind=_one_of(data["kind"], get_args(Kind)),
        feature=_optional(_text, data["feature"]),
        member=_optional(_text, data["member"]),
        deals=tuple(_deal(item) for item in data["deals"]),
        customers=tuple(_text(item) for item in data["customers"]),
        new_deals=_whole(data["new_deals"], 0),
        assigned_to=_optional(_text, data["assigned_to"]),
        due_on=date.fromisoformat(data["due_on"]),
        hours=_number(data["hours"]),
        evidence=_evidence(data["evidence"]),
        expected_without=_optional(_number, data["expected_without"]),
        expected_with=_optional(_number, data["expected_with"]),
        low=_optional(_number, data["low"]),
        high=_optional(_number, data["high"]),
        overrides=tuple(_override(item) for item in data["overrides"]),
        filters=_filters(data["filters"]),
        withdrawn_at=_optional(date.fromisoformat, data["withdrawn_at"]),
    )


def _plain(value: Any) -> Any:
    match value:
        case date():
            return value.isoformat()
        case Mapping():
            return {key: {"date": item.isoformat()} if isinstance(item, date) else item for key, item in value.items()}
        case tuple():
            return list(value)
        case _:
            return value


def _deal(item: Any) -> FollowedDeal:
    return FollowedDeal(
        opportunity_id=_text(item["opportunity_id"]),
        opportunity_name=_optional(_text, item["opportunity_name"]),
        customer=_text(item["customer"]),
        rep=_text(item["rep"]),
        stage=_text(item["stage"]),
        layer=_one_of(_whole(item["layer"], 1), _LAYERS),
        amount=_optional(_number, item["amount"]),
        chance_without=_optional(_chance, item["chance_without"]),
        chance_with=_optional(_chance, item["chance_with"]),
    )


def _override(item: Any) -> Override:
    return Override(_text(item["guard"]), _text(item["reason"]), _evidence(item["evidence"]))


def _evidence(data: Any) -> Evidence:
    if not isinstance(data, dict):
        raise TypeError(data)
    return MappingProxyType({_text(name): _value(value) for name, value in data.items()})


def _filters(data: Any) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType(
        {_one_of(role, ALL_ROLES): tuple(_text(member) for member in members) for role, members in dict(data).items()}
    )


def _value(value: Any) -> float | int | str | date | None:
    match value:
        case None | str():
            return value
        case {"date": day}:
            return date.fromisoformat(day)
        case _:
            number = _number(value)
            return int(number) if type(value) is int else number


def _optional(read: Any, value: Any) -> Any:
    return None if value is None else read(value)


def _text(value: Any) -> str:
    if type(value) is not str:
        raise TypeError(value)
    return value


def _number(value: Any) -> float:
    if type(value) not in (int, float) or not abs(value) < _LARGEST:
        raise TypeError(value)
    return float(value)


def _whole(value: Any, least: int) -> int:
    if type(value) is not int or not least <= value <= _MOST:
        raise TypeError(value)
    return int(value)


def _chance(value: Any) -> float:
    chance = _number(value)
    if not 0 <= chance <= 1:
        raise ValueError(value)
    return chance


def _one_of(value: Any, allowed: Any) -> Any:
    if value not in allowed:
        raise ValueError(value)
    return value


def _code(value: Any) -> str:
    code = _text(value)
    if len(code) != 32 or set(code) - set("0123456789abcdef"):
        raise ValueError(value)
    return code
