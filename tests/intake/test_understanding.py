from __future__ import annotations

import random
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.errors import NothingToAnalyze
from analyzer.intake.tables.assembly import COLUMNS
from analyzer.model import Target
from analyzer.settings import Settings
from tests.intake.tables import assert_nothing_is_lost, notes_of, rows_of, understood

HEADERS = ("id", "stage", "amount")


def test_snapshots_have_exactly_the_columns_that_are_promised() -> None:
    table = understood(("deals.csv", HEADERS, [("1", "Lead", "1")])).snapshots
    assert table.schema.names == list(COLUMNS)
    assert {str(kind) for kind in table.schema.types} == {"date32[day]", "string", "decimal128(18, 2)", "double"}


def test_text_is_stripped_and_blank_is_null() -> None:
    rows = [("\u00a01 ", "Lead", "  West\t", "uu00a0 a b", "\u3000"), ("2", "Lead", "West", None, "u")]
    intake = understood(("deals.csv", ("id", "stage", "region", "name", "customer"), rows))
    assert rows_of(intake, "opportunity_id", "region", "opportunity_name", "customer") == [
        ("1", "West", "uu00a0 a b", None),
        ("2", "West", None, "u"),
    ]


def test_an_amount_that_is_none_rejects_its_row_and_a_blank_one_is_no_amount() -> None:
    rows = [
        ("1", "Lead", "1.234,56"),
        ("2", "Lead", "5 pcs"),
        ("3", "Lead", None),
        ("4", "Lead", "1.234"),
        ("5", "Lead", "(500)"),
    ]
    intake = understood(("deals.csv", HEADERS, rows))
    assert rows_of(intake, "opportunity_id", "amount") == [
        ("1", Decimal("1234.56")), ("3", None), ("4", Decimal(1234)), ("5", Decimal(-500)),
    ]  # fmt: skip
    rejected = intake.report.sheets[0].rejected
    assert [(row.row, row.field, row.value, row.cells["id"]) for row in rejected] == [(3, "amount", "5 pcs", "2")]
    assert "1 amounts are below zero" in notes_of(intake)
    assert_nothing_is_lost(intake)


def test_a_bad_cell_that_is_not_needed_is_blanked_and_said_and_the_deal_stays() -> None:
    rows = [("1", "Lead", "2025-02-30", "150"), ("2", "Lead", "2025-03-04", "60"), ("3", "Lead", "45720", "7")]
    intake = understood(("deals.csv", ("id", "stage", "created on", "probability"), rows))
    assert rows_of(intake, "created_on", "probability") == [
        (None, None), (date(2025, 3, 4), 0.6), (date(2025, 3, 4), 0.07),
    ]  # fmt: skip
    assert "“created on”: 1 cells are not understood and count as blank, such as ['2025-02-30']" in notes_of(intake)
    assert "“probability”: 1 cells are not understood" in notes_of(intake)


@pytest.mark.parametrize(
    ("texts", "shares"),
    [
        (("0.6", "1", "0"), (0.6, 1, 0)),
        (("60", "1", "100"), (0.6, 0.01, 1)),
        (("60%", "1%", "12,5 %"), (0.6, 0.01, 0.125)),
    ],
)
def test_a_probability_is_a_share_whichever_way_it_is_written(
    texts: tuple[str, ...], shares: tuple[float, ...]
) -> None:
    rows = [(str(at), "Lead", text) for at, text in enumerate(texts)]
    intake = understood(("deals.csv", ("id", "stage", "probability"), rows))
    assert [row[0] for row in rows_of(intake, "probability")] == pytest.approx(shares)


def test_the_header_of_an_amount_may_say_ten_thousands() -> None:
    intake = understood(
        ("商机.csv", ("编号", "阶段", "预计成交金额（万元）"), [("1", "报价", "12.5"), ("2", "报价", "3")])
    )
    assert rows_of(intake, "amount") == [(125000,), (30000,)]
    assert "10000" in notes_of(intake)


def test_the_same_deal_twice_with_the_same_product_is_a_duplicate_and_the_last_one_stands() -> None:
    rows = [("1", "Lead", "5", "P"), ("2", "Lead", "6", "P"), ("1", "Won", "7", "P")]
    intake = understood(("deals.csv", ("id", "stage", "amount", "product"), rows))
    assert rows_of(intake, "opportunity_id", "stage", "amount") == [("2", "Lead", 6), ("1", "Won", 7)]
    assert [(row.row, row.value) for row in intake.report.sheets[0].rejected] == [(2, "1")]
    assert_nothing_is_lost(intake)


def test_the_same_deal_with_other_products_is_line_items_with_the_last_ones_stage() -> None:
    rows = [("1", "Lead", "5", "P"), ("1", "Proposal", "7", "Q"), ("2", "Lead", "6", "P")]
    intake = understood(("deals.csv", ("id", "stage", "amount", "product"), rows))
    assert rows_of(intake, "opportunity_id", "stage", "amount", "product") == [
        ("1", "Proposal", 5, "P"), ("1", "Proposal", 7, "Q"), ("2", "Lead", 6, "P"),
    ]  # fmt: skip
    assert "lines of different stages" in str(intake.report.notes[0])


def test_without_an_id_a_deal_is_its_name_and_customer_and_it_is_said() -> None:
    rows = [("Pilot", "A", "Lead"), ("Pilot", "B", "Lead"), ("Pilot", "A", "Won")]
    intake = understood(("deals.csv", ("deal name", "customer", "stage"), rows))
    assert rows_of(intake, "opportunity_id", "stage") == [("Pilot · B", "Lead"), ("Pilot · A", "Won")]
    assert "3 rows have no id" in notes_of(intake)


def test_a_row_without_id_falls_back_to_its_name() -> None:
    intake = understood(("deals.csv", ("id", "name", "stage"), [("1", "Pilot", "Lead"), (None, "Trial", "Lead")]))
    assert rows_of(intake, "opportunity_id") == [("1",), ("Trial",)]
    assert "1 rows have no id" in notes_of(intake)


def test_rows_with_nothing_to_tell_them_apart_each_count() -> None:
    intake = understood(("deals.csv", ("stage", "amount"), [("Lead", "5"), ("Lead", "5")]))
    assert [row[0] for row in rows_of(intake, "amount")] == [5, 5]
    assert len({row[0] for row in rows_of(intake, "opportunity_id")}) == 2
    assert "2 rows have neither id nor name nor customer" in notes_of(intake)


def test_ids_stay_as_they_are_written() -> None:
    ids = ["000005", "123456789012345678", "1.2E+17", "5"]
    intake = understood(("deals.csv", ("id", "stage"), [(own, "Lead") for own in ids]))
    assert [row[0] for row in rows_of(intake, "opportunity_id")] == ids


def test_dates_that_fit_two_orders_are_asked_for_and_left_blank_until_answered() -> None:
    rows = [("1", "Lead", "03/04/2025"), ("2", "Lead", "05/06/2025")]
    sheet = ("deals.csv", ("id", "stage", "created date"), rows)
    intake = understood(sheet)
    assert rows_of(intake, "created_on") == [(None,), (None,)]
    assert [(question.kind, question.about) for question in intake.report.questions] == [("date_order", "created date")]
    answer = Settings.from_toml(intake.report.questions[0].setting)
    assert rows_of(understood(sheet, settings=answer), "created_on") == [(date(2025, 4, 3),), (date(2025, 6, 5),)]


def test_another_column_of_the_sheet_shows_the_order_of_dates() -> None:
    rows = [("1", "Lead", "03/04/2025", "31/12/2026"), ("2", "Lead", "05/06/2025", "30/11/2026")]
    intake = understood(("deals.csv", ("id", "stage", "created date", "close date"), rows))
    assert rows_of(intake, "created_on") == [(date(2025, 4, 3),), (date(2025, 6, 5),)]
    assert not intake.report.questions
    assert "as another column of the sheet shows" in notes_of(intake)


def test_one_currency_is_the_currency() -> None:
    intake = understood(
        ("deals.csv", ("id", "stage", "amount", "currency"), [("1", "Lead", "5", "人民币"), ("2", "Lead", "6", "CNY")])
    )
    assert intake.currency == "CNY"
    assert rows_of(intake, "amount") == [(5,), (6,)]


def test_the_sign_beside_the_amount_tells_the_currency() -> None:
    assert understood(("deals.csv", HEADERS, [("1", "Lead", "€5"), ("2", "Lead", "7")])).currency == "EUR"


def test_an_amount_in_another_currency_is_priced_by_its_rate_or_not_at_all() -> None:
    rows = [("1", "Lead", "5", "USD"), ("2", "Lead", "10", "CNY"), ("3", "Lead", "7", "HKD"), ("4", "Lead", "1", "CNY")]
    sheet = ("deals.csv", ("id", "stage", "amount", "currency"), rows)
    intake = understood(sheet, settings=Settings(rates={"USD": 7.125}))
    assert intake.currency == "CNY"
    assert rows_of(intake, "amount") == [(Decimal("35.63"),), (10,), (None,), (1,)]
    assert any("1 amounts in HKD have no rate" in str(note) for note in intake.report.notes)
    assert rows_of(understood(sheet, settings=Settings(currency="HKD")), "amount") == [(None,), (None,), (7,), (None,)]


def test_names_that_would_run_elsewhere_are_only_text() -> None:
    header = "region'); drop table raw_0; --"
    rows = [('=HYPERLINK("http://x")', "Lead", "<script>alert(1)</script>", "x' or 1=1"), ("{{7*7}}", "Won", "%s", '"')]
    intake = understood(
        ("a';drop.csv", ("id", "stage", "customer", header), rows), settings=Settings(columns={header: "region"})
    )
    assert rows_of(intake, "opportunity_id", "customer", "region") == [
        ('=HYPERLINK("http://x")', "<script>alert(1)</script>", "x' or 1=1"), ("{{7*7}}", "%s", '"'),
    ]  # fmt: skip


def test_headers_that_are_blank_or_stand_twice_do_no_harm() -> None:
    intake = understood(
        (
            "deals.csv",
            ("id", "", "stage", "stage", ""),
            [("1", "x", "Quibble", "Lead", "y"), ("2", "z", "?", "Won", "")],
        )
    )
    assert_nothing_is_lost(intake)


def test_without_opportunities_it_says_so_and_what_to_do() -> None:
    with pytest.raises(NothingToAnalyze) as error:
        understood(("prices.csv", ("thing", "price"), [("nut", "1"), ("bolt", "2")]))
    assert "prices.csv" in str(error.value.what)
    assert error.value.next_step is not None


def test_where_a_column_may_hold_the_stages_it_asks_which() -> None:
    rows = [(str(at), ("red", "green")[at % 2], "10") for at in range(10)]
    sheet = ("deals.csv", ("id", "colour", "amount"), rows)
    question = understood(sheet).report.questions[0]
    assert (question.kind, question.options) == ("columns", ("colour",))
    answered = understood(sheet, settings=Settings.from_toml(question.setting))
    assert [question.kind for question in answered.report.questions] == ["stages", "stages"]


def test_a_header_without_rows_has_nothing_to_analyze() -> None:
    with pytest.raises(NothingToAnalyze):
        understood(("deals.csv", HEADERS, []))


def test_targets_come_by_role_or_by_a_column_that_is_the_role() -> None:
    deals = ("book.xlsx/Deals", HEADERS, [("1", "Lead", "1")])
    long = ("book.xlsx/Targets", ("role", "member", "starts_on", "ends_on", "amount"), [
        ("region", "East", "2026-10-01", "2026-12-31", "1.000,50"), ("colour", "Red", "2026-10-01", "2026-12-31",
        "5"),
    ])  # fmt: skip
    short = (
        "book.xlsx/目标",
        ("产品", "季度", "目标金额"),
        [("P", "2026年第四季度", "12万"), ("Q", "FY26-Q1", "5"), ("R", "soon", "5")],
    )
    intake = understood(deals, long, short, settings=Settings(fiscal_year_start=4))
    assert intake.targets == (
        Target("region", "East", date(2026, 10, 1), date(2026, 12, 31), Decimal("1000.50")),
        Target("product", "P", date(2026, 10, 1), date(2026, 12, 31), Decimal(120000)),
        Target("product", "Q", date(2025, 4, 1), date(2025, 6, 30), Decimal(5)),
    )
    assert [(sheet.table, sheet.rows_loaded, sheet.rows_rejected) for sheet in intake.report.sheets] == [
        ("opportunities", 1, 0), ("targets", 1, 1), ("targets", 2, 1),
    ]  # fmt: skip


def test_a_target_that_is_set_again_for_the_same_days_replaces_the_earlier_one() -> None:
    deals = ("d.csv", HEADERS, [("1", "Lead", "1")])
    headers = ("role", "member", "period", "target")
    first = ("targets.csv", headers, [("region", "East", "2026Q4", "100"), ("region", "West", "2026Q4", "70")])
    again = ("targets (1).csv", headers, [("region", "East", "2026Q4", "120")])
    intake = understood(deals, first, again)
    assert {target.member: target.amount for target in intake.targets} == {"East": 120, "West": 70}
    assert [(sheet.rows_loaded, sheet.rows_rejected) for sheet in intake.report.sheets] == [(1, 0), (1, 1), (1, 0)]


def test_targets_that_differ_in_another_column_add_up() -> None:
    deals = ("d.csv", HEADERS, [("1", "Lead", "1")])
    rows = [("East", "Red", "2026Q4", "100"), ("East", "Blue", "2026Q4", "100")]
    intake = understood(deals, ("targets.csv", ("region", "squad", "quarter", "target"), rows))
    assert [target.amount for target in intake.targets] == [100, 100]


def test_a_later_file_of_targets_takes_the_place_of_an_earlier_one_whatever_else_its_rows_say() -> None:
    deals = ("deals.csv", ("id", "stage", "region"), [("1", "Lead", "East")])
    headers = ("region", "squad", "quarter", "target", "achieved")
    first = ("targets.csv", headers, [("East", "A", "2026Q4", "100", "10"), ("East", "B", "2026Q4", "50", "5")])
    again = ("targets (1).csv", headers, [("EAST", "A", "2026Q4", "100", "25"), ("EAST", "B", "2026Q4", "50", "9")])
    intake = understood(deals, first, again)
    assert [(target.member, target.amount) for target in intake.targets] == [("East", 100), ("East", 50)]
    assert [sheet.rows_rejected for sheet in intake.report.sheets] == [0, 2, 0]


def test_targets_without_a_period_are_said_to_be_unused() -> None:
    deals = ("d.csv", ("id", "stage", "region"), [("1", "Lead", "East"), ("2", "Lead", "West")])
    intake = understood(deals, ("targets.csv", ("region", "target"), [("East", "1"), ("West", "2")]))
    assert not intake.targets
    assert any("“target” is not used: a target needs its period" in str(note) for note in intake.report.sheets[1].notes)


def test_a_stage_history_gives_a_snapshot_for_each_monday_it_covers() -> None:
    log = ("log.csv", ("Opportunity ID", "From Stage", "To Stage", "Changed At"), [
        ("1", None, "Lead", "2026-11-02 09:00:00"), ("2", None, "Lead", "2026-11-05"),
        ("1", "Lead", "Proposal", "2026-11-09 18:30:00"), ("1", "Proposal", "Won", "2026-11-11"), ("2", "Lead",
        "Quibble", "2026-11-12"),
    ])  # fmt: skip
    deals = (
        "deals 2026-11-20.csv",
        ("id", "stage", "amount", "region"),
        [("1", "Won", "9", "East"), ("2", "Lead", "4", "West")],
    )
    intake = understood(log, deals)
    assert rows_of(intake, "snapshot_date", "opportunity_id", "stage", "amount", "region") == [
        (date(2026, 11, 2), "1", "Lead", 9, "East"),
        (date(2026, 11, 9), "1", "Proposal", 9, "East"),
        (date(2026, 11, 9), "2", "Lead", 4, "West"),
        (date(2026, 11, 20), "1", "Won", 9, "East"),
        (date(2026, 11, 20), "2", "Lead", 4, "West"),
    ]
    assert intake.report.sheets[0].table == "stage_history"
    assert intake.report.sheets[0].snapshot_dates == (date(2026, 11, 2), date(2026, 11, 9))
    assert intake.report.sheets[0].rows_rejected == 1
    assert_nothing_is_lost(intake)


def test_a_summary_beside_the_deals_is_passed_over() -> None:
    deals = ("book.xlsx/Deals", HEADERS, [("1", "Lead", "1"), ("2", "Won", "2")])
    pivot = ("book.xlsx/Pivot", ("Stage", "Amount"), [("Lead", "1"), ("Won", "2")])
    intake = understood(pivot, deals)
    assert [sheet.table for sheet in intake.report.sheets] == ["not_used", "opportunities"]
    assert intake.snapshots.num_rows == 2
    assert_nothing_is_lost(intake)


def test_a_status_that_holds_no_stages_does_not_make_opportunities() -> None:
    accounts = (
        "accounts.csv",
        ("account", "status", "sector"),
        [("Acme", "active", "Retail"), ("Beta", "dormant", "Mining")],
    )
    deals = ("deals.csv", ("id", "stage", "account"), [("1", "Lead", "Acme"), ("2", "Won", "Beta")])
    intake = understood(accounts, deals)
    assert [sheet.table for sheet in intake.report.sheets] == ["lookup", "opportunities"]
    assert not intake.report.questions


def test_one_question_is_asked_once_for_the_files_of_several_weeks() -> None:
    rows = [("1", "Lead", "03/04/2025")]
    weeks = [(f"2026-11-{day:02}.csv", ("id", "stage", "created date"), rows) for day in (9, 16)]
    assert len(understood(*weeks).report.questions) == 1


CELLS = st.tuples(
    st.sampled_from(["1", "2", "3", "4", None]),
    st.sampled_from(["Lead", "lead ", "Proposal", "Won", "Quibble", None]),
    st.sampled_from(["1", "2.50", "1,000", "TBD", "5 pcs", None, "(3)"]),
    st.sampled_from(["P", "Q", None]),
    st.sampled_from(["2026-11-02", "2026-11-09", None, "soon"]),
)


@settings(max_examples=30, deadline=None)
@given(rows=st.lists(CELLS, min_size=1, max_size=12))
def test_rows_read_are_loaded_rejected_or_not_data(rows: list[tuple[str | None, ...]]) -> None:
    try:
        intake = understood(("deals.csv", ("id", "stage", "amount", "product", "snapshot date"), rows))
    except NothingToAnalyze:
        return
    assert_nothing_is_lost(intake)
    assert intake.report.sheets[0].rows_loaded == intake.snapshots.num_rows
    assert len(intake.report.sheets[0].rejected) == intake.report.sheets[0].rows_rejected


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10**6), count=st.integers(2, 25))
def test_shuffled_rows_give_the_same_snapshots_in_another_order(seed: int, count: int) -> None:
    draw = random.Random(seed)
    stages = ("Lead", "Proposal", "Negotiation", "Won", "Lost")
    rows = [
        (str(at), draw.choice(stages), draw.choice(("1,000", "5.5", None)), draw.choice(("13/04/2026", "02/03/2026")))
        for at in range(count)
    ]
    shuffled = draw.sample(rows, len(rows))
    headers = ("id", "stage", "amount", "created on")
    one, other = (understood(("deals.csv", headers, cells)) for cells in (rows, shuffled))
    assert sorted(rows_of(one, *COLUMNS), key=str) == sorted(rows_of(other, *COLUMNS), key=str)
    assert one.stages == other.stages
    assert [row[0] for row in rows_of(other, "opportunity_id")] == [row[0] for row in shuffled]


def test_deals_with_chances_and_types_are_no_list_of_stages() -> None:
    headers = ("Opportunity Name", "Sales Stage", "Probability (%)", "Type", "Likely")
    rows = [
        ("A", "Proposal", "60%", "New", "100"),
        ("B", "Proposal", "60%", "New", "200"),
        ("C", "Won", "100%", "New", "5"),
    ]
    intake = understood(("deals.csv", headers, rows))
    assert [sheet.table for sheet in intake.report.sheets] == ["opportunities"]
    assert intake.snapshots.num_rows == 3
