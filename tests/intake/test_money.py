from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.intake.values.money import decimal_mark, header_exponent, parse
from tests.intake.tables import rows_of, understood

CENTS = st.integers(-(10**15), 10**15).map(lambda cents: Decimal(cents) / 100)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.234,56", "1234.56"), ("1,234.56", "1234.56"), ("1 234,56", "1234.56"), ("1\u202f234,56", "1234.56"),
        ("1’234.50", "1234.50"), ("1,23,456", "123456"), ("￥12,000", "12000"), ("￥１２，０００", "12000"),
        ("12万", "120000"), ("1.2亿", "120000000"), ("12万元", "120000"), ("(500)", "-500"), ("500-", "-500"),
        ("-€5", "-5"), ("($1,200.50)", "-1200.50"), ("12k", "12000"), ("3.5m", "3500000"), ("2bn", "2000000000"),
        ("$1.5M", "1500000"), ("USD 1,200", "1200"), ("1.200,00 €", "1200"), ("R$ 1.234,56", "1234.56"),
        ("1e5", "100000"), ("5 MXN", "5"), (".5", "0.5"), ("−7", "-7"),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_people_write_it(text: str, amount: str) -> None:
    assert parse(text).value == Decimal(amount)


@pytest.mark.parametrize(
    "text", ["NaN", "inf", "-Infinity", "1e308", "1e99999999999999999999", "12/5", "5%", "1.2.3", "12 pcs"]
)
def test_what_is_no_amount_says_why(text: str) -> None:
    amount = parse(text)
    assert amount.value is None
    assert amount.problem is not None


@pytest.mark.parametrize(
    ("text", "code"), [("￥5", "CNY"), ("HK$ 5", "HKD"), ("5 €", "EUR"), ("USD 5", "USD"), ("5", None)]
)
def test_the_currency_beside_the_number_is_kept(text: str, code: str | None) -> None:
    assert parse(text).currency == code


def test_more_than_two_decimals_are_rounded_half_to_even() -> None:
    assert [parse(text, ".").value for text in ("0.125", "0.135", "2.6751")] == [
        Decimal("0.12"), Decimal("0.14"), Decimal("2.68"),
    ]  # fmt: skip
    assert parse("0.125").is_rounded
    assert not parse("0.120").is_rounded


def test_one_clear_value_settles_the_decimal_mark_of_the_column() -> None:
    assert decimal_mark(["1.234", "5,5"]) == ","
    assert decimal_mark(["1,234", "5.5"]) == "."
    assert decimal_mark(["1.234.567", "1.234"]) == ","
    assert parse("1.234", ",").value == 1234
    assert parse("1,234", ".").value == 1234


def test_three_decimals_throughout_are_thousands() -> None:
    assert decimal_mark(["1.234", "12.500", "3.000"]) == ","
    assert decimal_mark(["0.234", "12.500"]) == "."


def test_the_header_may_give_the_unit() -> None:
    assert header_exponent("预计成交金额（万元）") == 4
    assert header_exponent("Amount (USD k)") == 3
    assert header_exponent("Amount in thousands") == 3
    assert header_exponent("Amount (USD)") == 0
    assert parse("1.5", ".", 4).value == 15000


def _german(amount: Decimal) -> str:
    return f"{amount:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")


STYLES = {
    "plain": lambda amount: f"{amount:.2f}",
    "english": lambda amount: f"{amount:,.2f}",
    "german": _german,
    "french": lambda amount: f"{amount:,.2f}".replace(",", "\u202f").replace(".", ","),
    "swiss": lambda amount: f"{amount:,.2f}".replace(",", "’"),
    "bookkeeper": lambda amount: f"({abs(amount):,.2f})" if amount < 0 else f"{amount:,.2f}",
    "yuan": lambda amount: f"￥{amount:,.2f}" if amount >= 0 else f"-￥{abs(amount):,.2f}",
}


@pytest.mark.parametrize("style", STYLES)
@settings(max_examples=40)
@given(amount=CENTS)
def test_an_amount_survives_being_written_and_read(style: str, amount: Decimal) -> None:
    text = STYLES[style](amount)
    assert parse(text, decimal_mark([text])).value == amount


def test_number_cells_of_a_workbook_and_amounts_in_ten_thousands_keep_three_decimals() -> None:
    csv = understood(("deals.csv", ["id", "stage", "amount"], [["1", "Lead", "1.125"], ["2", "Lead", "12.375"]]))
    workbook = understood(
        ("deals.xlsx/S", ["id", "stage", "amount"], [["1", "Lead", "1.125"], ["2", "Lead", "12.375"]])
    )
    in_units = understood(("d.csv", ["id", "stage", "金额(万元)"], [["1", "Lead", "1.125"], ["2", "Lead", "12.375"]]))
    assert [amount for (amount,) in rows_of(csv, "amount")] == [Decimal("1125"), Decimal("12375")]
    assert "read as thousands" in " ".join(str(note) for note in csv.report.sheets[0].notes)
    assert [amount for (amount,) in rows_of(workbook, "amount")] == [Decimal("1.12"), Decimal("12.38")]
    assert [amount for (amount,) in rows_of(in_units, "amount")] == [Decimal("11250"), Decimal("123750")]
