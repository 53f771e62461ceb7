"""What was decided, by whom, on what evidence; and what came of it."""

from __future__ import annotations

from analyzer.screen import decisions, teaching
from analyzer.screen.frame import here

now = here()
selection = teaching.with_snapshot(now)
found = decisions.scores(now, selection)
if found:
    decisions.draw(now, found)
else:
    decisions.teach(now)
