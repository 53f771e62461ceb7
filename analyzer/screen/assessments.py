"""The advice on the visitor's selection, asked once for the same data and settings."""

from __future__ import annotations

from dataclasses import replace

from analyzer import advice, figures
from analyzer.advice import Assessment
from analyzer.message import Message
from analyzer.model import GAUGE_ROLES, Engine, Role, Selection
from analyzer.screen.frame import Here

# Larger answers are lists of deals: each is asked for again, and takes no memory.
MOST_ROWS_HELD = 2_000


def of(here: Here, selection: Selection) -> Assessment:
    """The verdict for the selection."""
    return _at_once(here, plain(selection))[0]


def by_member(here: Here, selection: Selection, role: Role) -> tuple[Assessment, ...]:
    """The verdict for each member of a role, the worst first."""
    asked = plain(selection)
    if role == first_role(here, asked):
        return _at_once(here, asked)[1]
    found: tuple[Assessment, ...] = here.visitor.kept(
        repr(("assessments", asked, role)),
        lambda: advice.by_member(engine(here, asked), asked, here.settings, role, difficulty(here)),
    )
    return found


def _at_once(here: Here, asked: Selection) -> tuple[Assessment, tuple[Assessment, ...]]:
    """The verdict for the whole and for the members of the first role: whoever shows the one asks for the other too."""
    role = first_role(here, asked)
    found: tuple[Assessment, tuple[Assessment, ...]] = here.visitor.kept(
        repr(("assessments", asked)),
        lambda: advice.assess_all(engine(here, asked), asked, here.settings, role, difficulty(here)),
    )
    return found


def engine(here: Here, selection: Selection) -> Engine:
    """The visitor's data; what one part of the advice on the selection has asked is not asked again for another."""
    found: Engine = here.visitor.kept(
        repr(("asked once", plain(selection))), lambda: advice.AskedOnce(here.visitor.workspace, MOST_ROWS_HELD)
    )
    return found


def sentence(here: Here, selection: Selection) -> Message:
    """The verdict in words, with the members of the role of the targets that call for something else."""
    return advice.with_members(of(here, selection), by_member(here, selection, first_role(here, selection)))


def headline(here: Here, selection: Selection) -> Message:
    """The verdict in words over its own page, which says below what is missing where it cannot be told."""
    whole = of(here, selection)
    if whole.verdict == "not_enough_data":
        whole = replace(whole, sentence=Message("Not enough data to say whether to add or to push."))
    return advice.with_members(whole, by_member(here, selection, first_role(here, selection)))


def first_role(here: Here, selection: Selection) -> Role:
    """The role by which verdicts are told first: that of the targets."""
    return figures.target_role(selection, here.settings) or GAUGE_ROLES[0]


def mix_shifts(here: Here, selection: Selection) -> tuple[Message, ...]:
    """Where the whole moved one way, and each part the other."""
    asked = plain(selection)
    found: tuple[Message, ...] = here.visitor.kept(
        repr(("mix_shifts", asked)), lambda: advice.mix_shifts(engine(here, asked), asked, here.settings)
    )
    return found


def difficulty(here: Here) -> Role | None:
    """The role of the column that says how hard a deal is, where the data has one."""
    return advice.difficulty_role(here.language.extra_roles)


def plain(selection: Selection) -> Selection:
    """Without what the advice does not look at, so that another way of looking neither asks anew nor answers otherwise.

    Advice is on the review snapshot and on all before it, by amount where there is one.
    """
    return replace(selection, focus_stage=None, compare_to=None, measure="amount")
