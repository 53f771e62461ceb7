"""The goals of completeness, as lines across a chart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from analyzer.charts.theme import SMALL, Theme
from analyzer.charts.values import deals
from analyzer.language import Language
from analyzer.model import Light


@dataclass(frozen=True)
class Goals:
    """The shares of deals that should hold a field: ``goal`` is to be reached, ``best`` is very good. Each 0..1."""

    goal: float
    best: float

    def light(self, share: float) -> Light:
        """Green from the goal, red below it."""
        return "green" if share >= self.goal else "red"

    def lines(self, language: Language, theme: Theme, across: Literal["x", "y"]) -> dict[str, Any]:
        """The shapes and annotations of a layout whose axis ``across`` is the share."""
        goal = language.text("goal {share}").format(share=language.percent(self.goal))
        best = language.text("very good {share}").format(share=language.percent(self.best))
        words = [_words(self.goal, goal, theme, across, before=True), _words(self.best, best, theme, across)]
        shapes = [_line(self.goal, theme.text, theme, across), _line(self.best, theme.muted, theme, across)]
        return {"shapes": shapes, "annotations": words}


def _line(share: float, color: str, theme: Theme, across: str) -> dict[str, Any]:
    look = {"color": color, "width": theme.px(1), "dash": "dot"}
    along = "y" if across == "x" else "x"
    ends = {f"{across}0": share, f"{across}1": share, f"{along}0": 0, f"{along}1": 1, f"{along}ref": "paper"}
    return {"type": "line", "line": look, "layer": "above", **ends}


def _words(share: float, text: str, theme: Theme, across: str, before: bool = False) -> dict[str, Any]:
    """The name of a line, on its own side: two goals stand close together."""
    if across == "x":
        place = {"x": share, "y": 1, "yref": "paper", "xanchor": "right" if before else "left", "yanchor": "bottom"}
    else:
        place = {"x": 1, "y": share, "xref": "paper", "xanchor": "right", "yanchor": "top" if before else "bottom"}
    return {"text": text, "showarrow": False, "font": theme.font(SMALL, theme.muted), **place}


def counts(row: dict[str, Any], language: Language) -> list[str]:
    """How many deals hold the field, and how many lack it, for a hover."""
    held, missing = int(row["deals_with"]), int(row["deals"]) - int(row["deals_with"])
    line = language.text("{name}: {value}")
    said = {language.text("with"): held, language.text("without"): missing}
    return [line.format(name=name, value=deals(count, language)) for name, count in said.items()]
