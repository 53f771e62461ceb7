"""What of `transitions` touches one stage."""

from __future__ import annotations

import numpy as np
import pandas as pd


def focus_flow(transitions: pd.DataFrame, focus_stage: str) -> pd.DataFrame:
    """One row per state that deals of the focus stage stayed in, came from or went to.

    side ("stayed", "in", "out"), state (the other end), direction, count, amount, position (null for states that
    are no stage); stayed first, then in and out, each in the order of the stages.
    """
    is_to = (transitions["to_state"] == focus_stage).to_numpy(bool)
    is_from = (transitions["from_state"] == focus_stage).to_numpy(bool)
    places = [np.flatnonzero(side) for side in (is_to & is_from, is_to & ~is_from, is_from & ~is_to)]
    rows = transitions.take(np.concatenate(places)).reset_index(drop=True)
    side = pd.Series(np.repeat(["stayed", "in", "out"], [len(found) for found in places]), dtype="str")
    is_out = side == "out"
    return pd.DataFrame(
        {
            "side": side,
            "state": rows["to_state"].where(is_out, rows["from_state"]),
            "direction": rows["direction"],
            "count": rows["count"],
            "amount": rows["amount"],
            "position": rows["to_position"].where(is_out, rows["from_position"]),
        }
    )
