from __future__ import annotations

from analyzer.settings import Settings
from tests.intake.tables import assert_nothing_is_lost, fields_of, notes_of, rows_of, understood

DEALS = ("deals.csv", ("id", "stage", "sales agent", "account", "product"), [
    ("1", "Lead", "Ann", "Acme", "GTXPro"), ("2", "Lead", "Bob", "Beta", "GTX Basic"),
    ("3", "Won", "Cid", "Nobody", "GTX Basic"), ("4", "Won", "Ann", None, "MG Special"),
])  # fmt: skip
TEAMS = ("teams.csv", ("sales agent", "manager", "regional office"), [
    ("Ann", "Max", "East"), ("Bob", "Max", "West"), ("Cid", "Moe", "West"), ("Dan", "Moe", "North"),
])  # fmt: skip
ACCOUNTS = ("accounts.csv", ("account", "sector", "revenue", "office location"), [
    ("Acme", "Retail", "100.5", "Kenya"), ("Beta", "Mining", "7", "Japan"), ("Gamma", "Retail", "9", "Italy"),
])  # fmt: skip
PRODUCTS = ("products.csv", ("product", "series", "sales price"), [
    ("GTX Pro", "GTX", "10"), ("GTX Basic", "GTX", "5"), ("MG Special", "MG", "1"),
])  # fmt: skip


def test_lookups_fill_the_roles_that_the_opportunities_lack() -> None:
    intake = understood(DEALS, TEAMS, ACCOUNTS, PRODUCTS)
    assert rows_of(intake, "opportunity_id", "region", "industry", "product", "amount") == [
        ("1", "East", "Retail", "GTXPro", None), ("2", "West", "Mining", "GTX Basic", None),
        ("3", "West", None, "GTX Basic", None), ("4", "East", None, "MG Special", None),
    ]  # fmt: skip
    assert [sheet.table for sheet in intake.report.sheets] == ["opportunities", "lookup", "lookup", "lookup"]
    assert [sheet.rows_loaded for sheet in intake.report.sheets] == [4, 4, 3, 3]
    assert_nothing_is_lost(intake)


def test_the_match_rate_and_what_is_missing_are_told() -> None:
    joins = {join.file: join for join in understood(DEALS, TEAMS, ACCOUNTS, PRODUCTS).report.joins}
    assert joins["teams.csv"].match_rate == 1
    assert joins["teams.csv"].adds == ("regional office",)
    assert joins["accounts.csv"].match_rate == 2 / 3
    assert joins["accounts.csv"].unmatched == {"Nobody": (1, None)}
    assert joins["products.csv"].unmatched == {"GTXPro": (1, "GTX Pro")}
    assert joins["products.csv"].key == "product"


def test_a_near_miss_is_applied_only_when_the_user_says_so() -> None:
    intake = understood(DEALS, PRODUCTS, settings=Settings(same_as={"product": {"GTXPro": "GTX Pro"}}))
    assert rows_of(intake, "product")[0] == ("GTX Pro",)
    assert intake.report.joins[0].match_rate == 1
    assert intake.report.joins[0].unmatched == {}


def test_members_said_to_be_the_same_are_one_without_any_lookup() -> None:
    intake = understood(DEALS, settings=Settings(same_as={"rep": {"Cid": "Bob"}}))
    assert [row[0] for row in rows_of(intake, "rep")] == ["Ann", "Bob", "Bob", "Ann"]


def test_a_role_that_the_opportunities_have_is_not_replaced() -> None:
    deals = (
        "deals.csv",
        ("id", "stage", "sales agent", "region"),
        [("1", "Lead", "Ann", "South"), ("2", "Lead", "Bob", None)],
    )
    assert rows_of(understood(deals, TEAMS), "region") == [("South",), (None,)]


def test_amounts_of_a_lookup_are_never_the_deals_amounts() -> None:
    intake = understood(DEALS, ACCOUNTS, PRODUCTS)
    assert "amount" not in fields_of(intake, 1).keys() | fields_of(intake, 2).keys()


def test_a_key_that_stands_twice_joins_once_and_the_last_one_stands() -> None:
    twice = (TEAMS[0], TEAMS[1], [*TEAMS[2], ("Ann", "Max", "South"), (None, "Max", "South")])
    intake = understood(DEALS, twice)
    assert rows_of(intake, "opportunity_id", "region")[0] == ("1", "South")
    assert len(rows_of(intake, "opportunity_id")) == 4
    assert [(row.row, str(row.reason)) for row in intake.report.sheets[1].rejected] == [
        (2, "A later row has the same key; the last one stands."),
        (7, "The row has no key to look it up by."),
    ]
    assert_nothing_is_lost(intake)


def test_lookups_serve_every_week_of_an_upload() -> None:
    weeks = [(f"pipeline 2026-11-{day:02}.csv", DEALS[1], DEALS[2]) for day in (9, 16)]
    intake = understood(*weeks, TEAMS)
    assert [row[0] for row in rows_of(intake, "region")] == ["East", "West", "West", "East"] * 2
    assert intake.report.joins[0].match_rate == 1


def test_a_sheet_that_shares_nothing_is_not_used_and_says_why() -> None:
    other = ("holidays.csv", ("day", "holiday"), [("2026-01-01", "New Year"), ("2026-12-25", "Christmas")])
    intake = understood(DEALS, other)
    sheet = intake.report.sheets[1]
    assert (sheet.table, sheet.rows_loaded, sheet.rows_not_data) == ("not_used", 0, 2)
    assert "no table here shares a key" in notes_of(intake, 1)
    assert_nothing_is_lost(intake)
