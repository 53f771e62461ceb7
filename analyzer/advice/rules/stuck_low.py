"""S2: deals are stuck low in the funnel, so push the existing ones."""

from __future__ import annotations

from typing import Any

from analyzer.advice.answers import Answer, Check, any_of
from analyzer.advice.compare import is_more
from analyzer.advice.inputs import Inputs
from analyzer.advice.rules.days import whole_days
from analyzer.advice.rules.rule import Rule
from analyzer.message import Message
from analyzer.settings import Settings


def ask(inputs: Inputs, settings: Settings) -> Check:
    """Yes when low deals have waited too long on average, or a customer came to layer 2 again and again.

    Where the data names no customers, the first half alone answers.
    """
    waiting = of_waiting(inputs, settings)
    answer = any_of(waiting, of_loops(inputs)) if inputs.has_customers else waiting
    no_customers = () if inputs.has_customers else (Message("the customers of the deals"),)
    return Check(
        "S2",
        inputs.member,
        answer,
        Message(
            "{waiting}; {loops}.", waiting=said_of_waiting(inputs, settings), loops=said_of_loops(inputs, settings)
        ),
        _evidence(inputs, settings),
        (*(_needs_of_waiting(inputs, settings) if waiting == "not_enough_data" else ()), *no_customers),
    )


def of_waiting(inputs: Inputs, settings: Settings) -> Answer:
    """Whether the mean dwell in layers 1 to 3 is above so many sales cycles.

    Of deals that stood there at the first snapshot of all only a least dwell is known: it can say yes; no is said when
    the most it can be, since the deal was created, is not above either.
    """
    low, limit = inputs.low, limit_days(inputs, settings)
    if limit is None or low.known < settings.few_dwells:
        return "not_enough_data"
    if is_more(low.least_mean_days, limit):
        return "yes"
    if low.dated == low.count:
        return "no"
    if low.mean_days_at_most is None or is_more(low.mean_days_at_most, limit):
        return "not_enough_data"
    return "no"


def of_loops(inputs: Inputs) -> Answer:
    """Whether any customer entered layer 2 too often."""
    return "yes" if inputs.loops else "no"


def limit_days(inputs: Inputs, settings: Settings) -> float | None:
    """So many sales cycles, in days; None without a cycle."""
    return None if inputs.cycle is None else settings.stuck_cycles * inputs.cycle.days


def said_of_waiting(inputs: Inputs, settings: Settings) -> Message:
    """How long low deals have waited, in words."""
    low, cycle, limit = inputs.low, inputs.cycle, limit_days(inputs, settings)
    if cycle is None or limit is None:
        return Message("Too few deals were won to know the sales cycle")
    if low.count < settings.few_dwells:
        return Message("Layers 1 to 3 hold too few open deals: {n}", n=low.count)
    if low.known < settings.few_dwells:
        return Message(
            "It is not known of {n} of the {all} open deals of layers 1 to 3 how long they have been in their stage",
            n=low.unknown,
            all=low.count,
        )
    values: dict[str, Any] = {
        "n": low.known,
        "days": whole_days(low.mean_days),
        "limit": whole_days(limit),
        "times": settings.stuck_cycles,
        "cycle": whole_days(cycle.days),
    }
    if low.dated < low.count and of_waiting(inputs, settings) == "not_enough_data":
        if not low.mean_days:
            return Message(
                "Since when the {n} open deals of layers 1 to 3 have been in their stage is not known (limit {limit} "
                "days: {times} sales cycles of {cycle})",
                **values,
            )
        return Message(
            "The {n} open deals of layers 1 to 3 have been in their stage for at least {days} days on average, and "
            "since when is not known of all (limit {limit} days: {times} sales cycles of {cycle})",
            **values,
        )
    if low.dated < low.count and of_waiting(inputs, settings) == "no":
        return Message(
            "The {n} open deals of layers 1 to 3 have been in their stage for at most {most} days on average, as that "
            "is how old they are (limit {limit} days: {times} sales cycles of {cycle})",
            most=whole_days(low.mean_days_at_most or 0.0),
            **values | {"n": low.count},
        )
    if cycle.is_the_teams:
        return Message(
            "The {n} open deals of layers 1 to 3 have been in their stage for {days} days on average (limit {limit} "
            "days: {times} of the whole team's sales cycles of {cycle})",
            **values,
        )
    return Message(
        "The {n} open deals of layers 1 to 3 have been in their stage for {days} days on average (limit {limit} days: "
        "{times} sales cycles of {cycle})",
        **values,
    )


def said_of_loops(inputs: Inputs, settings: Settings) -> Message:
    """Which customers go in a circle, in words."""
    if not inputs.has_customers:
        return Message("the data names no customers, so none can be seen to go in a circle")
    if not inputs.loops:
        return Message("no customer entered layer 2 more than {limit} times", limit=settings.loop_limit)
    worst = inputs.loops[0]
    values = {"customer": worst.customer, "entries": worst.entries, "limit": settings.loop_limit}
    if len(inputs.loops) == 1:
        return Message(
            "{customer} entered layer 2 as often as {entries} times without getting on (limit {limit})", **values
        )
    return Message(
        "{n} customers entered layer 2 more than {limit} times without getting on, {customer} as often as {entries} "
        "times",
        n=len(inputs.loops),
        **values,
    )


def _needs_of_waiting(inputs: Inputs, settings: Settings) -> tuple[Message, ...]:
    if inputs.cycle is None:
        return (
            Message("at least {few} deals won in the last year, with the days they were created and won",
                    few=settings.few_wins),
        )  # fmt: skip
    if inputs.low.count < settings.few_dwells:
        return (Message("at least {few} open deals in layers 1 to 3", few=settings.few_dwells),)
    return (Message("the days on which {n} deals entered their stage", n=inputs.low.count - inputs.low.dated),)


def _evidence(inputs: Inputs, settings: Settings) -> dict[str, Any]:
    low, cycle = inputs.low, inputs.cycle
    worst = inputs.loops[0] if inputs.loops else None
    return {
        "mean_days": low.mean_days if low.known else None,
        "mean_days_at_most": low.mean_days_at_most if low.count else None,
        "n": low.known,
        "dated": low.dated,
        "unknown": low.unknown,
        "cycle_days": cycle.days if cycle else None,
        "won_deals": cycle.wins if cycle else None,
        "cycle_of": None if cycle is None else "team" if cycle.is_the_teams else "own",
        "stuck_cycles": settings.stuck_cycles,
        "limit_days": limit_days(inputs, settings),
        "looping_customers": len(inputs.loops) if inputs.has_customers else None,
        "most_entries": worst.entries if worst else None,
        "customer": worst.customer if worst else None,
        "loop_limit": settings.loop_limit,
    }


RULE = Rule(
    "S2",
    Message("Stuck low"),
    Message("Push the existing deals"),
    "health",
    ("stuck_cycles", "few_wins", "few_dwells", "loop_limit", "loop_days"),
)
