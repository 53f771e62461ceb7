"""The traffic-light table: one row a member, worst first, its light as shape, colour and word, its trend in the row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from analyzer import figures
from analyzer.charts.lights import light_word
from analyzer.message import Message, Share
from analyzer.model import GAUGE_ROLES, OPEN_LAYERS, Light, Query, Role, Selection
from analyzer.screen import tables
from analyzer.screen.frame import Here
from analyzer.screen.session import code_of

LONG_NAME, WIDEST_NAME = 30, 220
LIGHTS: tuple[Light | None, ...] = ("green", "yellow", "red", None)
REQUIRED_LAYERS = (4, 5)
DEVIATIONS = [f"deviation_{layer}" for layer in REQUIRED_LAYERS]


def draw(here: Here, selection: Selection, role: Role, query: Query, on_row: Callable[[str], None]) -> None:
    """The table; ``on_row`` is told the member whose row was selected, before the page is drawn again."""
    products = worst_first(here.ask(query))
    members = [str(member) for member in products["member"]]
    shown = products.assign(
        member=[here.language.state(member) for member in members],
        light=_lists([light_word(_known(light), here.language)] for light in products["light"]),
        beyond=[_beyond(row) for row in products.to_dict("records")],
        change_share=products["change_share"] * 100,
        **{name: tables.percents(products[name]) for name in DEVIATIONS},
        trend=_lists(_trends(here, selection, role, members)),
    )
    key = f"products_{code_of(query)}"
    st.dataframe(
        shown, column_config=_columns(here, selection, role),
        column_order=_order(selection, products), hide_index=True, placeholder=tables.MISSING,
        height=tables.height(len(shown), 14), key=key, selection_mode=tables.ONE_ROW,
        on_select=partial(_tell, key, members, on_row), alt=here.language.roles_name(role),
    )  # fmt: skip
    st.caption(here.text("Click a row to look inside it, down to the single deal."))
    if role in GAUGE_ROLES and products["light"].isna().all():
        st.page_link("pages/story/gauges.py", label=here.text("Set the targets"), icon="🧭")


def worst_first(products: pd.DataFrame) -> pd.DataFrame:
    """The row that is furthest behind what a stage must hold on top; rows without a light last, in their own order."""
    lowest = products.assign(lowest=products[DEVIATIONS].min(axis="columns"))
    return lowest.sort_values("lowest", kind="stable", ignore_index=True)


def _lists(values: Iterable[list[Any]]) -> pd.Series[Any]:
    return pd.Series(list(values), dtype="object")


def _tell(key: str, members: list[str], on_row: Callable[[str], None]) -> None:
    row = tables.picked_row(st.session_state[key])
    if row is not None and row < len(members):
        on_row(members[row])


def _known(light: Any) -> Light | None:
    return light if light in LIGHTS else None


def _trends(here: Here, selection: Selection, role: Role, members: list[str]) -> list[list[float]]:
    points = here.ask(figures.trend(selection, role)).dropna(subset=[selection.measure]).sort_values("snapshot_date")
    series = points.groupby("member")[selection.measure].agg(list)
    return [series.get(member, []) for member in members]


def _beyond(row: Mapping[Any, Any]) -> str:
    layers = [layer for layer in REQUIRED_LAYERS if row[f"beyond_{layer}"] is True]
    return "  ".join(f"{'▼' if row[f'deviation_{layer}'] < 0 else '▲'} {layer}" for layer in layers)


def _order(selection: Selection, products: pd.DataFrame) -> list[str]:
    """First what a glance needs and a laptop shows, then what it is made of; what nobody has is left out."""
    held = "count_layer" if selection.measure == "count" else "layer"
    first = ["member", "light", "trend", selection.measure, "change", "change_share", *DEVIATIONS, "beyond"]
    judged = [name for layer in REQUIRED_LAYERS for name in (f"{held}_{layer}", f"required_{layer}")]
    others = [f"{held}_{layer}" for layer in OPEN_LAYERS if layer not in REQUIRED_LAYERS]
    order = [*first, *judged, "amount" if selection.measure == "count" else "count", *others]
    empty = _without_weeks(selection) | _without_lights(products)
    return [name for name in order if name not in empty]


def _without_weeks(selection: Selection) -> set[str]:
    return set() if selection.compare_to else {"trend", "change", "change_share"}


def _without_lights(products: pd.DataFrame) -> set[str]:
    required = {f"required_{layer}" for layer in REQUIRED_LAYERS}
    return {"light", "beyond", *DEVIATIONS, *required} if products["light"].isna().all() else set()


def _columns(here: Here, selection: Selection, role: Role) -> dict[str, Any]:
    say = here.text
    return {
        "member": tables.text(here.language.role_title(role), pinned=True, width=_width(here, role)),
        "light": st.column_config.MultiselectColumn(
            say("Light"),
            options=[light_word(light, here.language) for light in LIGHTS],
            color=[here.theme.badge(light) for light in LIGHTS],
        ),
        "trend": st.column_config.LineChartColumn(say("Trend"), width="small"),
        "count": tables.number(say("Deals")),
        "amount": tables.number(say("Amount")),
        "change": tables.number(
            here.language.say(Message("vs {day}", day=here.language.short_date(selection.compare_to)))
        ),
        "change_share": tables.percent(say("Change")),
        "beyond": tables.text(
            here.language.say(Message("Beyond {limit}", limit=Share(here.settings.deviation_limit))),
            help=say("▼ short or ▲ above what the stage must hold, by more than the limit in the settings"),
        ),
        **_layer_columns(here),
    }


def _width(here: Here, role: Role) -> int | None:
    """As wide as the names, but where one is very long no wider than leaves room for the figures."""
    longest = here.ask(figures.members(role))["member"].str.len().max()
    return WIDEST_NAME if longest > LONG_NAME else None


def _layer_columns(here: Here) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    for layer in OPEN_LAYERS:
        title = here.language.say(Message("Stage {layer}", layer=layer))
        columns |= {f"layer_{layer}": tables.number(title), f"count_layer_{layer}": tables.number(title)}
    for layer in REQUIRED_LAYERS:
        required = here.language.say(Message("Required {layer}", layer=layer))
        deviation = here.language.say(Message("Deviation {layer}", layer=layer))
        columns |= {f"required_{layer}": tables.number(required), f"deviation_{layer}": tables.percent(deviation)}
    return columns
