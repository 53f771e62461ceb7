"""The thresholds of the advice, one line each: where it belongs, how it is asked for, and what it means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Literal

from analyzer.message import Message
from analyzer.settings import Settings

Unit = Literal["%", "deals", "days", "weeks", "hours", "times", "layer", "runs"]

UNITS: Mapping[Unit, Message] = MappingProxyType(
    {
        "%": Message("%"),
        "deals": Message("deals"),
        "days": Message("days"),
        "weeks": Message("weeks"),
        "hours": Message("hours"),
        "times": Message("times"),
        "layer": Message("layer"),
        "runs": Message("runs"),
    }
)

GROUPS: Mapping[str, Message] = MappingProxyType(
    {
        "S1": Message("S1: the total is too small"),
        "S2": Message("S2: deals are stuck low"),
        "H1": Message("H1: heavy with leads"),
        "A1": Message("A1: stalled deals"),
        "A2": Message("A2: high stages are short"),
        "A3": Message("A3: conversion fell"),
        "G1": Message("G1: resources are spread"),
        "G2": Message("G2: a rep has too much"),
        "rehearsal": Message("Rehearsal and effort"),
        "outlook": Message("Forecast, outlook and health"),
    }
)


WHOLE = frozenset(field.name for field in fields(Settings) if field.type == "int")


@dataclass(frozen=True)
class Threshold:
    """One setting of the advice: where it belongs (`GROUPS`), how it is asked for, and what it means.

    low, high: the least and the most that may be typed, in ``unit``; shares are typed in percent.
    """

    group: str
    name: str
    label: Message
    unit: Unit
    low: float
    high: float
    meaning: Message

    @property
    def is_whole(self) -> bool:
        """Whether only whole numbers are allowed."""
        return self.name in WHOLE

    def typed(self, settings: Settings) -> float:
        """The value as it is typed, in ``unit``."""
        value = getattr(settings, self.name)
        return value if self.is_whole else float(round(value * self._times, 6))

    def meant(self, typed: float) -> float:
        """The setting that a typed value means."""
        return typed if self.is_whole else round(typed / self._times, 8)

    @property
    def _times(self) -> int:
        return 100 if self.unit == "%" else 1


def _thresholds() -> Iterator[Threshold]:
    yield Threshold(
        "S1", "top_share", Message("The top of the funnel must hold, of the target"), "%", 0, 10_000,
        Message("Below this share of the quarter's target the top of the funnel is too small."),
    )  # fmt: skip
    yield Threshold(
        "S1", "top_layer", Message("The top of the funnel reaches up to layer"), "layer", 1, 6,
        Message("Deals of layer 1 up to this one count as the top of the funnel."),
    )  # fmt: skip
    yield Threshold(
        "S1", "new_fall", Message("New deals fell too much beyond"), "%", 0, 100,
        Message("More than this fall against the time before, and the signal holds."),
    )  # fmt: skip
    yield Threshold(
        "S1", "few_new", Message("New deals that can be compared"), "deals", 1, 1_000_000,
        Message("Fewer new deals before, and a longer time is compared: 2, 4 or 8 weeks."),
    )  # fmt: skip
    yield Threshold(
        "S1", "quiet_week", Message("A week is a holiday below, of the usual moves"), "%", 0, 100,
        Message("A week in which so little moved is left out of the comparison, and named."),
    )  # fmt: skip
    yield Threshold(
        "S2", "stuck_cycles", Message("Low deals may stay, in sales cycles"), "times", 0, 100,
        Message("Beyond so many sales cycles on average, the deals are stuck."),
    )  # fmt: skip
    yield Threshold(
        "S2", "few_wins", Message("Won deals that make a sales cycle"), "deals", 1, 1_000_000,
        Message("With fewer won deals of its own, a member is held against the team's sales cycle."),
    )  # fmt: skip
    yield Threshold(
        "S2", "few_dwells", Message("Deals that make an average stay"), "deals", 1, 1_000_000,
        Message("With fewer deals, or fewer stays that have ended, the average is not judged."),
    )  # fmt: skip
    yield Threshold(
        "S2", "loop_limit", Message("A customer may enter layer 2"), "times", 1, 1000,
        Message("More often than this for one product, and the customer goes in circles."),
    )  # fmt: skip
    yield Threshold(
        "S2", "loop_days", Message("Entries into layer 2 count for"), "days", 1, 10_000,
        Message("Entries longer ago than this are forgotten."),
    )  # fmt: skip
    yield Threshold(
        "H1", "lead_share", Message("Layer 1 may hold, of the open amount"), "%", 0, 100,
        Message("More than this in several snapshots running, and the funnel is heavy with leads."),
    )  # fmt: skip
    yield Threshold(
        "H1", "lead_weeks", Message("Snapshots running"), "weeks", 1, 100,
        Message("So many snapshots one after the other must be above the share."),
    )  # fmt: skip
    yield Threshold(
        "A1", "stalled_days", Message("A deal has stalled after"), "days", 0, 10_000,
        Message("More days than this without a change of stage, and the deal has stalled."),
    )  # fmt: skip
    yield Threshold(
        "A1", "stalled_layer", Message("Stalled deals are looked for in layer"), "layer", 1, 6,
        Message("The alarm is for open deals of this layer."),
    )  # fmt: skip
    yield Threshold(
        "A2", "high_share_of_required", Message("High stages must hold, of what is required"), "%", 0, 1000,
        Message("Below this share of what stages 4 and 5 must hold together, the alarm is raised."),
    )  # fmt: skip
    yield Threshold(
        "A3", "conversion_weeks", Message("Recent means the last"), "weeks", 1, 100,
        Message("The moves of these weeks are held against all earlier ones."),
    )  # fmt: skip
    yield Threshold(
        "A3", "significance", Message("Chance of a false alarm"), "%", 0.01, 50,
        Message("A fall counts when chance alone would show one as large less often than this."),
    )  # fmt: skip
    yield Threshold(
        "G1", "spread_share", Message("High deals that bind the team, of all open"), "%", 0, 100,
        Message("From this share on, and while new deals come in, adding more is stopped."),
    )  # fmt: skip
    yield Threshold(
        "G2", "hard_deals_limit", Message("Hard deals that a rep can work at once"), "deals", 0, 1000,
        Message("A rep with more than this is given no further deal."),
    )  # fmt: skip
    yield Threshold(
        "G2", "hard_quarter", Message("Large deals are the largest"), "%", 0, 100,
        Message("A high deal among this share of the largest open deals is hard."),
    )  # fmt: skip
    yield Threshold(
        "rehearsal", "hours_per_new", Message("Hours to find a new opportunity"), "hours", 0.01, 10_000,
        Message("What a rehearsal and an add action count for each new opportunity."),
    )  # fmt: skip
    yield Threshold(
        "rehearsal", "hours_per_push", Message("Hours to push a deal"), "hours", 0.01, 10_000,
        Message("What a rehearsal and a push action count for each deal."),
    )  # fmt: skip
    yield Threshold(
        "rehearsal", "push_effect", Message("A push raises the chance to move up by"), "%", 0.1, 1000,
        Message("The best split of hours takes this for what pushing one deal brings."),
    )  # fmt: skip
    yield Threshold(
        "rehearsal", "rate_weeks", Message("Rates come from the last"), "weeks", 1, 520,
        Message("The moves of these weeks tell how deals go on from stage to stage."),
    )  # fmt: skip
    yield Threshold(
        "rehearsal", "shrink_strength", Message("The team's rates weigh as much as"), "deals", 0, 1_000_000,
        Message("A member's own rates are drawn towards the team's as if so many of the team's had been its own."),
    )  # fmt: skip
    yield Threshold(
        "rehearsal", "runs", Message("Runs of a rehearsal"), "runs", 100, 100_000,
        Message("More runs draw smoother curves and take longer."),
    )  # fmt: skip
    yield Threshold(
        "outlook", "outlook_cycles", Message("The outlook reaches, in sales cycles"), "times", 0.1, 20,
        Message("So many sales cycles ahead are looked at, 52 weeks at most."),
    )  # fmt: skip
    yield Threshold(
        "outlook", "conversion_days", Message("A deal is old enough to judge after"), "days", 0, 3650,
        Message("A deal that came to a stage later than that is left out of the conversion, whatever became of it."),
    )  # fmt: skip


THRESHOLDS = tuple(_thresholds())
