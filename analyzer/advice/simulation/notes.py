"""What a simulation needs and does not have, and what it assumes, in sentences."""

from __future__ import annotations

from analyzer.advice.simulation.gathering import Whole
from analyzer.advice.simulation.season import FLAT_SEASON, LAST_WEEKS
from analyzer.advice.simulation.stock import Stock
from analyzer.message import Message, Money, Share

# Nearer to 1 than this, what deals close at is not worth a sentence.
HARDLY = 0.02
# So much more often in the last weeks of a quarter is worth a sentence of its own.
WORTH_SAYING = 0.25


def needs(whole: Whole) -> tuple[Message, ...]:
    """What is missing to tell how deals move; nothing where it is told."""
    if len(whole.steps) and len(whole.frames["step_counts"]):
        return ()
    return (
        Message(
            "Two snapshots of the last {weeks} weeks with open deals in them, such as last week's export and this "
            "week's: how deals move is seen between the two.",
            weeks=whole.settings.rate_weeks,
        ),
    )


def assumed(whole: Whole, member: str, stock: Stock) -> tuple[Message, ...]:
    """What the reader should know of the numbers of the whole (member '') or of a member."""
    found = _few(whole)
    blank = int(stock.blank.sum())
    if whole.in_deals:
        found.append(Message("No deal has an amount: everything here is a number of deals."))
    elif blank:
        found.append(_blank(whole, blank, int(stock.deals_in_all.sum())))
    if abs(whole.won_worth - 1) > HARDLY:
        found.append(
            Message(
                "Deals were won at {share} of the amount they had the snapshot before; what is to be won counts so.",
                share=Share(whole.won_worth),
            )
        )
    found += _of_season(whole)
    if member:
        found.append(
            Message(
                "Rates that were seen few times are drawn towards those of the whole team, as if {deals} more deals "
                "had moved as the team's do.",
                deals=whole.settings.shrink_strength,
            )
        )
    return tuple(found)


def _of_season(whole: Whole) -> list[Message]:
    """What the simulation knows of the time of the quarter, where it makes a difference worth a sentence."""
    season = whole.season
    times, values = season.last_weeks, {"weeks": LAST_WEEKS, "quarters": season.quarters}
    if times >= 1 + WORTH_SAYING:
        return [
            Message(
                "Of the open deals you win {times} times as many a week in the last {weeks} weeks of a quarter as "
                "before them. {quarters} full quarters tell it, and what is foretold here knows it.",
                times=round(times, 1),
                **values,
            )
        ]
    if season.won != FLAT_SEASON.won:
        most = max(season.won) / min(season.won)
        return [
            Message(
                "Of the open deals you win {times} times as many a week in the best weeks of a quarter as in the "
                "worst. {quarters} full quarters tell it, and what is foretold here knows it.",
                times=round(most, 1),
                quarters=season.quarters,
            )
        ]
    return []


def _few(whole: Whole) -> list[Message]:
    """A word of warning where hardly any deal was seen to move or stay."""
    seen, few = int(whole.frames["step_counts"]["deals"].sum()), whole.settings.few_deals
    if seen >= few:
        return []
    return [
        Message(
            "Deals were watched from one snapshot to the next only {n} times; fewer than {few} are too few to judge, "
            "so this is hardly more than a guess.",
            n=seen,
            few=few,
        )
    ]


def _blank(whole: Whole, blank: int, deals: int) -> Message:
    values = {"blank": blank, "all": deals, "worth": Money(whole.assumed.mean)}
    if whole.filled == 1:
        return Message(
            "{blank} of {all} open deals have no amount; each counts with {worth}, the mean of won deals.", **values
        )
    return Message(
        "{blank} of {all} open deals have no amount; each counts with {worth}: the mean of won deals, times the share "
        "of {share} of such deals that had an amount once they were won.",
        share=Share(whole.filled),
        **values,
    )
