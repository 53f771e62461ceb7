"""How complete the data is: the picture, and by field, by rep and by week; and which part of the page is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

import pandas as pd
import streamlit as st

from analyzer import figures
from analyzer.charts.completeness import completeness, in_order
from analyzer.charts.completeness_by_week import completeness_by_week
from analyzer.charts.goals import Goals
from analyzer.figures import findings
from analyzer.message import Judged, Message
from analyzer.model import Query, Selection
from analyzer.screen import address, deals, pictures, tables
from analyzer.screen.explain import how_computed
from analyzer.screen.field_names import FIELD_NAMES, field_name
from analyzer.screen.frame import Here
from analyzer.screen.plain import sentence
from analyzer.screen.session import code_of

PART = "part"
FIELD = "field"
WIDTH_OF_FIELD = 130
MOST_STYLED = 20_000
PARTS: Mapping[str, Message] = MappingProxyType(
    {
        "fields": Message("By field"),
        "reps": Message("By rep"),
        "weeks": Message("By week"),
        "contradictions": Message("Contradictions"),
        "fills": Message("Suggested fills"),
        "amounts": Message("Inflated amounts"),
    }
)

NEEDED_FOR: Mapping[str, Message] = MappingProxyType(
    {
        "opportunity_id": Message("following a deal from week to week"),
        "opportunity_name": Message("telling deals apart in the tables"),
        "customer": Message("looking by customer; the guesses for blank values"),
        "amount": Message("gauges, waterfall and traffic lights by amount"),
        "probability": Message("holding the probability against the stage"),
        "created_on": Message("the sales cycle"),
        "expected_close": Message("deals that are late, and pushes of the close"),
        "closed_on": Message("what is won in a quarter; the sales cycle"),
        "stage_entered_on": Message("the exact dwell, which snapshots show only by the week"),
        "region": Message("gauges, targets and filters by region"),
        "product": Message("gauges, targets and traffic lights by product"),
        "industry": Message("gauges, targets and filters by industry"),
        "channel": Message("looking by channel"),
        "rep": Message("looking by rep; amounts against the rep's own record"),
    }
)


def goals(here: Here) -> Goals:
    """The goals that the settings set."""
    return Goals(here.settings.completeness_goal, here.settings.completeness_best)


def names(here: Here) -> dict[str, str]:
    """The fields as the reader calls them, as headings."""
    named = {field: field_name(here.language, field) for field in FIELD_NAMES}
    return {field: name[:1].upper() + name[1:] for field, name in named.items()}


def picture(here: Here, query: Query, fields: pd.DataFrame) -> str | None:
    """The bars of completeness; the field whose bar was clicked."""
    clicked = pictures.draw(
        here, query, here.text("Completeness"), here.text("Click a bar to see the deals that lack the field."),
        lambda: completeness(fields, names(here), goals(here), here.language, here.theme),
        goals(here),
    )  # fmt: skip
    return str(clicked[0]) if clicked else None


def part(here: Here, broken: pd.DataFrame) -> str:
    """Which part is looked at; the one of the contradictions says how many deals are in it."""
    chosen = address.one(PART, list(PARTS), "fields")
    count = int(broken["contradicting_deals"].iloc[0]) if len(broken) else 0

    def said(code: str) -> str:
        more = f" ({here.language.number(count)})" if code == "contradictions" else ""
        return here.language.say(PARTS[code]) + more

    st.segmented_control(
        here.text("Part"), list(PARTS), key=address.key(PART), format_func=said, required=True,
        label_visibility="collapsed",
    )  # fmt: skip
    return chosen


def behind_field(here: Here, selection: Selection, field: str, place: str) -> None:
    """The deals that lack a field."""
    title = Message("Deals without {field}", field=FIELD_NAMES[field])
    deals.behind(here, figures.deals(selection, without=field), title, f"without_{place}")


def by_field(here: Here, selection: Selection, fields: pd.DataFrame) -> None:
    """Each field with its share, its trend, and what needs it; a row opens the deals that lack it."""
    rows = pd.DataFrame(in_order(fields))
    shown = _field_rows(here, selection, rows)
    state = st.dataframe(
        shown, column_config=_field_columns(here), hide_index=True, placeholder=tables.MISSING, on_select="rerun",
        selection_mode=tables.ONE_ROW, height=tables.height(len(shown), 14),
        key=f"fields_{code_of(figures.completeness(selection))}", alt=here.text("Completeness"),
    )  # fmt: skip
    st.caption(here.text("Click a row to see the deals that lack the field."))
    row = tables.picked_row(state)
    if row is not None and row < len(rows):
        behind_field(here, selection, str(rows["field"].iloc[row]), "field")


def _field_rows(here: Here, selection: Selection, rows: pd.DataFrame) -> pd.DataFrame:
    weeks = here.ask(figures.completeness_by_week(selection))
    series = {field: list(share) for field, share in weeks.groupby("field")["share"] if share.any()}
    return pd.DataFrame(
        {
            "field": [names(here)[field] for field in rows["field"]],
            "share": tables.percents(rows["share"].where(rows["deals_with"] > 0)),
            "trend": pd.Series([series.get(field, []) for field in rows["field"]], dtype="object"),
            "missing": rows["deals"] - rows["deals_with"],
            "deals": rows["deals"],
            "needed_for": [here.language.say(NEEDED_FOR[field]) for field in rows["field"]],
        }
    )


def _field_columns(here: Here) -> dict[str, Any]:
    return {
        "field": tables.text(here.text("Field"), pinned=True, width=here.theme.px(WIDTH_OF_FIELD)),
        "share": tables.percent(here.text("Complete")),
        "trend": st.column_config.LineChartColumn(here.text("Trend"), width="small", y_min=0, y_max=1),
        "missing": tables.number(here.text("Deals without")),
        "deals": tables.number(here.text("Deals that should hold it")),
        "needed_for": tables.text(here.text("Needed for"), width="large"),
    }


def by_rep(here: Here, selection: Selection, fields: pd.DataFrame) -> None:
    """Each rep's share of each field that the data holds, the least complete first; a cell opens the deals without."""
    query = figures.completeness(selection, "rep")
    held = [row["field"] for row in in_order(fields) if row["deals_with"] and row["field"] != "rep"]
    grid = _rep_rows(here.ask(query), held)
    shown = grid.rename(index=here.language.state).rename_axis(here.language.role_title("rep"))
    headings = {"all": here.text("All fields"), **{field: names(here)[field] for field in held}}
    state = st.dataframe(
        _with_red(here, shown), column_config={name: tables.percent(headings[name]) for name in headings},
        placeholder=tables.MISSING, height=tables.height(len(shown), 14), key=f"reps_{code_of(query)}",
        on_select="rerun", selection_mode="single-cell", alt=here.text("Completeness"),
    )  # fmt: skip
    below = Message("Shares below {goal} stand in red. Click a cell to see the deals behind it.", goal=_goal(here))
    st.caption(sentence(here.language, below))
    how_computed(here, query, "reps")
    for row, field in state["selection"]["cells"]:
        if field in held and row < len(grid):
            behind_field(here, selection.narrowed("rep", str(grid.index[row])), field, "rep")


def _rep_rows(frame: pd.DataFrame, held: Sequence[str]) -> pd.DataFrame:
    """One row per rep: all fields and each field, in percent, the least complete rep first."""
    of_held = frame[frame["field"].isin(held)]
    sums = of_held.groupby("member")[["deals", "deals_with"]].sum()
    grid = of_held.pivot(index="member", columns="field", values="share").reindex(columns=list(held))
    grid.insert(0, "all", sums["deals_with"] / sums["deals"])
    return grid.sort_values("all", kind="stable").apply(tables.percents)


def _with_red(here: Here, shown: pd.DataFrame) -> Any:
    """The shares, those short of the goal in red; a very large table is left plain."""
    if shown.size > MOST_STYLED:
        return shown
    red = f"color: {here.theme.light('red')}; font-weight: 600"
    return shown.style.map(lambda share: red if share < _goal(here) * 100 else "")


def _goal(here: Here) -> Judged:
    return Judged(here.settings.completeness_goal)


def by_week(here: Here, selection: Selection, fields: pd.DataFrame) -> None:
    """One field's share at every snapshot up to the review; a point opens the deals that lacked it then."""
    options = [row["field"] for row in in_order(fields)]
    field = address.one(FIELD, options, options[0])
    st.selectbox(here.text("Field"), options, key=address.key(FIELD), format_func=names(here).__getitem__, width=320)
    query = figures.completeness_by_week(selection)
    frame = here.ask(query)
    weeks = frame[frame["field"] == field]
    st.markdown(sentence(here.language, findings.completeness_by_week(weeks, FIELD_NAMES[field])))
    clicked = pictures.draw(
        here, query, here.text("Completeness by week"), here.text("Click a point to see the deals without it."),
        lambda: completeness_by_week(weeks, goals(here), here.language, here.theme), field, goals(here),
    )  # fmt: skip
    how_computed(here, query, "weeks")
    if clicked:
        day = date.fromisoformat(str(clicked[0])[:10])
        behind_field(here, replace(selection, as_of=day, compare_to=None), field, "week")
