from __future__ import annotations

import random

import pytest

from analyzer.intake.matching.assignment import best_assignment
from analyzer.settings import Settings
from tests.intake.tables import fields_of, rows_of, understood

STAGES = ("Lead", "Qualification", "Proposal", "Won")


def _value(field: str, at: int) -> str:
    return {
        "opportunity_id": f"OP{at:04}", "opportunity_name": f"Deal number {at}", "customer": f"Customer {at % 7}",
        "stage": STAGES[at % 4], "amount": str(1000 + at * 13), "currency": "EUR", "probability": str(at % 100),
        "created_on": f"2026-0{at % 9 + 1}-11", "expected_close": f"2027-0{at % 9 + 1}-20",
        "stage_entered_on": f"2026-1{at % 2}-02", "snapshot_date": "2026-11-16", "region": ("East", "West")[at % 2],
        "product": f"Product {at % 3}", "industry": ("Retail", "Mining")[at % 2], "channel": ("Web",
        "Partner")[at % 2],
        "rep": f"Rep {at % 5}",
    }[field]  # fmt: skip


def _matched(headers: dict[str, str], rows: int = 40) -> dict[str, str]:
    """Field -> header, for a sheet whose headers (header -> true field) are given."""
    cells = [[_value(field, at) for field in headers.values()] for at in range(rows)]
    return fields_of(understood(("deals.csv", tuple(headers), cells)))


@pytest.mark.parametrize(
    "headers",
    [
        {"Opportunity ID": "opportunity_id", "Opportunity Name": "opportunity_name", "Account Name": "customer",
         "Stage": "stage", "Amount": "amount", "Opportunity Currency": "currency", "Probability (%)": "probability",
         "Created Date": "created_on", "Close Date": "expected_close", "Last Stage Change Date": "stage_entered_on",
         "Lead Source": "channel", "Opportunity Owner": "rep"},
        {"Record ID": "opportunity_id", "Deal Name": "opportunity_name", "Deal Stage": "stage", "Amount": "amount",
         "Create Date": "created_on", "Close Date": "expected_close", "Deal owner": "rep",
         "Associated Company": "customer",
         "Original Source": "channel"},
        {"Topic": "opportunity_name", "Potential Customer": "customer", "Est. close date": "expected_close",
         "Est. revenue": "amount", "Pipeline Phase": "stage", "Owner": "rep", "Created On": "created_on"},
        {"Deal - Title": "opportunity_name", "Deal - Value": "amount", "Deal - Stage": "stage", "Deal - Owner": "rep",
         "Deal - Organization": "customer", "Deal - Expected close date": "expected_close",
         "Deal - Deal created": "created_on", "Deal - ID": "opportunity_id"},
        {"商机编号": "opportunity_id", "商机名称": "opportunity_name", "客户名称": "customer", "销售阶段": "stage",
         "预计成交金额": "amount", "赢率": "probability", "创建日期": "created_on", "预计成交日期": "expected_close",
         "大区": "region", "产品线": "product", "所属行业": "industry", "商机来源": "channel", "负责人": "rep"},
        {"商機編號": "opportunity_id", "商機名稱": "opportunity_name", "客戶": "customer", "商機階段": "stage",
         "預計金額（元）": "amount", "創建日期": "created_on", "進入階段日期": "stage_entered_on",
         "區域": "region", "產品": "product",
         "行業": "industry", "負責人": "rep"},
        {"id": "opportunity_id", "STAGE_NAME": "stage", "Acme__Sales_Region__c": "region",
        "acme__Product_Line__c": "product",
         "Ｄｅａｌ　Ｖａｌｕｅ": "amount", "Sectors": "industry", "week": "snapshot_date"},
    ],
    ids=["salesforce", "hubspot", "dynamics", "pipedrive", "simplified", "traditional", "prefixed"],
)  # fmt: skip
def test_the_headers_of_common_crms_are_matched(headers: dict[str, str]) -> None:
    assert _matched(headers) == {field: header for header, field in headers.items()}


def test_the_order_of_columns_changes_nothing() -> None:
    headers = {"ID": "opportunity_id", "Name": "opportunity_name", "Account": "customer", "Status": "stage",
    "Value": "amount",
               "Expected Revenue": "amount", "Owner": "rep", "Created by": "rep"}  # fmt: skip
    expected = _matched(headers)
    for seed in range(5):
        shuffled = list(headers.items())
        random.Random(seed).shuffle(shuffled)
        assert _matched(dict(shuffled)) == expected


def test_a_better_column_takes_the_field_and_the_other_is_set_aside() -> None:
    matched = _matched({"Stage": "stage", "Status": "region", "Amount": "amount", "Expected Revenue": "amount"})
    assert (matched["stage"], matched["amount"]) == ("Stage", "Amount")
    assert len(matched) == 2


def test_what_a_column_holds_can_overrule_its_header() -> None:
    rows = [(f"{at}", STAGES[at % 4], "see contract", f"MM-{at}") for at in range(80)]
    intake = understood(("deals.csv", ("id", "stage", "amount", "Lead Source"), rows))
    assert fields_of(intake) == {"opportunity_id": "id", "stage": "stage"}
    reasons = {item.header: str(item.reason) for item in intake.report.sheets[0].columns}
    assert "not of that kind" in reasons["amount"]
    assert "almost every row holds another value" in reasons["Lead Source"]


def test_stages_are_found_by_their_values_under_any_header() -> None:
    assert _matched({"Vaihe": "stage", "id": "opportunity_id"})["stage"] == "Vaihe"


def test_the_user_settles_a_column() -> None:
    rows = [("1", "Lead", "5", "6", "x")]
    settings = Settings(columns={"b": "amount", "amount": "", "note": "region"})
    intake = understood(("deals.csv", ("id", "stage", "amount", "b", "note"), rows), settings=settings)
    assert rows_of(intake, "amount", "region") == [(6, "x")]
    told = {item.header: (item.field, item.confidence) for item in intake.report.sheets[0].columns}
    assert told["b"] == ("amount", 1.0)
    assert told["amount"] == (None, 1.0)


def test_each_match_shows_its_confidence_reason_and_samples() -> None:
    intake = understood(("deals.csv", ("id", "stage", "empty"), [(str(at), "Lead", None) for at in range(5)]))
    columns = {item.header: item for item in intake.report.sheets[0].columns}
    assert 0.9 < columns["id"].confidence <= 1
    assert columns["id"].samples == ("0", "1", "2")
    assert str(columns["empty"].reason) == "The column is empty."


def test_a_close_date_of_open_deals_is_the_expected_close_and_when_closed_deals_closed() -> None:
    rows = [("1", "Lead", "2027-01-05"), ("2", "Won", "2026-11-02")]
    intake = understood(("deals.csv", ("id", "stage", "close date"), rows))
    assert fields_of(intake)["expected_close"] == "close date"
    days = rows_of(intake, "expected_close", "closed_on")
    assert [str(day) for day in days[0]] == ["2027-01-05", "None"]
    assert [str(day) for day in days[1]] == ["2026-11-02", "2026-11-02"]


def test_a_close_date_of_closed_deals_only_is_when_they_closed() -> None:
    intake = understood(("deals.csv", ("id", "stage", "close date"), [("1", "Lead", None), ("2", "Won", "2026-11-02")]))
    assert fields_of(intake)["closed_on"] == "close date"
    assert [str(row[0]) for row in rows_of(intake, "expected_close")] == ["None", "None"]


def test_the_best_assignment_looks_at_the_whole_sheet() -> None:
    # One by one the first row would take the first column and leave the second row nothing.
    assert best_assignment([[0.9, 0.8], [0.7, 0.0]]) == [1, 0]
    assert best_assignment([[0.0, 0.0]]) == [None]
    assert best_assignment([[0.5], [0.9], [0.7]]) == [None, 0, None]
    assert best_assignment([]) == []


def test_the_traditional_words_for_rep_industry_and_channel_are_known() -> None:
    headers = ("商機編號", "銷售階段", "業務", "產業", "通路")
    intake = understood(
        ("d.csv", headers, [("1", "需求確認", "王小明", "製造", "經銷"), ("2", "決策", "李大同", "金融", "直銷")])
    )
    assert {"rep": "業務", "industry": "產業", "channel": "通路"}.items() <= fields_of(intake).items()
