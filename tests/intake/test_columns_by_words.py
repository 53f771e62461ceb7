"""Headers understood by the words they are made of, in whatever language and dress."""

from __future__ import annotations

import pytest

from analyzer.intake.matching.fields import OPPORTUNITY_FIELDS
from analyzer.intake.matching.headers import header_score, without_common_prefix
from analyzer.intake.matching.own_word import in_usual_word


def _named(header: str) -> str | None:
    """The field that the header names best, None where it names none."""
    best = max(OPPORTUNITY_FIELDS, key=lambda field: header_score(field, header))
    return best.name if header_score(best, header) >= 0.5 else None


@pytest.mark.parametrize(
    ("field", "headers"),
    [
        ("opportunity_id", "Opp #, N° d'affaire, Deal Ref., 商机流水号, 專案編號, hs_object_id, Verkaufschance-Nr."),
        ("opportunity_name", "Deal: Title, Name der Verkaufschance, Nom de l'affaire, 專案名稱, 案件名"),
        (
            "customer",
            "Primary Company, Kundenname, Compte, Cuenta, 取引先名, 关联客户, account.name, Associated_Company",
        ),
        ("stage", "dealstage, Vertriebsphase, Étape, Etapa, 商談ステージ, 目前階段, 销售阶段 (Stage), stage_id"),
        ("amount", "Forecasted Deal Value, Auftragswert (EUR), Montant, Importe total, 金額, 預計簽約金額, TCV"),
        ("currency", "CCY, Währung, Devise, 幣種"),
        ("probability", "Prob., Wahrscheinlichkeit %, 确度, 成功機率, Chance, closeprobability"),
        ("created_on", "hs_createdate, Erstellungsdatum, Date de création, 作成日, 提交时间, Logged on"),
        ("expected_close", "Exp. Close Date, Voraussichtliches Abschlussdatum, Date de clôture prévue, 受注予定日"),
        ("close_date", "closedate, Abschlussdatum, Fecha de cierre, Data de fechamento"),
        ("closed_on", "Actual Closing, Date Won, 實際成交日"),
        ("stage_entered_on", "In Stage Since, Date of last stage change, 階段異動日期, 阶段开始时间"),
        ("region", "Acme__Sales_Region__c, Vertriebsgebiet, 客户所在区域, Rep Territory"),
        ("product", "Produktlinie, Famille de produits, 制品, Product Type"),
        ("industry", "Branche, Secteur d'activité, 客户行业分类, Account.Industry"),
        ("channel", "Original Traffic Source, Vertriebskanal, How found, 获客渠道"),
        ("rep", "Opportunity Owner: Full Name, Verkäufer, Propriétaire, 営業担当者, 負責業務, Assigned User Name"),
    ],
)
def test_a_header_is_understood_by_its_words(field: str, headers: str) -> None:
    assert {header: _named(header) for header in headers.split(", ")} == dict.fromkeys(headers.split(", "), field)


@pytest.mark.parametrize(
    "header",
    ["Contact Name", "Competitor", "Previous Stage", "Weighted Amount", "Prorated Revenue", "Discount Amount",
     "Last Modified Date", "Created By", "Next Step", "Amount (last year)", "Lost Reason", "下次跟进时间", "负责人部门",
     "最后修改时间", "输单原因", "Sales Team", "Product Manager", "Decision Maker", "Close Month", "Unit Price",
     "Customer Tier", "Account Segment", "Business Unit", "Company Size", "Next Meeting"],
)  # fmt: skip
def test_a_word_that_makes_it_another_thing_is_heard(header: str) -> None:
    assert _named(header) is None


def test_a_word_before_every_header_is_left_out() -> None:
    headers = ["ACME: Stage", "ACME: Close Date", "ACME: Owner", "Notes"]
    assert without_common_prefix(headers) == ["Stage", "Close Date", "Owner", "Notes"]
    accounts = ["Account Name", "Account Industry", "Account Region"]
    assert without_common_prefix(accounts) == accounts


@pytest.mark.parametrize(
    ("field", "headers"),
    [
        ("stage", "培育阶段, Funding Stage"),
        ("amount", "中标金额"),
        ("expected_close", "Award Expected, Decision Due, Expected Signed Date, 预计中标时间, 预计合同签署日期"),
    ],
)
def test_a_compound_is_understood_by_its_end_and_by_the_names_of_the_last_steps(field: str, headers: str) -> None:
    assert {header: _named(header) for header in headers.split(", ")} == dict.fromkeys(headers.split(", "), field)


@pytest.mark.parametrize("header", ["预计上线时间", "Expected go-live date", "竞争者公司", "中标公司", "预计回款日期"])
def test_a_compound_with_a_part_that_says_otherwise_is_left_alone(header: str) -> None:
    assert _named(header) is None


def test_the_word_before_a_number_and_an_amount_is_the_sheets_own_for_a_deal() -> None:
    headers = ["Ticket number", "Ticket value", "Ticket source", "Company"]
    assert in_usual_word(headers) == ["opportunity number", "opportunity value", "opportunity source", "Company"]
    assert in_usual_word(["委托编号", "委托阶段"]) == ["opportunity 编号", "opportunity 阶段"]


@pytest.mark.parametrize(
    "headers",
    [
        ["Vendor ID", "Vendor Name", "Amount"],
        ["Account Number", "Account Value"],
        ["PO Number", "PO Value", "Deal Value"],
        ["Invoice No", "Invoice Amount"],
    ],
)
def test_a_word_that_may_be_of_another_record_stays(headers: list[str]) -> None:
    assert in_usual_word(headers) == headers
