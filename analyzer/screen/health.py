"""The health page: how long deals wait, how many go on, and how the layers shift; and which part is open."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd
import streamlit as st

from analyzer import figures
from analyzer.advice.health import conversion_rates
from analyzer.charts.conversion import conversion as converted
from analyzer.charts.dwell import dwell
from analyzer.charts.layer_trend import layer_trend
from analyzer.charts.theme import CONFIG
from analyzer.figures import findings
from analyzer.message import Message
from analyzer.model import Query, Selection
from analyzer.screen import address, deals, pictures, teaching
from analyzer.screen.explain import how_computed
from analyzer.screen.frame import Here
from analyzer.screen.plain import sentence
from analyzer.screen.session import code_of
from analyzer.screen.sidebar import UPLOAD_PAGE

PART, STAGE = "health_part", "health_stage"
DAYS_OF_WEEK = 7
PARTS: Mapping[str, Message] = MappingProxyType(
    {
        "conversion": Message("Stage conversion"),
        "wins": Message("Win rate and cycle"),
        "velocity": Message("Velocity"),
        "layers": Message("Layers over time"),
        "pushes": Message("Close put off"),
        "detours": Message("Skips and returns"),
    }
)


def picture(here: Here, query: Query, frame: pd.DataFrame) -> str | None:
    """The dwell of each stage against its benchmark; the stage whose bar was clicked. Without days, no picture."""
    if not frame["deals_dated"].sum():
        _without_days(here)
        return None
    clicked = pictures.draw(
        here, query, here.text("How long open deals have been in their stage"),
        here.text("Bars: mean days of the open deals. Click a bar to see the deals that are there for too long."),
        lambda: dwell(frame, here.language, here.theme),
    )  # fmt: skip
    return str(clicked[0]) if clicked else None


def _without_days(here: Here) -> None:
    """What is missing, and where it is given."""
    missing = here.text(
        "No open deal says since when it is in its stage. Add a column with that day, such as “Stage entered on”, or "
        "the next weeks' exports: between them each move is seen."
    )
    st.markdown(missing)
    st.page_link(UPLOAD_PAGE, label=here.text("Upload what is missing"), icon="📤")


def too_long(here: Here, selection: Selection, stage: str) -> None:
    """The deals of a stage that have been there beyond its benchmark."""
    query = figures.overdue_deals(selection, here.settings, stage)
    deals.behind(here, query, Message("{stage}: the deals that are there for too long", stage=stage), "overdue")


def part(here: Here) -> str:
    """Which part is looked at."""
    chosen = address.one(PART, list(PARTS), "conversion")
    st.segmented_control(
        here.text("Part"), list(PARTS), key=address.key(PART), required=True, label_visibility="collapsed",
        format_func=lambda code: here.language.say(PARTS[code]),
    )  # fmt: skip
    return chosen


def conversion(here: Here, selection: Selection) -> None:
    """Which share of the deals that came to a stage went on; below, the same of one stage month by month."""
    if teaching.lacks_a_second(here, selection):
        return
    query = figures.conversion(selection, here.settings)
    rates = conversion_rates(here.ask(query), here.settings)
    st.markdown(sentence(here.language, findings.conversion(rates, here.settings)))
    if rates.empty:
        return
    pictures.still(
        here, query, here.text("Stage conversion"),
        lambda: converted(rates, list(rates["stage"]), here.language, here.theme),
    )  # fmt: skip
    st.caption(
        here.text(
            "Bars: the share that reached a later layer or was won; the thin lines are 95% intervals. Of deals that "
            "stood there at the first snapshot only those that lasted are seen, so the rate may be too low."
        )
    )
    how_computed(here, query, "conversion")
    _cohorts(here, selection, list(rates["stage"]))


def _cohorts(here: Here, selection: Selection, stages: list[str]) -> None:
    """One stage by the month in which deals came to it, from the first snapshot on."""
    st.subheader(here.text("By month of arrival"), anchor=False)
    stage = address.one(STAGE, stages, stages[0])
    st.selectbox(here.text("Stage"), stages, key=address.key(STAGE), width=320)
    query = figures.conversion(selection, here.settings, cohorts=True)
    frame = here.ask(query)
    months = frame[(frame["stage"] == stage) & (frame["cohort"] >= _first_month(here, selection))]
    rates = conversion_rates(months, here.settings).reset_index(drop=True)
    st.markdown(sentence(here.language, findings.cohorts(rates, stage, here.settings)))
    if len(rates):
        names = [here.language.month(day.date()) for day in pd.to_datetime(rates["cohort"])]
        figure = converted(rates, names, here.language, here.theme)
        st.plotly_chart(
            figure, theme=None, config=dict(CONFIG), key=f"cohorts_{code_of(query)}", alt=here.text("Stage conversion")
        )
    below = Message(
        "Deals that came less than {days} days ago are too young to judge; of those "
        "that came before the first snapshot only the ones that lasted are seen: both are left out.",
        days=here.settings.conversion_days,
    )
    st.caption(sentence(here.language, below))


def _first_month(here: Here, selection: Selection) -> pd.Timestamp:
    """The first month whose arrivals were all but seen: that of the first snapshot where it began it."""
    first = pd.Timestamp(here.ask(figures.layer_trend(selection))["snapshot_date"].min())
    begins = first.replace(day=1)
    return begins if (first - begins).days < DAYS_OF_WEEK else begins + pd.offsets.MonthBegin(1)


def _names(here: Here) -> dict[int, str]:
    """The user's own stages of each layer, as the legend names them."""
    stages = here.ask(figures.stages())
    held = stages[stages["kind"] == "open"].groupby("layer")["stage"].agg(list)
    return {int(str(layer)): here.language.listed(names) for layer, names in held.items()}


def layers(here: Here, selection: Selection) -> None:
    """How the open pipeline was spread over the layers at each snapshot, with H1's line."""
    query = figures.layer_trend(selection)
    frame = here.ask(query)
    limit = here.settings.lead_share
    st.markdown(sentence(here.language, findings.layers(frame, here.settings)))
    if frame.empty:
        return
    pictures.still(
        here, query, here.text("Layers over time"),
        lambda: layer_trend(frame, limit, here.language, here.theme, _names(here)),
    )  # fmt: skip
    how_computed(here, query, "layers")
