"""The actions that an assessment leads to, and the guards that stand against each."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.advice.actions.action import Action
from analyzer.advice.assessment import Assessment
from analyzer.model import Engine, Selection
from analyzer.settings import Settings


def propose(
    assessment: Assessment, engine: Engine, selection: Selection, settings: Settings, under_way: Sequence[Action] = ()
) -> tuple[Action, ...]:
    """Add and push actions, those that the verdict asks for first. Raises what the engine raises.

    under_way: accepted already and not due yet, which guard G3 holds against new ones.
    """
    return ()
