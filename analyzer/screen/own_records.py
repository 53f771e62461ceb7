"""Open amounts against what the same rep's deals at the same stage closed at."""

from __future__ import annotations

import streamlit as st

from analyzer import figures
from analyzer.figures import findings
from analyzer.message import Message
from analyzer.model import Query, Selection
from analyzer.screen import deals, tables
from analyzer.screen.explain import how_computed
from analyzer.screen.frame import Here
from analyzer.screen.plain import sentence
from analyzer.screen.session import code_of

RATIOS = ("median_ratio", "ratio_low", "ratio_high")


def amounts(here: Here, selection: Selection) -> None:
    """Open amounts that the rep's own record does not bear out, and the records."""
    suspects = figures.inflated_amounts(selection, here.settings)
    records = figures.own_records(selection, here.settings)
    st.markdown(sentence(here.language, findings.inflated(here.ask(suspects), here.ask(records), here.settings)))
    if len(here.ask(suspects)):
        deals.table(here, suspects, "inflated")
    if len(here.ask(records)):
        _records(here, selection, records)


def _records(here: Here, selection: Selection, query: Query) -> None:
    frame = here.ask(query)
    st.subheader(here.text("The record of each rep at each stage"), anchor=False)
    shown = frame.assign(**{name: frame[name] * 100 for name in RATIOS})
    shown["needs"] = [_still_needed(here, int(missing)) for missing in frame["deals_missing"]]
    columns = deals.columns(here.language) | {
        "open_deals": tables.number(here.text("Open deals")),
        "open_amount": tables.number(here.text("Open amount")),
        "needs": tables.text(here.text("Not judged")),
    }
    order = ["rep", "stage", "open_deals", "open_amount", "won_deals", "needs", *RATIOS, "usual_amount"]
    state = st.dataframe(
        shown, column_config=columns, column_order=order, hide_index=True,
        placeholder=tables.MISSING, on_select="rerun", selection_mode=tables.ONE_ROW,
        height=tables.height(len(shown), 10), key=f"records_{code_of(query)}", alt=here.text("Open deals"),
    )  # fmt: skip
    st.caption(here.text("Click a row to see its open deals."))
    how_computed(here, query, "records")
    row = tables.picked_row(state)
    if row is not None and row < len(frame):
        rep, stage = str(frame["rep"].iloc[row]), str(frame["stage"].iloc[row])
        title = Message("{rep}, {stage}: the open deals", rep=rep, stage=stage)
        deals.behind(here, figures.deals(selection.narrowed("rep", rep), stage=stage), title, "record")


def _still_needed(here: Here, missing: int) -> str | None:
    return here.language.say(Message("not enough data: needs {n} more", n=missing)) if missing else None
