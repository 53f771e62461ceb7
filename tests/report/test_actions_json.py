"""The actions in the report: who, what, until when, and what is expected of it, as JSON can hold it."""

from __future__ import annotations

import json

from analyzer.advice import Assessment, Check
from analyzer.language import Language
from analyzer.message import Message
from analyzer.model import Selection
from analyzer.report.actions_json import actions_json
from analyzer.settings import Settings
from tests import stuck_weeks
from tests.pipelines import STAGES, warehouse


def test_actions_are_told_with_their_deals_and_guards() -> None:
    said = Message("any")
    assessment = Assessment("push", "", said, said, None, 0, None, (), (Check("G1", "", "no", said),))
    house = warehouse(stuck_weeks.ROWS, STAGES)
    (told,) = actions_json(house, assessment, Selection(stuck_weeks.REVIEW), Settings(), Language("zh_CN"))
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    assert (told["kind"], told["feature"], told["member"], told["rep"]) == ("push", "stage", "Lead", "Sue")
    assert (told["due_on"], told["hours"], told["guards"]) == ("2026-11-23", 16, ["G2"])
    assert [deal["opportunity_id"] for deal in told["deals"]] == [f"S{n}" for n in reversed(range(8))]
    assert told["expected"]["without"] < told["expected"]["with_it"] < 1
    assert (told["evidence"]["stuck"], told["evidence"]["n"]) == (8, 8)
    house.close()
