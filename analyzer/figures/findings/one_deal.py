"""What the history of one deal says."""

from __future__ import annotations

import pandas as pd

from analyzer.message import Message


def history_title(frame: pd.DataFrame) -> Message:
    """From which stage the deal came and where it stands.

    frame: the deal history figure: snapshot_date, stage, in order of time.
    """
    if frame.empty:
        return Message("This deal is in no snapshot.")
    first, last = frame.iloc[0], frame.iloc[-1]
    since = pd.Timestamp(first["snapshot_date"]).date()
    if frame["stage"].nunique() == 1:
        return Message("In {stage} since it was first seen on {date}.", stage=str(last["stage"]), date=since)
    if first["stage"] == last["stage"]:
        moves = int((frame["stage"] != frame["stage"].shift()).sum()) - 1
        return Message(
            "Left {stage}, where it was on {date}, and came back: {moves} moves in {n} snapshots.",
            stage=str(last["stage"]),
            date=since,
            moves=moves,
            n=len(frame),
        )
    return Message(
        "From {first} on {date} to {last} in {n} snapshots.",
        first=str(first["stage"]),
        last=str(last["stage"]),
        date=since,
        n=len(frame),
    )
