"""See it before deciding: both curves, the chance to reach the target, the hours, and the best split of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from analyzer import figures
from analyzer.advice.simulation import Funnel, Levers, Rehearsal, Split, best_split, funnels_by_member, rehearse
from analyzer.advice.simulation.words import deals
from analyzer.charts.rehearsal import rehearsal
from analyzer.charts.split import split
from analyzer.charts.theme import CONFIG
from analyzer.message import Judged, Message, Money, Share
from analyzer.model import Role, Selection
from analyzer.screen import address, levers, pictures, teaching
from analyzer.screen.frame import Here
from analyzer.screen.plain import as_text, sentence

HOURS = "hours"
USUAL_HOURS, MOST_HOURS = 40, 10_000
LEAST_CHANCE = 0.01
ROUGH_RUNS = 1_000
"""So many runs draw the first picture, at once; its lines are where the last ones will be, its bands nearly so."""

Who = tuple[Role, str] | None


def funnel(here: Here, selection: Selection, who: Who) -> Funnel:
    """What is rehearsed, of the whole selection or of one member; where nothing can be, the page teaches and ends."""
    found = _team(here, selection) if who is None else _member(here, selection, *who)
    needs = (Message("open deals of this member"),) if found is None else found.needs
    teaching.with_needs(here, Message("There is not enough data to rehearse anything yet"), needs)
    _with_wins(here, selection)
    assert found is not None
    return found


def _with_wins(here: Here, selection: Selection) -> None:
    """Where no deal was won, no chance of a win is known; the page teaches and ends."""
    cycle = here.ask(figures.sales_cycle(selection))
    if cycle[["won", "won_undated"]].to_numpy().sum():
        return
    why = Message(
        "A rehearsal goes by your own rates, up to the win. Export all deals from your CRM, not only the open ones: "
        "the won ones are needed too."
    )
    teaching.teach(here, Message("No deal has been won in the last year, so no win can be rehearsed"), why)


def _team(here: Here, selection: Selection) -> Funnel:
    engine, settings = here.visitor.workspace, here.settings
    whole: Funnel = here.visitor.kept(repr(("funnel", selection)), lambda: Funnel.of(engine, selection, settings))
    return whole


def _member(here: Here, selection: Selection, role: Role, member: str) -> Funnel | None:
    engine, settings = here.visitor.workspace, here.settings
    everybody: tuple[Funnel, ...] = here.visitor.kept(
        repr(("funnels", selection, role)), lambda: funnels_by_member(engine, selection, settings, role)
    )
    return next((one for one in everybody if one.member == member), None)


def rehearsed(
    here: Here, selection: Selection, who: Who, of: Funnel, moved: Levers, draw: Callable[[Rehearsal], None]
) -> Rehearsal:
    """Both worlds, run once for the same levers; until that is done, fewer runs are handed to ``draw``."""
    code = repr(("rehearsal", selection, who, moved))
    if here.settings.runs > ROUGH_RUNS and not here.visitor.keeps(code):
        draw(rehearse(of, moved, here.settings, runs=ROUGH_RUNS))
    found: Rehearsal = here.visitor.kept(code, lambda: rehearse(of, moved, here.settings))
    return found if moved.at_rest else _beside(found, _at_rest(here, selection, who, of))


def _at_rest(here: Here, selection: Selection, who: Who, of: Funnel) -> Rehearsal:
    still = Levers()
    found: Rehearsal = here.visitor.kept(
        repr(("rehearsal", selection, who, still)), lambda: rehearse(of, still, here.settings)
    )
    return found


def _beside(found: Rehearsal, still: Rehearsal) -> Rehearsal:
    """The chances counted from the one that the page said before a lever was moved.

    Other levers draw other runs, whose chance without them differs by a little; what the levers change of it does not.
    """
    if found.chance_without is None or found.chance_with is None or still.chance_without is None:
        return found
    moved_by = found.chance_with - found.chance_without
    chance_with = min(max(still.chance_without + moved_by, 0.0), 1.0)
    return replace(found, chance_without=still.chance_without, chance_with=chance_with)


def finding(found: Rehearsal, moved: Levers) -> Message:
    """The sentence over the curves: what the levers change, and what they cost."""
    if moved.at_rest:
        return _as_it_is(found)
    if found.chance_without is None or found.chance_with is None:
        return Message(
            "With these levers the quarter to {day} is expected to win {more} more, for {hours} hours.",
            more=_worth(found, float(found.difference.mean)), day=found.days[-1], hours=round(found.hours),
        )  # fmt: skip
    before, now = _chance(found.chance_without), _chance(found.chance_with)
    if before == now:
        return Message(
            "With these levers the chance to reach the target stays {chance}; {more} more is expected to be won by "
            "{day}, for {hours} hours.",
            chance=now, day=found.days[-1], more=_worth(found, float(found.difference.mean)), hours=round(found.hours),
        )  # fmt: skip
    return Message(
        "With these levers the chance to reach the target goes from {before} to {now}, and {more} more is expected to "
        "be won by {day}, for {hours} hours.",
        before=before, now=now, day=found.days[-1],
        more=_worth(found, float(found.difference.mean)), hours=round(found.hours),
    )  # fmt: skip


def _as_it_is(found: Rehearsal) -> Message:
    expected, day = _worth(found, float(found.curves["won"]["without"].mean[-1])), found.days[-1]
    if found.chance_without is None or found.target is None:
        return Message(
            "If nothing changes, the quarter to {day} is expected to win {expected}.", expected=expected, day=day
        )
    return Message(
        "If nothing changes, the quarter to {day} is expected to win {expected}; the chance to reach the target of "
        "{target} is {chance}.",
        expected=expected, day=day, target=_worth(found, found.target), chance=_chance(found.chance_without),
    )  # fmt: skip


def _chance(share: float) -> Message | Share:
    """A chance from counted runs: beyond the last percent they say no more than that."""
    if share < LEAST_CHANCE:
        return Message("below {share}", share=Share(LEAST_CHANCE))
    return Message("above {share}", share=Share(1 - LEAST_CHANCE)) if share > 1 - LEAST_CHANCE else Judged(share)


def _worth(found: Rehearsal, amount: float) -> Message | Money:
    return deals(amount) if found.in_deals else Money(amount)


def picture(here: Here, found: Rehearsal, moved: Levers) -> None:
    """The curves of stages 4 and 5 and of what is won, without and with; one course alone while nothing is moved."""
    target = found.target
    required = {
        f"layer_{layer}": None if target is None else here.settings.multiple(layer) * target for layer in (4, 5)
    }
    figure = rehearsal(
        found.days,
        {
            str(name): {str(world): band for world, band in both.items() if world == "without" or not moved.at_rest}
            for name, both in found.curves.items()
        },
        required | {"won": target},
        here.language,
        here.theme,
        measure=pictures.measure_of(found.in_deals),
    )
    st.plotly_chart(figure, theme=None, config=dict(CONFIG), alt=here.text("Rehearsal"))


def numbers(here: Here, found: Rehearsal, moved: Levers) -> None:
    """Chance, more won with its band, and hours, as large numbers under the curves; nothing while nothing is moved."""
    if moved.at_rest:
        return
    say = here.text
    chance, more, hours = st.columns(3)
    with chance:
        _chances(here, found)
    more_won = Message("{amount}", amount=_worth(found, float(found.difference.mean)))
    with more:
        st.metric(say("More won by the end of the quarter"), here.language.say(more_won))
        ends = Message(
            "80% of the runs lie between {low} and {high}",
            low=_worth(found, float(found.difference.low)), high=_worth(found, float(found.difference.high)),
        )  # fmt: skip
        st.caption(sentence(here.language, ends))
    with hours:
        st.metric(say("Hours it costs"), here.language.number(round(found.hours)))
        what = Message("{new} new, {pushes} pushes", new=round(found.new), pushes=round(found.pushes))
        st.caption(sentence(here.language, what))


def _chances(here: Here, found: Rehearsal) -> None:
    title = here.text("Chance to reach the target")
    if found.chance_without is None or found.chance_with is None:
        st.metric(title, here.text("no target"))
        return
    st.metric(title, here.language.say(Message("{chance}", chance=_chance(found.chance_with))))
    st.caption(sentence(here.language, Message("instead of {chance}", chance=_chance(found.chance_without))))


def answers(here: Here, found: Rehearsal) -> None:
    """The three questions, each with its answer in words, and what was assumed."""
    asked = (
        here.text("The total, or conversion?"), here.text("How many resources?"), here.text("What is to be expected?")
    )  # fmt: skip
    for column, question, answer in zip(st.columns(3, gap="medium"), asked, found.answers, strict=True):
        with column:
            st.markdown(f"**{as_text(question)}**")
            st.markdown(sentence(here.language, answer))
    for note in found.notes:
        st.caption(sentence(here.language, note))


def hours_split(here: Here, selection: Selection, who: Who, of: Funnel) -> None:
    """How a number of hours is best split between adding and pushing, and the way to rehearse that split."""
    st.subheader(here.text("How are your hours best split?"), anchor=False)
    hours = address.whole(HOURS, 1, MOST_HOURS, USUAL_HOURS)
    st.number_input(here.text("Hours that the team can spend"), 1, MOST_HOURS, key=address.key(HOURS), width=240)
    code = repr(("split", selection, who, hours))
    found: Split = here.visitor.kept(code, lambda: best_split(of, hours, here.settings))
    st.markdown(sentence(here.language, found.said))
    measure = pictures.measure_of(of.in_deals)
    figure = split(found.shares, found.gains, found.best, here.language, here.theme, measure=measure)
    st.plotly_chart(figure, theme=None, config=dict(CONFIG), key="split", alt=here.text("Best split of the hours"))
    st.button(here.text("Rehearse this split"), icon="🎬", on_click=partial(levers.put, here, found.levers))
