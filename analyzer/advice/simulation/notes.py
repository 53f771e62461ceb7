"""What a simulation needs and does not have, and what it assumes, in sentences."""

from __future__ import annotations

from analyzer.advice.simulation.gathering import Whole
from analyzer.advice.simulation.stock import Stock
from analyzer.message import Message, Money, Share

# Nearer to 1 than this, what deals close at is not worth a sentence.
HARDLY = 0.02


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
    if member:
        found.append(
            Message(
                "Rates that were seen few times are drawn towards those of the whole team, as if {deals} more deals "
                "had moved as the team's do.",
                deals=whole.settings.shrink_strength,
            )
        )
    return tuple(found)


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
