"""Week over week: the balance, the matrix of moves, and the deals that made a move."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from unicodedata import east_asian_width

import pandas as pd
import streamlit as st

from analyzer import figures
from analyzer.message import Message
from analyzer.model import Measure, Query, Selection
from analyzer.screen import address, deals, sidebar, tables
from analyzer.screen.frame import Here
from analyzer.screen.plain import sentence
from analyzer.screen.session import code_of

LETTER, PADDING, MOST_LETTERS = 7, 20, 14


def behind_click(here: Here, selection: Selection, move: Sequence[Any] | None, place: str) -> None:
    """The deals that went from one state to another, where a move was clicked."""
    if not move:
        return
    if move[0] is None:
        title = Message("{stage}: the deals behind it", stage=str(move[1]))
        deals.behind(here, figures.deals(selection, stage=str(move[1])), title, place)
        return
    from_state, to_state = str(move[0]), str(move[1])
    names = {"before": here.language.state(from_state), "now": here.language.state(to_state)}
    title = Message("From {before} to {now}: the deals behind it", **names)
    deals.behind(here, figures.moved_deals(selection, from_state, to_state), title, place)


def balance_line(here: Here, selection: Selection, cells: pd.DataFrame, focus: str) -> None:
    """Opening + in - out + change of those who stayed = closing, with what is left unexplained."""
    bars = here.ask(figures.waterfall(selection))
    money = figures.balance_of_amount(cells, bars, focus) if selection.measure == "amount" else None
    sums = money or figures.balance_of_count(cells, bars, focus)
    st.caption(sentence(here.language, _balance(sums, here.language.money if money else here.language.number)))


def _balance(sums: figures.Balance, said: Callable[[float], str]) -> Message:
    return Message(
        "Balance: {opening} at the start + {came_in} in - {went_out} out + {change} change of those who stayed "
        "= {closing} now; unexplained: {unexplained}.",
        opening=said(sums.opening), came_in=said(sums.came_in), went_out=said(sums.went_out),
        change=said(sums.change_of_stayed), closing=said(sums.closing), unexplained=said(sums.unexplained),
    )  # fmt: skip


def matrix(here: Here, query: Query, measure: Measure) -> tuple[str, str] | None:
    """The full table of moves, from each row's state to each column's; the move that was selected."""
    grid = _grid(here.ask(query), measure)
    names = {state: here.language.state(state) for state in [*grid.index, *grid.columns]}
    shown = grid.rename(index=names, columns=names).rename_axis(here.text("from / to"))
    state = st.dataframe(
        shown,
        column_config={name: tables.number(name, width=_width(name, shown[name])) for name in shown.columns},
        placeholder="", key=f"matrix_{code_of(query)}", on_select="rerun", selection_mode="single-cell",
        height=tables.height(len(shown), 14), alt=here.text("Deals by where they came from and where they went"),
    )  # fmt: skip
    st.caption(here.text("Click a cell to see the deals that moved."))
    picked = state["selection"]["cells"]
    if not picked or picked[0][1] not in shown.columns:
        return None
    row, column = picked[0]
    move = str(grid.index[row]), str(grid.columns[list(shown.columns).index(column)])
    return move if bool(grid.notna().loc[move]) else None


def _width(name: str, values: pd.Series[Any]) -> int:
    """Pixels for the numbers, and for a name that is not very long: the outcomes stand last and are to be seen too."""
    digits = max((len(f"{value:,.0f}") for value in values.dropna()), default=0)
    letters = sum(2 if east_asian_width(letter) in "WF" else 1 for letter in name)
    return PADDING + LETTER * max(min(letters, MOST_LETTERS), digits)


def _grid(cells: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    by_place = cells.sort_values(["from_position", "to_position"])
    grid = by_place.pivot(index="from_state", columns="to_state", values=measure)
    rows, columns = by_place["from_state"].unique(), cells.sort_values("to_position")["to_state"].unique()
    return grid.reindex(index=rows, columns=columns)


def behind_candle(here: Here, selection: Selection, focus: str, week: Sequence[Any] | None) -> None:
    """The deals in the focus stage at the end of a clicked week, and the way to review that week."""
    if not week:
        return
    as_of, compare_to = (date.fromisoformat(str(day)[:10]) for day in week)
    title = Message("{stage} on {day}: the deals behind it", stage=focus, day=as_of)
    st.button(here.text("Review this week"), on_click=_review, args=[as_of.isoformat()])
    deals.behind(
        here, figures.deals(replace(selection, as_of=as_of, compare_to=compare_to), stage=focus), title, "candles"
    )


def _review(as_of: str) -> None:
    """A candle is a snapshot and the one before it, which is what a review is compared with."""
    address.choose("as_of", as_of)
    address.write(sidebar.COMPARE_TO, [])
