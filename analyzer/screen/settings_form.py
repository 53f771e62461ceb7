"""The settings as forms: the rules of the figures, the stages, the rates, and the file that keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from analyzer.errors import BadSettings
from analyzer.message import Message
from analyzer.model import Stage
from analyzer.screen import errors, stage_mapping, tables
from analyzer.screen.frame import Here
from analyzer.settings import Settings

BASES: Mapping[str, Message] = {
    "layer": Message("the stage alone"),
    "layer_and_above": Message("the stage and those above it"),
    "full": Message("the whole target"),
    "remaining": Message("what is left to win"),
}
TOML = "application/toml"


def rules(here: Here) -> Settings | None:
    """Multiples, thresholds, bases, the fiscal year and the currency; the settings once they are saved."""
    now, say = here.settings, here.text
    known = here.visitor.workspace.currency or ""
    with st.form("rules"):
        left, middle, right = st.columns(3)
        with left:
            multiple_4 = st.number_input(say("Stage 4 must hold, times the target"), 0.01, 100.0, now.multiple_layer_4)
            multiple_5 = st.number_input(say("Stage 5 must hold, times the target"), 0.01, 100.0, now.multiple_layer_5)
            gauge_basis = _basis(here, say("A gauge measures"), ["layer", "layer_and_above"], now.gauge_basis)
            target_basis = _basis(here, say("A gauge is held against"), ["full", "remaining"], now.target_basis)
        with middle:
            yellow = st.number_input(say("A gauge is yellow from (%)"), 0, 100, round(now.yellow_from * 100))
            limit = st.number_input(say("A product is red beyond (%)"), 0, 100, round(now.deviation_limit * 100))
            pushing = st.number_input(
                say("The team pushes hard when so much moved up (%)"), 0, 100, round(now.pushing_from * 100)
            )
        with right:
            months = list(range(1, 13))
            start = st.selectbox(say("The fiscal year starts in month"), months, index=now.fiscal_year_start - 1)
            currency = st.text_input(
                say("Currency code, such as CNY"), now.currency or "", max_chars=3, placeholder=known
            )
            few = st.number_input(say("Fewer deals than this are too few to judge"), 0, 1_000_000, now.few_deals)
        if not st.form_submit_button(say("Save"), type="primary"):
            return None
    return _allowed(
        replace(
            now, multiple_layer_4=multiple_4, multiple_layer_5=multiple_5, gauge_basis=gauge_basis,
            yellow_from=yellow / 100, deviation_limit=limit / 100, target_basis=target_basis,
            fiscal_year_start=start, currency=currency.strip().upper() or None, few_deals=few,
            pushing_from=pushing / 100,
        )
    )  # fmt: skip


def _basis(here: Here, label: str, options: list[str], now: str) -> Any:
    return st.selectbox(
        label, options, index=options.index(now), format_func=lambda code: here.language.say(BASES[code])
    )


def _allowed(settings: Settings) -> Settings:
    """The same settings; BadSettings where a file of settings could not hold them."""
    return Settings.from_toml(settings.to_toml())


def stages(here: Here) -> Settings | None:
    """The stages: names, order, places and benchmarks; the settings once they are saved."""
    held = here.visitor.workspace.stages
    if not held:
        st.caption(here.text("There are no stages yet: they come with the first upload."))
        return None
    frame = pd.DataFrame(
        {
            "position": [stage.position for stage in held],
            "name": [stage.name for stage in held],
            "layer": [stage_mapping.code_of(stage.layer, stage.kind) for stage in held],
            "benchmark_days": [stage.benchmark_days for stage in held],
        }
    ).astype({"benchmark_days": "Int64"})
    say = here.text
    columns = {
        "position": tables.number(say("Order"), min_value=0.0, width=90),
        "name": tables.text(say("Stage"), required=True),
        "layer": stage_mapping.layer_column(here),
        "benchmark_days": tables.number(say("Benchmark (days)"), min_value=1, step=1),
    }
    edited = st.data_editor(
        frame, column_config=columns, hide_index=True, width="content", placeholder=tables.MISSING,
        height=tables.height(len(frame), 14), key=f"stage_table_{here.visitor.batch}", alt=say("Stages"),
    )  # fmt: skip
    if not st.button(say("Save the stages"), disabled=edited.equals(frame)):
        return None
    return _renamed(here.settings, held, edited, here.visitor.report.stages)


def _renamed(settings: Settings, held: tuple[Stage, ...], edited: pd.DataFrame, matches: Any) -> Settings:
    rows = edited.to_dict("records")
    names = {stage.name: str(row["name"]).strip() for stage, row in zip(held, rows, strict=True)}
    labels = {match.label: names[match.stage] for match in matches if match.stage in names}
    kept = {label: names.get(name, name) for label, name in settings.stage_labels.items()}
    ordered = sorted(rows, key=lambda row: float(row["position"]))
    placed = tuple(_stage(row, place) for place, row in enumerate(ordered, 1))
    return _allowed(replace(settings, stages=placed, stage_labels={**labels, **kept}))


def _stage(row: Mapping[Any, Any], place: int) -> Stage:
    code = int(row["layer"])
    days = None if pd.isna(row["benchmark_days"]) else int(row["benchmark_days"])
    layer = None if code == stage_mapping.LOST else code
    return Stage(str(row["name"]).strip(), place, layer, stage_mapping.LAYER_KIND[code], days)


def rates(here: Here) -> Settings | None:
    """What other currencies are worth; the settings once they are saved."""
    now, say = here.settings, here.text
    frame = pd.DataFrame({"currency": list(now.rates), "rate": list(now.rates.values())})
    frame = frame.astype({"currency": "str", "rate": "float64"})
    columns = {
        "currency": tables.text(say("Currency"), max_chars=3, required=True),
        "rate": st.column_config.NumberColumn(say("Worth in your currency"), min_value=0.0, required=True),
    }
    edited = st.data_editor(
        frame, column_config=columns, hide_index=True, num_rows="dynamic", width="content",
        key=f"rates_{here.visitor.batch}", alt=say("Currency rates"),
    )  # fmt: skip
    if not st.button(say("Save the rates"), disabled=edited.equals(frame)):
        return None
    complete = edited.dropna()
    worth = {str(code).strip().upper(): float(rate) for code, rate in complete.itertuples(index=False)}
    return _allowed(replace(now, rates=worth))


def file(here: Here) -> Settings | None:
    """Download the settings, or give back those of last week."""
    st.download_button(
        here.text("Download the settings"), here.settings.to_toml(), file_name="settings.toml", mime=TOML,
        icon="⬇️", on_click="ignore",
    )  # fmt: skip
    given = st.file_uploader(here.text("Give back a settings file"), type=["toml"], key=f"toml_{here.visitor.batch}")
    if given is None:
        return None
    try:
        return Settings.from_toml(_text(given.getvalue()))
    except BadSettings as error:
        errors.show(here.language, error)
        return None


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadSettings(
            Message("The settings file is not UTF-8 text."),
            Message("Download the settings again and start from that file."),
        ) from error
