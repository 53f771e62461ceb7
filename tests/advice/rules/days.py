"""Ten Mondays."""

from __future__ import annotations

from datetime import date, timedelta

WEEKS = [date(2026, 9, 14) + timedelta(weeks=week) for week in range(10)]
