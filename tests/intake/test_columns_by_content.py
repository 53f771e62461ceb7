"""Columns found by what they hold and how they go together, where no header tells."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from analyzer.intake.answer import Intake
from tests.intake.tables import TODAY, fields_of, rows_of, understood

STAGES = ("Lead", "Qualification", "Proposal", "Closed Won")
ROWS = 40
Make = Callable[[int], str | None]


def _read(columns: dict[str, Make], rows: int = ROWS) -> Intake:
    cells = [tuple(make(at) for make in columns.values()) for at in range(rows)]
    return understood(("deals.csv", tuple(columns), cells))


def _day(at: int) -> str:
    return (TODAY + timedelta(days=at)).isoformat()


def _is_won(at: int) -> bool:
    return STAGES[at % 4] == "Closed Won"


BASE: dict[str, Make] = {"Tunnus": lambda at: f"FI-{at * 7:04}", "Vaihe": lambda at: STAGES[at % 4]}


def _amount(at: int) -> str:
    return f"{1200 + at * at * 31}.50"


def test_an_export_in_an_unknown_language_is_understood_by_its_values() -> None:
    columns = BASE | {
        "Arvo": _amount,
        "Asiakas": lambda at: f"Firma {at % 13} Oy",
        "Alue": lambda at: ("North", "South", "EMEA")[at % 3],
        "Luotu": lambda at: _day(-300 + at),
        "Arvioitu": lambda at: _day(-at - 1) if _is_won(at) else _day(30 + at),
        "Varmuus": lambda at: f"{at % 4 * 25}%",
    }
    intake = _read(columns)
    assert fields_of(intake) == {
        "opportunity_id": "Tunnus", "stage": "Vaihe", "amount": "Arvo", "customer": "Asiakas", "region": "Alue",
        "created_on": "Luotu", "expected_close": "Arvioitu", "probability": "Varmuus",
    }  # fmt: skip
    told = {item.header: item.confidence for item in intake.report.sheets[0].columns}
    assert all(told[header] < 0.8 for header in columns)
    assert not intake.report.questions


def test_of_two_amounts_without_a_telling_header_it_is_asked() -> None:
    intake = _read(BASE | {"Arvo": _amount, "Summa": lambda at: f"{at * at * 17 + 500}"})
    assert [(item.kind, item.options) for item in intake.report.questions] == [("column", ("amount", ""))]
    assert rows_of(intake, "amount")[0] == (None,)


def test_an_amount_times_its_probability_gives_way() -> None:
    columns = BASE | {
        "Expected Revenue": lambda at: f"{1000 + at * 20}",
        "Revenue": lambda at: f"{(1000 + at * 20) * (at % 4 + 1) / 4}",
        "Probability": lambda at: f"{(at % 4 + 1) * 25}",
    }
    assert fields_of(_read(columns))["amount"] == "Expected Revenue"


def test_a_column_that_counts_the_rows_is_no_id() -> None:
    columns = {"No.": lambda at: str(at + 1), "Stage": lambda at: STAGES[at % 4], "Topic": lambda at: f"Plan {at}"}
    assert "opportunity_id" not in fields_of(_read(columns))


def test_ids_give_way_to_names() -> None:
    columns = {"Stage": lambda at: STAGES[at % 4], "Account": lambda at: f"0015000000Gv{at % 9:03}AAR",
               "Account Name": lambda at: f"Acme {at % 9}", "OwnerId": lambda at: f"0055000000Gv{at % 3:03}AAR",
               "Owner": lambda at: f"Ann {at % 3}"}  # fmt: skip
    matched = fields_of(_read(columns))
    assert (matched["customer"], matched["rep"]) == ("Account Name", "Owner")


def test_a_date_that_tells_the_rows_of_a_deal_apart_is_its_snapshots() -> None:
    columns: dict[str, Make] = {
        "id": lambda at: f"D-{at // 4}",
        "date": lambda at: (date(2026, 11, 2) + timedelta(weeks=at % 4)).isoformat(),
        "stage": lambda at: STAGES[at % 4],
    }
    assert fields_of(_read(columns))["snapshot_date"] == "date"


def test_a_closing_date_that_open_deals_have_is_expected() -> None:
    intake = _read({"id": lambda at: f"D-{at}", "stage": lambda at: STAGES[at % 4], "结单日期": lambda at: _day(at)})
    assert fields_of(intake)["expected_close"] == "结单日期"


def test_people_are_not_taken_for_reps() -> None:
    intake = _read(BASE | {"Hakija": lambda at: ("Anna Meyer", "Boris Okafor", "Carla Silva")[at % 3]})
    assert "rep" not in fields_of(intake)
    assert intake.extra_roles == ("Hakija",)


def test_of_amounts_in_several_currencies_the_converted_ones_are_taken() -> None:
    columns = BASE | {
        "Amount": _amount,
        "Amount Currency": lambda at: ("EUR", "USD")[at % 2],
        "Amount (converted)": lambda at: f"{900 + at}",
        "Amount (converted) Currency": lambda at: "EUR",
    }
    intake = _read(columns)
    assert (fields_of(intake)["amount"], intake.currency) == ("Amount (converted)", "EUR")
    plain = _read(columns | {"Amount Currency": lambda at: "EUR"})
    assert fields_of(plain)["amount"] == "Amount"


def test_a_column_called_date_is_what_its_days_allow() -> None:
    past, one, ahead = ({"id": lambda at: f"D-{at}", "stage": lambda at: STAGES[at % 4], "date": make} for make in (
        lambda at: _day(-at), lambda at: _day(-6), lambda at: _day(at)))  # fmt: skip
    assert fields_of(_read(past))["created_on"] == "date"
    assert fields_of(_read(one))["snapshot_date"] == "date"
    assert "date" not in fields_of(_read(ahead)).values()


def test_an_expected_amount_that_is_nothing_for_lost_deals_is_asked_about() -> None:
    stages = ("Lead", "Proposal", "Closed Lost", "Closed Won")
    columns: dict[str, Make] = {"id": lambda at: f"D-{at}", "stage": lambda at: stages[at % 4]}
    weighted = _read(columns | {"Expected value": lambda at: "0" if at % 4 == 2 else _amount(at)})
    assert [item.about for item in weighted.report.questions] == ["Expected value"]
    assert fields_of(_read(columns | {"Expected value": _amount}))["amount"] == "Expected value"


def test_a_number_of_the_deal_that_only_counts_gives_way_to_a_reference() -> None:
    columns: dict[str, Make] = {"No.": lambda at: str(at // 2 + 1), "Reference": lambda at: f"D-2026-{at // 2:03}",
                                "stage": lambda at: STAGES[at % 4], "product": lambda at: "PQ"[at % 2]}  # fmt: skip
    assert fields_of(_read(columns))["opportunity_id"] == "Reference"


def test_a_day_of_something_else_is_not_taken_for_the_snapshots() -> None:
    columns: dict[str, Make] = {
        "id": lambda at: f"D-{at // 4}",
        "Next Meeting": lambda at: (date(2026, 11, 2) + timedelta(weeks=at % 4)).isoformat(),
        "stage": lambda at: STAGES[at % 4],
        "product": lambda at: f"P{at % 4}",
    }
    assert "snapshot_date" not in fields_of(_read(columns))


def test_a_column_of_steps_and_ends_is_the_stage_whatever_it_is_called() -> None:
    stages = (
        "Initial Chat",
        "Site Survey",
        "Tender Submitted",
        "Contract Lost",
        "Contract Won",
        "Best and Final Offer",
    )
    cells = [(f"FI-{at * 7:04}", stages[at % 6], _amount(at)) for at in range(ROWS)]
    intake = understood(("deals.csv", ("Tunnus", "Vaihe", "Arvo"), cells))
    assert fields_of(intake)["stage"] == "Vaihe"


def test_reasons_are_no_stages() -> None:
    reasons = ("Price", "Lost to competitor", "No budget", "Won on quality")
    cells = [(f"FI-{at * 7:04}", reasons[at % 4], _amount(at)) for at in range(ROWS)]
    assert not understood(("deals.csv", ("Tunnus", "Peruste", "Arvo"), cells)).snapshots.num_rows


def test_a_column_that_counts_the_rows_is_no_product() -> None:
    columns = BASE | {"Arvo": _amount, "Item": lambda at: str(at + 1)}
    assert "product" not in fields_of(_read(columns))


def test_the_day_of_something_unknown_is_when_deals_were_created_if_it_is_the_first() -> None:
    columns = BASE | {"Arvo": _amount, "Walkthrough Date": lambda at: _day(-400 + at)}
    with_close = columns | {"Close Date": lambda at: _day(-40 + at)}
    assert fields_of(_read(with_close))["created_on"] == "Walkthrough Date"


def test_the_number_of_a_quote_is_the_deals_where_nothing_else_is() -> None:
    columns = {"Quote No.": BASE["Tunnus"], "Stage": BASE["Vaihe"], "Arvo": _amount}
    assert fields_of(_read(columns))["opportunity_id"] == "Quote No."
    weekly = columns | {
        "Quote No.": lambda at: f"FI-{at % 20 * 7:04}",
        "Snapshot Date": lambda at: "2026-11-09" if at < 20 else "2026-11-16",
    }
    assert fields_of(_read(weekly))["opportunity_id"] == "Quote No."


def test_numbers_that_are_full_for_won_and_0_for_lost_deals_are_the_probability() -> None:
    stages, chances = ("Lead", "Proposal", "Closed Won", "Closed Lost"), ("10", "60", "100", "0")
    columns = BASE | {"Vaihe": lambda at: stages[at % 4], "Arvo": _amount}
    assert fields_of(_read(columns | {"Luku": lambda at: chances[at % 4]}))["probability"] == "Luku"
    assert "probability" not in fields_of(_read(columns | {"Luku": lambda at: chances[at % 3]}))


def test_days_ahead_of_the_newest_deal_are_the_expected_close_of_an_old_export() -> None:
    columns = BASE | {
        "Arvo": _amount,
        "Created": lambda at: _day(-300 + at),
        "Arvioitu": lambda at: _day(-290) if _is_won(at) else _day(-200 + at),
    }
    assert fields_of(_read(columns))["expected_close"] == "Arvioitu"
