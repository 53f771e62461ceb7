"""What is likely to come: the forecast, how good it was before, and when trouble is expected."""

from __future__ import annotations

from analyzer.message import Message
from analyzer.screen import assessments, forecast, outlook, teaching
from analyzer.screen.frame import headline, here

now = here()
selection = assessments.plain(teaching.with_snapshot(now))
found = forecast.of(now, selection)
teaching.with_needs(now, Message("There is not enough data to forecast from yet"), found.needs)
headline(now, found.said)
forecast.picture(now, found)
outlook.draw(now, selection, found.notes)
forecast.past(now, selection)
