"""How fast, and how surely, deals turn into wins: what each of the health figures comes to, in one sentence."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analyzer.message import Message, Money, Share
from analyzer.settings import Settings


def health(dwell: pd.DataFrame, cycle: pd.DataFrame, settings: Settings) -> Message:
    """Where open deals have waited too long, and how long a win takes.

    dwell: the dwell figure of all deals. cycle: the sales cycle figure of all deals.
    """
    if dwell.empty or not dwell["deals"].sum():
        return Message("No deal of this selection is open, so none is waiting.")
    return Message("{dwell}; {cycle}.", dwell=_waiting(dwell), cycle=_cycle(cycle, settings))


def _waiting(dwell: pd.DataFrame) -> Message:
    known = dwell[dwell["benchmark_days"].notna()]
    if known.empty:
        return Message("How long deals should stay in a stage is not known yet")
    beyond = int(known["beyond"].sum())
    if not beyond:
        return Message("No open deal has been in its stage for longer than its benchmark")
    worst = known.sort_values("beyond", ascending=False, kind="stable").iloc[0]
    values = {"n": beyond, "all": int(dwell["deals"].sum()), "stage": worst["stage"], "worst": int(worst["beyond"])}
    if beyond == 1:
        return Message("One of {all} open deals has been in its stage for too long, in {stage}", **values)
    return Message(
        "{n} of {all} open deals have been in their stage for too long, most of all in {stage} ({worst} of {there})",
        there=int(worst["deals"]),
        **values,
    )


def _cycle(cycle: pd.DataFrame, settings: Settings) -> Message:
    won = int(cycle["won_dated"].iloc[0]) if len(cycle) else 0
    if won < max(settings.few_wins, 1):
        return Message("too few deals were won to know how long a win takes")
    return Message("half of the won deals took {days} days or less", days=round(cycle["median_days"].iloc[0]))


def conversion(rates: pd.DataFrame, settings: Settings) -> Message:
    """From which stage the fewest go on. rates: the conversion figure of all deals, with its rates."""
    if rates.empty:
        return Message("No deal came to an open stage, so none can go on.")
    young, days = int(rates["too_young"].sum()), settings.conversion_days
    judged = rates[rates["is_judged"]]
    if judged.empty:
        return Message(
            "Too few to judge: no stage has {few} deals that came to it {days} days ago or more.",
            few=settings.few_deals,
            days=days,
        )
    worst = judged.sort_values("rate", kind="stable").iloc[0]
    return Message(
        "Fewest go on from {stage}: {rate} of {judged} deals, with 95% confidence {low} to {high}. Too young to "
        "judge: {young} arrivals of the last {days} days.",
        stage=worst["stage"],
        judged=int(worst["judged"]),
        young=young,
        days=days,
        **_interval(worst),
    )


def cohorts(rates: pd.DataFrame, stage: str, settings: Settings) -> Message:
    """Whether later months do better. rates: the conversion figure of one stage by month, with its rates."""
    judged = rates[rates["is_judged"]]
    if len(judged) < 2:
        return Message(
            "The deals that came to {stage}, month by month: too few months have {few} deals that can be judged.",
            stage=stage,
            few=settings.few_deals,
        )
    first, last = judged.iloc[0], judged.iloc[-1]
    values = {"stage": stage, "rate": Share(last["rate"]), "before": Share(first["rate"])}
    if last["high"] < first["low"]:
        return Message("Of those that came to {stage}, fewer go on than before: {rate} after {before}.", **values)
    if last["low"] > first["high"]:
        return Message("Of those that came to {stage}, more go on than before: {rate} after {before}.", **values)
    return Message(
        "Of those that came to {stage}, about as many go on as before: {rate} after {before}, which is within chance.",
        **values,
    )


def wins(rates: pd.DataFrame) -> Message:
    """How many of the closed deals were won. rates: the win rate of all deals."""
    closed = int(rates["closed"].iloc[0]) if len(rates) else 0
    if not closed:
        return Message("No deal has closed in the last year, so there is no win rate.")
    row = rates.iloc[0]
    values = {"won": int(row["won"]), "closed": closed, **_interval(row)}
    if not row["is_judged"]:
        return Message("{won} of {closed} closed deals were won ({rate}): too few to judge.", **values)
    if row["is_undated"]:
        return Message(
            "{won} of {closed} closed deals were won: {rate}, with 95% confidence {low} to {high}. On which days they "
            "closed is not known.",
            **values,
        )
    return Message(
        "{won} of {closed} deals that closed in the last year were won: {rate}, with 95% confidence {low} to {high}.",
        **values,
    )


def incidence(course: pd.DataFrame) -> Message:
    """How many are won by when. course: the win incidence: days, won, lost, is_judged."""
    judged = course[course["is_judged"]] if len(course) else course
    if judged.empty:
        return Message("Too few deals have been followed since they were created to say by when they are won.")
    last = judged.iloc[-1]
    return Message(
        "{won} of new deals are won within {days} days and {lost} lost; the others are still open.",
        won=Share(last["won"]),
        lost=Share(last["lost"]),
        days=int(last["days"]),
    )


def velocity(frame: pd.DataFrame) -> Message:
    """What the open deals bring in a day. frame: the velocity of all deals."""
    if frame.empty or pd.isna(frame["velocity"].iloc[0]):
        return Message(
            "Not enough data for the velocity: it needs open deals, and won deals with their amounts, the days they "
            "were created and won, and lost deals."
        )
    row = frame.iloc[0]
    said = Message(
        "The open deals bring {velocity} a day: {deals} deals × {mean} × {rate} ÷ {days} days.",
        velocity=Money(row["velocity"]),
        deals=int(row["open_count"]),
        mean=Money(row["mean_won_amount"]),
        rate=Share(row["win_rate"]),
        days=round(row["cycle_days"]),
    )
    return said if row["is_judged"] else Message("{said} Too few deals closed to judge it.", said=said)


def layers(trend: pd.DataFrame, settings: Settings) -> Message:
    """Whether layer 1 is too heavy. trend: the layer trend figure of all deals."""
    if trend.empty:
        return Message("No snapshot holds an open deal, so there are no layers to compare.")
    days = sorted(trend["snapshot_date"].unique())
    leads = trend[trend["layer"] == 1].set_index("snapshot_date")["share"].reindex(days).fillna(0.0)
    values: dict[str, Any] = {
        "share": Share(leads.iloc[-1]),
        "limit": Share(settings.lead_share),
        "heavy": int((leads > settings.lead_share).sum()),
        "n": len(days),
    }
    if len(days) == 1:
        return Message(
            "Layer 1 holds {share} of the open pipeline; how that changes, a second snapshot shows.", **values
        )
    if (trend["share_by"] == "count").all():
        return Message(
            "Layer 1 holds {share} of the open deals; it was above {limit} in {heavy} of {n} snapshots.", **values
        )
    return Message(
        "Layer 1 holds {share} of the open amount; it was above {limit} in {heavy} of {n} snapshots.", **values
    )


def pushes(frame: pd.DataFrame) -> Message:
    """How often the expected close was put off. frame: the close pushes figure of all deals."""
    if frame.empty:
        return Message("No open deal has an expected close, so none can be put off.")
    row = frame.iloc[0]
    values: dict[str, Any] = {"deals": int(row["deals"]), "pushed": int(row["pushed_deals"])}
    if not values["pushed"]:
        return Message("None of {deals} open deals had its expected close put off.", **values)
    values |= {"pushes": int(row["pushes"]), "days": round(row["median_days_pushed"])}
    if values["pushed"] == 1:
        return Message("One of {deals} open deals had its expected close put off, by {days} days in all.", **values)
    if pd.isna(row["pushed_amount"]):
        return Message(
            "{pushed} of {deals} open deals had their expected close put off, {pushes} times in all; half of them by "
            "{days} days or more.",
            **values,
        )
    return Message(
        "{pushed} of {deals} open deals, worth {amount}, had their expected close put off, {pushes} times in all; half "
        "of them by {days} days or more.",
        amount=Money(row["pushed_amount"]),
        **values,
    )


def detours(frame: pd.DataFrame) -> Message:
    """How many deals did not go the straight way. frame: the detours figure of all deals."""
    if frame.empty:
        return Message("Moves are seen from the second snapshot on.")
    back, skips = (frame[frame["kind"] == kind].iloc[0] for kind in ("regression", "skip"))
    values = {"deals": int(back["deals"]), "skips": int(skips["deals"])}
    if not any(values.values()):
        return Message("In the last year no deal went back to an earlier stage, and none skipped one.")
    if not values["deals"] or pd.isna(back["amount"]):
        return Message(
            "Deals that went back to an earlier stage in the last year: {deals}; that skipped one: {skips}.", **values
        )
    return Message(
        "Deals that went back to an earlier stage in the last year: {deals}, worth {amount}; that skipped one: "
        "{skips}.",
        amount=Money(back["amount"]),
        **values,
    )


def _interval(row: pd.Series[Any]) -> dict[str, Share]:
    return {name: Share(row[name]) for name in ("rate", "low", "high")}
