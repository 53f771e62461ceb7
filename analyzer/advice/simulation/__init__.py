"""See the effect before deciding: the weeks ahead with and without an intervention, on the same draws.

The funnel is simulated as a Markov chain over its layers, from the user's own moves between snapshots. Rates that were
seen few times are shrunk to those of the whole and drawn for every run, so that the bands hold what is not known too.
"""

from __future__ import annotations

from analyzer.advice.simulation.curves import MEASURES, Band
from analyzer.advice.simulation.expectation import expected
from analyzer.advice.simulation.funnel import Funnel, funnels_by_member
from analyzer.advice.simulation.gathering import SEASON_WEEKS as WEEKS_LOOKED_BACK
from analyzer.advice.simulation.gathering import Whole
from analyzer.advice.simulation.levers import Levers
from analyzer.advice.simulation.rehearsal import Rehearsal, rehearse
from analyzer.advice.simulation.runs import Course, Runs, simulate
from analyzer.advice.simulation.split import Split, best_split

__all__ = [
    "MEASURES",
    "WEEKS_LOOKED_BACK",
    "Band",
    "Course",
    "Funnel",
    "Levers",
    "Rehearsal",
    "Runs",
    "Split",
    "Whole",
    "best_split",
    "expected",
    "funnels_by_member",
    "rehearse",
    "simulate",
]
