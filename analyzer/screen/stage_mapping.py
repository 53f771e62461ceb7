"""Where each stage label stands in the funnel, as a table that can be changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from analyzer.intake.report import IntakeReport, StageMatch
from analyzer.message import Message
from analyzer.model import OPEN_LAYERS, WON_LAYER, Stage, StageKind
from analyzer.screen import tables
from analyzer.screen.frame import Here
from analyzer.settings import Settings

LAYER_KIND: Mapping[int, StageKind] = {**dict.fromkeys(OPEN_LAYERS, "open"), WON_LAYER: "won", 0: "lost"}
LOST = 0


def edit(here: Here, report: IntakeReport) -> Settings | None:
    """The table and its button; the settings with the stages placed once the button is pressed."""
    matches = in_funnel_order(report.stages, here.visitor.workspace.stages)
    frame = pd.DataFrame(
        {
            "label": [match.label for match in matches],
            "rows": [match.rows for match in matches],
            "stage": [match.stage for match in matches],
            "layer": [code_of(match.layer, match.kind) for match in matches],
            "confidence": [match.confidence for match in matches],
            "reason": [here.language.say(match.reason) for match in matches],
        }
    ).astype({"layer": "Int64"})
    if frame.empty:
        return None
    edited = st.data_editor(
        frame, column_config=_columns(here), hide_index=True, placeholder=here.text("choose"),
        disabled=["label", "rows", "confidence", "reason"], height=tables.height(len(frame), 14),
        key=f"stages_{here.visitor.batch}", alt=here.text("Stages"),
    )  # fmt: skip
    changed = not edited[["stage", "layer"]].equals(frame[["stage", "layer"]])
    if not st.button(here.text("Apply the stages"), type="primary", disabled=not changed, key="apply_stages"):
        return None
    rows = edited.assign(label=frame["label"]).dropna(subset=["layer"]).to_dict("records")
    return placed(here.settings, here.visitor.workspace.stages, rows)


def in_funnel_order(matches: Iterable[StageMatch], stages: Iterable[Stage]) -> list[StageMatch]:
    """The labels that no stage is known for first, then the others in the order of their stages."""
    places = {stage.name: stage.position for stage in stages}
    return sorted(matches, key=lambda match: (places.get(match.stage or "", 0), -match.rows))


def placed(settings: Settings, stages: Sequence[Stage], rows: Iterable[Mapping[Any, Any]]) -> Settings:
    """The settings in which each row's label stands for its stage, and each stage has its layer and kind.

    A row has label, stage (its own label where none is typed) and layer (0 is lost). A stage that is new
    comes after the last stage of its layer or below; the others keep their order.
    """
    order = list(stages)
    labels = dict(settings.stage_labels)
    for row in rows:
        name = str(row["stage"] or "").strip() if isinstance(row["stage"], str) else ""
        name = name or str(row["label"])
        labels[str(row["label"])] = name
        order = _with(order, name, int(row["layer"]))
    numbered = tuple(replace(stage, position=place) for place, stage in enumerate(order, 1))
    used = set(labels.values())
    return replace(settings, stages=tuple(s for s in numbered if s.name in used), stage_labels=labels)


def _with(order: list[Stage], name: str, code: int) -> list[Stage]:
    layer = None if code == LOST else code
    held = [stage.name for stage in order]
    if name in held:
        place = held.index(name)
        return [*order[:place], replace(order[place], layer=layer, kind=LAYER_KIND[code]), *order[place + 1 :]]
    place = sum(1 for stage in order if (stage.layer or WON_LAYER + 1) <= (layer or WON_LAYER + 1))
    return [*order[:place], Stage(name, 0, layer, LAYER_KIND[code]), *order[place:]]


def code_of(layer: int | None, kind: str | None) -> int | None:
    """How a place is chosen in a table: its layer, 7 is won, 0 is lost, None is not placed."""
    return LOST if kind == "lost" else layer


def layer_column(here: Here) -> Any:
    """The column in which a stage is placed: layers 1 to 6, won, or lost."""
    return st.column_config.SelectboxColumn(
        here.text("Place in the funnel"),
        options=[*OPEN_LAYERS, WON_LAYER, LOST],
        format_func=lambda code: place_name(here, int(code)),
    )


def place_name(here: Here, code: int) -> str:
    """A place in the funnel, as `code_of` gives it, in the reader's language."""
    if code == LOST:
        return here.language.layer_name(None)
    name = here.language.layer_name(code)
    return here.language.say(Message("{layer}: {name}", layer=code, name=name))


def _columns(here: Here) -> dict[str, Any]:
    say = here.text
    return {
        "label": tables.text(say("In the data")),
        "rows": tables.number(say("Rows")),
        "stage": tables.text(say("Your stage")),
        "layer": layer_column(here),
        "confidence": st.column_config.ProgressColumn(
            say("Confidence"), format="percent", min_value=0, max_value=1, width="small"
        ),
        "reason": tables.text(say("Why"), width="large"),
    }
