"""Fields are said in words wherever a table of the intake shows them."""

from __future__ import annotations

import pytest

from analyzer.intake.matching.fields import HISTORY_FIELDS, OPPORTUNITY_FIELDS, STAGE_FIELDS, TARGET_FIELDS
from analyzer.language import Language
from analyzer.message import Message
from analyzer.screen.field_names import field_name, with_field_names

ALL_FIELDS = sorted({field.name for field in (*OPPORTUNITY_FIELDS, *HISTORY_FIELDS, *STAGE_FIELDS, *TARGET_FIELDS)})


@pytest.mark.parametrize("field", ALL_FIELDS)
def test_every_field_has_a_chinese_name(field):
    name = field_name(Language("zh_CN"), field)
    assert name and not name.isascii()


def test_a_reason_names_a_field_by_its_name():
    reason = Message("Another column suits “{field}” better.", field="expected_close")
    assert with_field_names(Language("en"), reason) == "Another column suits “expected close” better."
    assert "预计成交日期" in with_field_names(Language("zh_CN"), reason)


def test_a_reason_that_names_no_field_stays_as_it_is():
    assert with_field_names(Language("en"), Message("The column is empty.")) == "The column is empty."
