"""What a rehearsal and a split say, in sentences."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

from analyzer.advice.simulation.curves import MEASURES, WORLDS, Curves
from analyzer.advice.simulation.effort import Effort
from analyzer.advice.simulation.funnel import Funnel
from analyzer.advice.simulation.levers import Levers
from analyzer.advice.simulation.trial import DRAWS, Trial
from analyzer.message import Message, Money, Share
from analyzer.settings import Settings

# Hours by which adding and pushing are compared: one person's week.
A_WEEK = 40.0
MOST_HOURS = 2_000.0
WEEKS = 4
# Gains closer than this are alike.
ALIKE = 0.2
WHOLE_FROM = 10
CENT = 0.01


def worth(funnel: Funnel, amount: float) -> Message | Money:
    """An amount as it is said: money, or a number of deals."""
    return deals(amount) if funnel.in_deals else Money(amount if abs(amount) >= CENT else 0.0)


def deals(number: float) -> Message:
    """An expected number of deals: to a tenth while it is small, whole from ten on."""
    rounded = round(number, 1) if abs(number) < WHOLE_FROM else round(number)
    return Message("{n} deal", n=1) if rounded == 1 else Message("{n} deals", n=rounded)


def split(funnel: Funnel, hours: float, by: date, share: float, gain: float) -> Message:
    """The finding of `best_split`."""
    values = {"hours": round(hours), "day": by, "gain": worth(funnel, gain)}
    if gain <= 0:
        return Message("However {hours} hours are split, no more is expected to be won by {day}.", **values)
    if share == 1:
        return Message("All of {hours} hours go best into pushing, for {gain} more by {day}.", **values)
    if share == 0:
        return Message("All of {hours} hours go best into adding, for {gain} more by {day}.", **values)
    return Message(
        "Of {hours} hours {push} go best into pushing and {add} into adding, for {gain} more by {day}.",
        push=Share(share),
        add=Share(1 - share),
        **values,
    )


def assumed_of_pushes(settings: Settings) -> Message:
    """What a push is taken to do."""
    return Message(
        "A push takes {hours} hours and is taken to raise the chance of a deal to move up by {effect}: an assumption, "
        "until your own decisions have been scored.",
        hours=settings.hours_per_push,
        effect=Share(settings.push_effect),
    )


def total_or_conversion(funnel: Funnel, settings: Settings) -> Message:
    """Which of the two an hour gains more by, to the end of the quarter and of the next."""
    day = funnel.quarter.ends_on
    next_day = settings.quarter(day + timedelta(days=1)).ends_on
    now, later = (_gains(funnel, settings, (end - funnel.as_of).days) for end in (day, next_day))
    add, push = (worth(funnel, gain) for gain in now)
    values = {"hours": round(A_WEEK), "day": day, "add": add, "push": push}
    if _leads(now) == "push" and _leads(later) == "add":
        return Message(
            "Conversion until {day}, the total after it: {hours} hours of pushing win {push} more by {day}, the same "
            "hours of adding {add}; by {later} adding wins {later_add} more, pushing {later_push}.",
            later=next_day,
            later_add=worth(funnel, later[0]),
            later_push=worth(funnel, later[1]),
            **values,
        )
    if _leads(now) == "push":
        return Message(
            "Conversion rather than the total: {hours} hours of pushing win {push} more by {day}, the same hours of "
            "adding {add}.",
            **values,
        )
    if _leads(now) == "add":
        return Message(
            "The total rather than conversion: {hours} hours of adding win {add} more by {day}, the same hours of "
            "pushing {push}.",
            **values,
        )
    return Message(
        "Total and conversion alike: {hours} hours of adding win {add} more by {day}, the same hours of pushing "
        "{push}.",
        **values,
    )


def _gains(funnel: Funnel, settings: Settings, days: int) -> tuple[float, float]:
    """What a week's hours are expected to gain by adding, and by pushing: as `best_split` says it of so many hours."""
    trial = Trial(funnel, settings, WEEKS, days)
    add, push = (float(trial.gains(trial.bought(A_WEEK, share)[0], DRAWS).mean()) for share in (0.0, 1.0))
    return add, push


def _leads(gains: tuple[float, float]) -> str:
    add, push = gains
    if abs(add - push) <= ALIKE * max(abs(add), abs(push)):
        return "neither"
    return "add" if add > push else "push"


def resources(funnel: Funnel, levers: Levers, effort: Effort, settings: Settings) -> Message:
    """What is needed for the target, and what the levers cost."""
    needed = _needed(funnel, settings)
    if levers.at_rest:
        return needed
    return Message(
        "What is set here costs {hours} hours, for {new} new opportunities and {pushes} pushes. {needed}",
        hours=round(effort.hours),
        new=round(effort.new),
        pushes=round(effort.pushes),
        needed=needed,
    )


def _needed(funnel: Funnel, settings: Settings) -> Message:
    trial = Trial(funnel, settings, WEEKS, funnel.days_left)
    day = funnel.quarter.ends_on
    if funnel.target is None:
        gain, _ = trial.best(A_WEEK)
        return Message(
            "There is no target to hold it against; {hours} hours, best split, win {gain} more by {day}.",
            hours=round(A_WEEK),
            gain=worth(funnel, gain),
            day=day,
        )
    target = worth(funnel, funnel.target)
    missing = funnel.target - trial.mean_won(Levers())
    if missing <= 0:
        return Message(
            "No more than now: {expected} is expected by {day}, and the target is {target}.",
            expected=worth(funnel, funnel.target - missing),
            day=day,
            target=target,
        )
    most, _ = trial.best(MOST_HOURS)
    if most < missing:
        return Message(
            "Not even {hours} hours are expected to reach the target of {target} by {day}: they bring {expected}.",
            hours=round(MOST_HOURS),
            target=target,
            day=day,
            expected=worth(funnel, funnel.target - missing + most),
        )
    hours = _fewest(trial, missing)
    return Message(
        "About {hours} hours, {push} of them pushing, are expected to reach the target of {target} by {day}.",
        hours=hours,
        push=Share(trial.best(hours)[1]),
        target=target,
        day=day,
    )


def _fewest(trial: Trial, gain: float) -> int:
    """The fewest hours, in tens, whose best split gains so much."""
    low, high = 0, round(MOST_HOURS / 10)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if trial.best(10.0 * middle)[0] >= gain else (middle, high)
    return 10 * high


def course(funnel: Funnel, levers: Levers, curves: Curves) -> Message:
    """Where the curves end, and where they would without the levers."""
    ends = {
        f"{measure}_{world}": worth(funnel, curves[measure][world].mean[-1])
        for measure, world in product(MEASURES, WORLDS)
    }
    won = curves["won"]["with"]
    values = {
        "day": funnel.quarter.ends_on,
        "low": worth(funnel, won.low[-1]),
        "high": worth(funnel, won.high[-1]),
        "four": ends["layer_4_with"],
        "five": ends["layer_5_with"],
        "won": ends["won_with"],
    }
    if levers.at_rest:
        return Message(
            "By {day} stage 4 goes from {four_now} to {four}, stage 5 from {five_now} to {five}. Won by then: {won}, "
            "with 80% chance between {low} and {high}.",
            four_now=worth(funnel, curves["layer_4"]["with"].mean[0]),
            five_now=worth(funnel, curves["layer_5"]["with"].mean[0]),
            **values,
        )
    return Message(
        "By {day} stage 4 is at {four} instead of {four_else}, stage 5 at {five} instead of {five_else}. Won by then: "
        "{won} instead of {won_else}, with 80% chance between {low} and {high}.",
        four_else=ends["layer_4_without"],
        five_else=ends["layer_5_without"],
        won_else=ends["won_without"],
        **values,
    )
