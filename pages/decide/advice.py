"""Add new opportunities, or push the ones we have? The verdict, what to do, and what it stands on."""

from __future__ import annotations

from analyzer.screen import actions, advice, assessments, beside_hold, checks, teaching
from analyzer.screen.frame import headline, here

now = here()
selection = teaching.with_snapshot(now)
whole = assessments.of(now, selection)
advice.with_anything_to_judge(now, whole)
headline(now, assessments.headline(now, selection))
advice.why(now, whole, lambda: advice.next_steps(now, whole))
tell_chance = beside_hold.place(now, selection, whole)
advice.mix_shifts(now, selection)
chosen = advice.members(now, selection)
if chosen:
    role, found = chosen
    narrowed = selection.narrowed(role, found.member)
    advice.of_one(now, role, found)
    actions.draw(now, narrowed, found)
    checks.draw(now, narrowed, role, found)
else:
    actions.draw(now, selection, whole)
    checks.draw(now, selection, None, whole)
tell_chance()
