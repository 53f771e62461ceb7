"""How is this computed: the definition in words, the query, and the values it was asked with."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analyzer.model import Query
from analyzer.screen import tables
from analyzer.screen.definitions import DEFINITIONS
from analyzer.screen.frame import Here
from analyzer.screen.plain import sentence


def how_computed(here: Here, query: Query, place: str = "page") -> None:
    """A closed panel under a figure; its content is made only when it is opened."""
    label = here.text("How is this computed?")
    with st.expander(label, key=f"how_{query.figure}_{place}", type="compact", on_change="rerun") as panel:
        if not panel.open:
            return
        st.markdown(sentence(here.language, DEFINITIONS[query.figure]))
        st.code(query.sql, language="sql")
        _values(here, query)
        st.caption(here.text("What the selection lets through is defined once, for all figures:"))
        st.code(here.visitor.workspace.definitions(), language="sql", height=300)


def _values(here: Here, query: Query) -> None:
    asked = {**query.parameters, **query.scope}
    values = {name: value for name, value in asked.items() if value is not None or not name.startswith("extra_")}
    frame = pd.DataFrame({"name": list(values), "value": [_said(here, value) for value in values.values()]})
    columns = {"name": tables.text(here.text("Parameter")), "value": tables.text(here.text("Value"))}
    st.dataframe(frame, column_config=columns, hide_index=True, width="content", alt=here.text("Parameter"))


def _said(here: Here, value: object) -> str:
    if value is None:
        return here.text("not limited")
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
