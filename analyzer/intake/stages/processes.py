"""The order of a CRM's own process, where the stages are those that it begins with."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from analyzer.intake.stages.order import Axis
from analyzer.intake.stages.stage_words import key
from analyzer.intake.stages.words.processes import PROCESSES

_FEWEST = 3
_ENOUGH = 0.6
_WEIGHT = 3.5


def along_process(names: Mapping[str, str]) -> Axis | None:
    """The order of the process that holds all stages, and most of whose stages are there. names: stage -> its name
    without its number."""
    keys = {stage: key(name) for stage, name in names.items()}
    held = set(keys.values())
    fitting = [process for process in _processes() if held <= process.keys() and len(held) >= _ENOUGH * len(process)]
    if len(held) < _FEWEST or not fitting:
        return None
    process = min(fitting, key=len)
    return Axis({stage: float(process[name]) for stage, name in keys.items()}, _WEIGHT, 0.0)


@cache
def _processes() -> tuple[dict[str, int], ...]:
    return tuple({key(name): at for at, name in enumerate(names.split(", "))} for names in PROCESSES)
