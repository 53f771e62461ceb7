"""Do the moves explain the change? SPEC F3: opening + in - out + change of those who stayed = closing."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Balance:
    """One line of the sum, in deals or in money. ``unexplained`` is 0 when every move is accounted for.

    What came in is priced at the review snapshot, what went out at the comparison snapshot.
    """

    opening: float
    came_in: float
    went_out: float
    change_of_stayed: float
    closing: float

    @property
    def unexplained(self) -> float:
        """What the moves leave of the closing level, to the cent."""
        return round(self.closing - (self.opening + self.came_in - self.went_out + self.change_of_stayed), 2)


def balance_of_count(transitions: pd.DataFrame, waterfall: pd.DataFrame, focus_stage: str) -> Balance:
    """The balance in deals. ``waterfall`` gives the opening and closing level, counted independently."""
    level = waterfall[waterfall["stage"] == focus_stage]
    stayed, came_in, went_out = _sides(transitions, focus_stage)
    return Balance(
        opening=int(level["previous_count"].sum()),
        came_in=int(came_in["count"].sum()),
        went_out=int(went_out["count"].sum()),
        change_of_stayed=0,
        closing=int(level["count"].sum()),
    )


def balance_of_amount(transitions: pd.DataFrame, waterfall: pd.DataFrame, focus_stage: str) -> Balance | None:
    """The balance in money; None where neither snapshot has an amount in the focus stage.

    Deals without an amount are left out of every term.
    """
    level = waterfall[waterfall["stage"] == focus_stage]
    if level[["previous_amount", "amount"]].isna().to_numpy().all():
        return None
    stayed, came_in, went_out = _sides(transitions, focus_stage)
    return Balance(
        opening=float(level["previous_amount"].sum()),
        came_in=float(came_in["closing_amount"].sum()),
        went_out=float(went_out["opening_amount"].sum()),
        change_of_stayed=float(stayed["closing_amount"].sum() - stayed["opening_amount"].sum()),
        closing=float(level["amount"].sum()),
    )


def _sides(transitions: pd.DataFrame, focus_stage: str) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    to_focus = transitions["to_state"] == focus_stage
    from_focus = transitions["from_state"] == focus_stage
    return transitions[to_focus & from_focus], transitions[to_focus & ~from_focus], transitions[from_focus & ~to_focus]
