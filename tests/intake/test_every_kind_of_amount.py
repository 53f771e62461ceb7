"""Each kind of amount that people and machines write: its figure, or a clear sentence, and never a lost row."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analyzer.intake.answer import Intake
from analyzer.settings import Settings
from tests.intake.tables import assert_nothing_is_lost, notes_of, rows_of, understood


def deals(*amounts: str | None, header: str = "amount", settings: Settings | None = None) -> Intake:
    """A text file with one deal for each amount."""
    rows = [(f"D{at}", "Lead", amount) for at, amount in enumerate(amounts)]
    intake = understood(("deals.csv", ("id", "stage", header), rows), settings=settings)
    assert_nothing_is_lost(intake)
    return intake


def amounts_of(intake: Intake) -> list[Decimal | None]:
    return [row[0] for row in rows_of(intake, "amount")]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.234,56", "1234.56"), ("1 234,56", "1234.56"), ("1\u202f234,56", "1234.56"), ("1,23,456", "123456"),
        ("1'234.50", "1234.50"), ("1’234.50", "1234.50"), ("￥１２，０００", "12000"), ("1.2亿", "120000000"),
        ("3千", "3000"), ("12万5千", "125000"), ("1亿2000万", "120000000"), ("500-", "-500"), ("(500)", "-500"),
        ("500,-", "500"), ("500.–", "500"), ("1.2k", "1200"), ("1.2m", "1200000"), ("1.2bn", "1200000000"),
        ("1,2 Mio. €", "1200000"), ("1.2mrd", "1200000000"), ("5 T€", "5000"), ("5 lakh", "500000"),
        ("₹5 Cr", "50000000"), ("3 млн", "3000000"), ("USD 1,200.50", "1200.50"), ("1,200.50 美元", "1200.50"),
        ("1,200.50 (USD)", "1200.50"), ("\u200f₪ 1,200", "1200"), ("'1200", "1200"), ("١٢٣", "123"),
        ("12.5万美元", "125000"), ("1.2E+05", "120000"),
    ],
)  # fmt: skip
def test_an_amount_with_any_marks_signs_and_units_is_its_figure(text: str, amount: str) -> None:
    assert amounts_of(deals(text)) == [Decimal(amount)]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("人民币壹万元整", "10000"), ("人民币壹拾贰万叁仟肆佰伍拾陆元柒角捌分", "123456.78"), ("贰拾元零伍分", "20.05"),
        ("壹亿零伍佰元整", "100000500"), ("一百二十万", "1200000"), ("两千", "2000"), ("十五万", "150000"),
        ("12元5角", "12.50"), ("港币壹万元整", "10000"), ("壹万美元整", "10000"), ("零元", "0"),
    ],
)  # fmt: skip
def test_an_amount_in_chinese_words_is_its_figure(text: str, amount: str) -> None:
    assert amounts_of(deals(text)) == [Decimal(amount)]


def test_the_words_tell_the_currency_too() -> None:
    assert deals("港币壹万元整").currency == "HKD"
    assert deals("壹万美元整").currency == "USD"
    assert deals("人民币壹万元整").currency == "CNY"


@pytest.mark.parametrize("text", ["-", "—", "待定", "TBD", "N/A", "#N/A", "面议", "None", "offen", "?"])
def test_a_word_for_no_amount_yet_leaves_the_deal_unpriced_and_is_counted(text: str) -> None:
    intake = deals("5", text)
    assert amounts_of(intake) == [5, None]
    assert f"“amount”: 1 cells such as ['{text}'] say that there is no amount yet" in notes_of(intake)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("NaN", "a computer's word"), ("inf", "a computer's word"), ("-Infinity", "a computer's word"),
        ("1e308", "larger than any amount"), ("1e99999999999999999999", "larger than any amount"),
        ("9" * 400, "larger than any amount"), ("12万5", "more than one amount"), ("1.5 mil", "more than one amount"),
        ("1.2.3", "more than one amount"), ("1,234,56", "more than one amount"), ("约12万", "not an amount"),
        ("10-20万", "not an amount"), ("12 pcs", "not an amount"), ("5%", "not an amount"), ("元", "not an amount"),
        ("万", "not an amount"), ("5 cr", "not an amount"),
    ],
)  # fmt: skip
def test_what_is_no_clear_amount_rejects_its_row_with_a_sentence(text: str, reason: str) -> None:
    intake = deals("5", text)
    assert rows_of(intake, "opportunity_id", "amount") == [("D0", 5)]
    (rejected,) = intake.report.sheets[0].rejected
    assert (rejected.row, rejected.field, rejected.value) == (3, "amount", text)
    assert reason in str(rejected.reason)


def test_a_blank_is_a_blank_and_zero_is_zero() -> None:
    assert amounts_of(deals("5", None, "0")) == [5, None, 0]


def test_the_text_none_is_a_member_where_it_stands_in_a_role() -> None:
    rows = [("1", "Lead", "None"), ("2", "Lead", None), ("3", "Lead", "null")]
    assert [row[0] for row in rows_of(understood(("deals.csv", ("id", "stage", "region"), rows)), "region")] == [
        "None", None, "null",
    ]  # fmt: skip


def test_marks_are_settled_by_all_values_of_the_column() -> None:
    assert amounts_of(deals("1.234", "12,50")) == [1234, Decimal("12.50")]
    assert amounts_of(deals("1,234", "12.50")) == [1234, Decimal("12.50")]
    assert amounts_of(deals("1.234,50", "1,234.50")) == [Decimal("1234.50")] * 2


@pytest.mark.parametrize(
    ("header", "times"),
    [
        ("金额（万元）", 10**4), ("金额（百万）", 10**6), ("金额(亿元)", 10**8), ("金额(千元)", 1000),
        ("万科项目金额", 1),
        ("Amount (USD k)", 1000), ("Amount ($M)", 10**6), ("Amount in thousands", 1000), ("Amount", 1),
        ("Amount (T€)", 1000), ("Amount (USD)", 1),
    ],
)  # fmt: skip
def test_the_header_may_give_the_unit_of_its_amounts(header: str, times: int) -> None:
    settings = Settings(columns={header: "amount"})
    assert amounts_of(deals("12.5", "3", "0.125", header=header, settings=settings))[:2] == [
        Decimal("12.5") * times, 3 * times,
    ]  # fmt: skip


def test_a_cell_with_its_own_unit_does_not_take_that_of_the_header() -> None:
    assert amounts_of(deals("12万", "3", header="金额（万元）")) == [120000, 30000]


def test_the_header_may_name_the_currency() -> None:
    assert deals("5", header="Amount (USD)").currency == "USD"
    assert deals("5", "6", "€7", header="金额（万美元）").currency == "USD"
    assert deals("5", header="Amount").currency is None


def test_currencies_without_a_rate_are_counted_and_not_priced() -> None:
    rows = [("1", "Lead", "5", "USD"), ("2", "Lead", "10", "CNY"), ("3", "Lead", "7", "HKD"), ("4", "Lead", "1", "CNY")]
    intake = understood(("deals.csv", ("id", "stage", "amount", "currency"), rows))
    assert intake.currency == "CNY"
    assert amounts_of(intake) == [None, 10, None, 1]
    said = "\n".join(map(str, intake.report.notes))
    assert "1 amounts in USD have no rate: their deals count, but are not priced." in said
    assert "1 amounts in HKD have no rate" in said
    assert_nothing_is_lost(intake)


@pytest.mark.parametrize(
    "headers", [("Amount USD", "Amount CNY", "Amount HKD"), ("金额（美元）", "金额（人民币）", "金额（港元）")]
)
def test_a_column_for_each_currency_gives_each_deal_its_amount(headers: tuple[str, ...]) -> None:
    rows = [(str(at), "Lead", *(str(100 + at) if at % 3 == place else None for place in range(3))) for at in range(9)]
    intake = understood(
        ("deals.csv", ("id", "stage", *headers), rows),
        settings=Settings(currency="CNY", rates={"USD": 7.0, "HKD": 0.5}),
    )
    assert amounts_of(intake)[:3] == [700, 101, 51]
    assert "Amounts stand in a column for each currency" in notes_of(intake)
    unpriced = understood(("deals.csv", ("id", "stage", *headers), rows), settings=Settings(currency="CNY"))
    assert amounts_of(unpriced)[:3] == [None, 101, None]
    assert_nothing_is_lost(unpriced)


@pytest.mark.parametrize(("converted", "tells"), [("Amount (converted)", True), ("Amount (Base)", False)])
def test_without_rates_amounts_that_the_crm_converted_are_taken(converted: str, tells: bool) -> None:
    headers = ("id", "stage", "Amount", "Currency", converted, f"{converted} Currency")
    rows = [("1", "Lead", "5", "USD", "36", "CNY" if tells else None), ("2", "Lead", "7", "CNY", "7", None)]
    intake = understood(("deals.csv", headers, rows))
    assert (amounts_of(intake), intake.currency) == ([36, 7], "CNY" if tells else None)


def test_the_same_amount_in_two_currencies_counts_once() -> None:
    rows = [(str(at), "Lead", "5", "35") for at in range(3)]
    intake = understood(("deals.csv", ("id", "stage", "Amount (USD)", "Amount (CNY)"), rows))
    assert (amounts_of(intake), intake.currency) == ([5, 5, 5], "USD")


def test_the_code_beside_a_number_says_more_than_the_currency_column_and_a_shared_sign_says_less() -> None:
    rows = [("1", "Lead", "EUR 5", "USD"), ("2", "Lead", "$6", "HKD"), ("3", "Lead", "7", "USD")]
    intake = understood(
        ("deals.csv", ("id", "stage", "amount", "currency"), rows),
        settings=Settings(currency="USD", rates={"EUR": 2.0, "HKD": 0.5}),
    )
    assert amounts_of(intake) == [10, 3, 7]


@pytest.mark.parametrize(
    ("texts", "shares"),
    [
        (("0.6", "1", "0"), (0.6, 1, 0)), (("60", "1", "100"), (0.6, 0.01, 1)),
        (("60%", "1%", "12,5 %"), (0.6, 0.01, 0.125)),
        (("60%", "0.6"), (0.6, 0.6)), (("60%", "60"), (0.6, 0.6)), (("６０％", "6成"), (0.6, 0.6)),
        (("60", "90", "150"), (0.6, 0.9, None)), (("0.6", "0.9", "150"), (0.6, 0.9, None)),
        (("60%", "150%"), (0.6, None)),
        (("60", "90", "0.6"), (0.6, 0.9, None)), (("0.6", "0.9", "60"), (0.6, 0.9, None)), (("60", "TBD"), (0.6, None)),
        (("-5", "60"), (None, 0.6)),
    ],
)  # fmt: skip
def test_a_chance_is_a_share_by_all_values_of_its_column(
    texts: tuple[str, ...], shares: tuple[float | None, ...]
) -> None:
    rows = [(str(at), "Lead", text) for at, text in enumerate(texts)]
    intake = understood(
        ("deals.csv", ("id", "stage", "probability"), rows), settings=Settings(columns={"probability": "probability"})
    )
    read = [row[0] for row in rows_of(intake, "probability")]
    assert [None if share is None else round(share, 6) for share in read] == list(shares)
    assert_nothing_is_lost(intake)


def test_a_chance_that_is_none_is_said_with_its_reason() -> None:
    rows = [(str(at), "Lead", text) for at, text in enumerate(("60", "150", "soon", "0.6", "80"))]
    said = notes_of(understood(("deals.csv", ("id", "stage", "probability"), rows)))
    assert "such as ['150']. A chance lies between 0% and 100%." in said
    assert "such as ['soon']. This is not a chance." in said
    assert "such as ['0.6']. The column holds both shares of 1 and of 100" in said
