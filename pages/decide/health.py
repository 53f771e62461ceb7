"""The place of the health figures: what they will answer, and where to look until they stand here."""

from __future__ import annotations

from analyzer.message import Message
from analyzer.screen.coming import coming
from analyzer.screen.frame import headline, here

now = here()
headline(now, Message("How fast, and how surely, do deals turn into wins?"))
coming(
    now,
    Message("This page will hold the rates of your own pipeline. It is not built yet, so it says nothing yet."),
    [
        (
            Message("How long do deals stay in a stage?"),
            Message("Each deal's dwell is in its table today."),
            "products",
        ),
        (
            Message("How many go on to the next stage?"),
            Message("Week over week shows each move today."),
            "week_over_week",
        ),
        (Message("How long from created to won, and how many are won?"), Message("Will stand here."), None),
    ],
)
