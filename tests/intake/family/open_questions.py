"""Cases that nobody could know the meaning of: the right thing is to ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from random import Random
from types import MappingProxyType

from tests.intake.family.by_hand import SHEET_EN
from tests.intake.family.case import Case, Column
from tests.intake.family.crm_exports import HUBSPOT, SALESFORCE_REPORT, ZOHO
from tests.intake.family.dialects import Dialect
from tests.intake.family.making import written
from tests.intake.family.pipelines import Deal
from tests.intake.family.plans import Plan, plan
from tests.intake.family.stage_sets import BY_NAME, StageSet, TrueStage
from tests.intake.family.writing import DAY_FIELDS, Written

_NONSENSE = ("Phase Zebra", "Bluebird", "Gate Omega", "Lane Kiwi", "Tango")
_ANYWHERE = (1, 2, 3, 4, 5, 6)


def left_open(name: str, random: Random) -> Case:
    """One of the kinds of open questions."""
    kind = random.choice(sorted(_KINDS))
    return replace(_KINDS[kind](name, random), group="Left open", name=f"{name}")


def is_placeable(stage: TrueStage) -> bool:
    """Whether a person who sees its name alone could say where it belongs."""
    return len(stage.layers) < len(_ANYWHERE)


def with_unplaceable(name: str, made: Plan, random: Random) -> Case:
    """A case of that plan where neither a chance of winning, a number nor a list of stages places such a stage."""
    labels = {stage: stage.label for stage in made.stages.stages}
    styles = replace(made.styles, labels=labels, is_careless=False)
    held = frozenset(stage for stage in labels if not is_placeable(stage))
    made = replace(_without(made, "probability"), styles=styles, is_workbook=False, spread="one",
                   weeks=dict(list(made.weeks.items())[-1:]))  # fmt: skip
    return replace(written(name, made, random, asks=frozenset({"stages"}), held=held), group="Left open")


def _without(made: Plan, *kinds: str) -> Plan:
    return replace(made, columns=tuple(column for column in made.columns if column.kind not in kinds))


def _an_unknown_stage(name: str, random: Random) -> Case:
    """A label that means nothing, without a chance of winning or a number beside it."""
    known = BY_NAME[random.choice(("salesforce", "zoho", "freshsales", "hubspot"))]
    at = random.randrange(1, len(known.open_ones) - 1)
    unknown = TrueStage(random.choice(_NONSENSE), "open", _ANYWHERE, 0.5)
    stages = tuple(unknown if stage is known.open_ones[at] else stage for stage in known.stages)
    made = plan(_plain(random), random, StageSet("one unknown", "en", stages), "one")
    labels = {stage: stage.label for stage in stages}
    made = replace(_without(made, "probability"), styles=replace(made.styles, labels=labels, is_careless=False))
    return written(name, made, random, asks=frozenset({"stages"}), held=frozenset({unknown}))


def _no_order_of_dates(name: str, random: Random) -> Case:
    """03/04/2025 in each row of each column."""
    made = plan(_plain(random), random, None, "one")
    styles = replace(made.styles, dates=random.choice(("mdy/", "dmy/")))
    weeks = {day: tuple(_early(deal) for deal in deals) for day, deals in made.weeks.items()}
    columns = made.columns
    if not {"created_on", "expected_close"} & {column.kind for column in columns}:
        columns = (*columns, Written(Column("Close Date", "expected_close"), "expected_close"))
    beside = {"modified", "stamp", "future"}
    columns = tuple(column for column in columns if column.kind not in beside)
    made = replace(made, styles=styles, weeks=weeks, columns=columns, is_workbook=False)
    return written(name, made, random, asks=frozenset({"date_order"}))


def _early(deal: Deal) -> Deal:
    """The deal with all of its dates in the first twelve days of their months."""
    days = {name: getattr(deal, name) for name in DAY_FIELDS}
    return replace(deal, **{name: None if day is None else _within_12(day) for name, day in days.items()})


def _within_12(day: date) -> date:
    return day.replace(day=(day.day - 1) % 12 + 1)


def _undated_twins(name: str, random: Random) -> Case:
    """Two files of the same deals, and nothing says which is the older one."""
    made = _without(plan(_plain(random), random, None, "files"), "snapshot_date")
    made = replace(made, weeks=dict(list(made.weeks.items())[-2:]))
    found = written(name, made, random)
    files = {f"deals ({number}).{key.rpartition('.')[2]}": found.files[key] for number, key in enumerate(found.files)}
    return replace(found, files=files, asks=frozenset({"snapshot_date"}))


def _two_amounts(name: str, random: Random) -> Case:
    """Two columns of money, and nothing says which one counts."""
    made = _without(plan(_plain(random), random, None, "one"), "amount", "weighted", "same amount")
    one, other = random.choice((("Value 1", "Value 2"), ("Amount A", "Amount B")))
    either = frozenset({"amount"})
    pair = (Written(Column(one, None, either), "low amount"), Written(Column(other, None, either), "high amount"))
    return written(name, replace(made, columns=(*made.columns, *pair)), random, asks=frozenset({"column"}))


def _no_stages(name: str, random: Random) -> Case:
    """No header and no value tells of stages."""
    labels = ("Tango", "Bluebird", "Kiwi", "Lima", "Zebra", "Oscar")
    stages = StageSet("none known", "en", tuple(
        TrueStage(label, "open", _ANYWHERE, 0.5) for label in labels[:4]
    ) + (TrueStage("Oscar", "won", (7,), 1.0), TrueStage("Romeo", "lost", (), 0.0)))  # fmt: skip
    made = plan(_plain(random), random, stages, "one")
    made = _without(replace(made, styles=replace(made.styles, labels={item: item.label for item in stages.stages},
                                                 is_careless=False)), "probability")  # fmt: skip
    columns = tuple(
        Written(Column("Colour", None, frozenset({"stage"})), "stage") if column.kind == "stage" else column
        for column in made.columns
    )
    return written(name, replace(made, columns=columns), random, asks=frozenset({"columns"}),
                   held=frozenset(stages.stages))  # fmt: skip


def _plain(random: Random) -> Dialect:
    return replace(random.choice((SALESFORCE_REPORT, HUBSPOT, ZOHO, SHEET_EN)), is_by_hand=False)


_KINDS: Mapping[str, Callable[[str, Random], Case]] = MappingProxyType(
    {
        "unknown stage": _an_unknown_stage,
        "order of dates": _no_order_of_dates,
        "undated twins": _undated_twins,
        "two amounts": _two_amounts,
        "no stages": _no_stages,
    }
)
