"""What of `transitions` touches one stage."""

from __future__ import annotations

import pandas as pd


def focus_flow(transitions: pd.DataFrame, focus_stage: str) -> pd.DataFrame:
    """One row per state that deals of the focus stage stayed in, came from or went to.

    side ("stayed", "in", "out"), state (the other end), direction, count, amount, position (null for states that
    are no stage); stayed first, then in and out, each in the order of the stages.
    """
    to_focus = transitions["to_state"] == focus_stage
    from_focus = transitions["from_state"] == focus_stage
    sides = [
        _side(transitions[to_focus & from_focus], "stayed", "from"),
        _side(transitions[to_focus & ~from_focus], "in", "from"),
        _side(transitions[from_focus & ~to_focus], "out", "to"),
    ]
    return pd.concat(sides, ignore_index=True)


def _side(rows: pd.DataFrame, side: str, end: str) -> pd.DataFrame:
    columns = {f"{end}_state": "state", f"{end}_position": "position"}
    wanted = ["side", "state", "direction", "count", "amount", "position"]
    return rows.rename(columns=columns).assign(side=side)[wanted]
