"""The place of the advice: what it will answer, and where to look until it stands here."""

from __future__ import annotations

from analyzer.message import Message
from analyzer.screen.coming import coming
from analyzer.screen.frame import headline, here

now = here()
headline(now, Message("Add new opportunities, or push the ones we have?"))
coming(
    now,
    Message("This page will hold the verdict, with its evidence. It is not built yet, so it says nothing yet."),
    [
        (Message("Is there too little in all?"), Message("Gauges and the waterfall show it today."), "gauges"),
        (Message("Are deals stuck in low stages?"), Message("The waterfall shows the low share today."), "waterfall"),
        (Message("Is the team pushing already?"), Message("Week over week shows it today."), "week_over_week"),
        (Message("With whom to act?"), Message("Products goes down to the single deal today."), "products"),
    ],
)
