"""Members of a role: one for each name, however it is spelled; what only may be the same is proposed."""

from __future__ import annotations

import unicodedata

from analyzer.intake.report import Alike
from analyzer.settings import Settings
from tests.intake.tables import assert_nothing_is_lost, rows_of, understood

HEADERS = ("id", "stage", "region")


def regions(*texts: str | None, settings: Settings | None = None) -> list[str | None]:
    rows = [(str(at), "Lead", text) for at, text in enumerate(texts)]
    intake = understood(("deals.csv", HEADERS, rows), settings=settings)
    assert_nothing_is_lost(intake)
    return [row[0] for row in rows_of(intake, "region")]


def test_case_width_and_spaces_make_no_other_member_and_the_most_frequent_spelling_stands() -> None:
    assert regions("East", "East", "EAST ", "ｅａｓｔ", " east", "West") == ["East"] * 5 + ["West"]
    assert regions("EAST", "EAST", "East") == ["EAST"] * 3
    assert regions("North  East", "North East", "North\u00a0East", "North East") == ["North East"] * 4
    assert regions("张 三", "张三", "张三") == ["张三"] * 3


def test_of_two_spellings_in_as_many_rows_the_one_with_both_kinds_of_letters_stands() -> None:
    assert regions("EAST", "East") == ["East", "East"]


def test_marks_that_combine_and_marks_of_direction_make_no_other_member() -> None:
    apart = unicodedata.normalize("NFD", "Málaga")
    assert regions("Málaga", apart, "Málaga") == ["Málaga"] * 3
    assert regions("الرياض", "\u200fالرياض", "الرياض") == ["الرياض"] * 3
    assert regions("𠮷野", "𠮷野 ", "𠮷野") == ["𠮷野"] * 3


def test_the_joined_spellings_are_said() -> None:
    rows = [(str(at), "Lead", text) for at, text in enumerate(("East", "East", "EAST", "ｅａｓｔ"))]
    notes = [str(note) for note in understood(("deals.csv", HEADERS, rows)).report.notes]
    assert any("“region”: 1 members are spelled in several ways" in note and "East" in note for note in notes)


def test_one_name_is_one_member_over_all_weeks_and_tables() -> None:
    first = ("2026-11-09.csv", ("id", "stage", "rep"), [("1", "Lead", "ann lee"), ("2", "Lead", "BOB")])
    second = (
        "2026-11-16.csv",
        ("id", "stage", "rep"),
        [("1", "Lead", "Ann Lee"), ("2", "Lead", "Bob"), ("3", "Lead", "Bob"), ("4", "Lead", "Ann Lee")],
    )
    teams = ("teams.csv", ("rep", "region"), [("ANN LEE", "East"), ("bob", "east ")])
    intake = understood(first, second, teams)
    assert [row[0] for row in rows_of(intake, "rep")] == ["Ann Lee", "Bob", "Ann Lee", "Bob", "Bob", "Ann Lee"]
    assert {row[0] for row in rows_of(intake, "region")} == {"East"}
    assert intake.report.joins[0].match_rate == 1


def test_a_target_finds_its_member_however_it_is_spelled() -> None:
    deals = ("deals.csv", HEADERS, [("1", "Lead", "East"), ("2", "Lead", "East")])
    targets = ("targets.csv", ("region", "quarter", "target"), [("EAST ", "2026Q4", "100")])
    assert [target.member for target in understood(deals, targets).targets] == ["East"]


def test_script_variants_and_near_misses_stay_apart_and_are_proposed() -> None:
    rows = [(str(at), "Lead", rep, product) for at, (rep, product) in enumerate([
        ("张三", "GTX Pro"), ("张三", "GTX Pro"), ("張三", "GTXPro"), ("李四", "GTX Basic"), ("李四", "GTX Basic"),
        ("李四", "GTX Basic"), ("李四", "GTX Basci"),
    ])]  # fmt: skip
    intake = understood(("deals.csv", ("id", "stage", "rep", "product"), rows))
    assert {row[0] for row in rows_of(intake, "rep")} == {"张三", "張三", "李四"}
    assert set(intake.report.alike) == {
        Alike("rep", "張三", "张三", 1), Alike("product", "GTXPro", "GTX Pro", 1),
        Alike("product", "GTX Basci", "GTX Basic", 1),
    }  # fmt: skip


def test_members_that_differ_in_a_number_or_a_letter_of_its_own_are_not_proposed() -> None:
    names = ["Enterprise 100", "Enterprise 200", "Sales Team A", "Sales Team B", "华东一区", "华东二区"]
    rows = [(str(at), "Lead", name) for at, name in enumerate(names + names[::2] * 4)]
    assert understood(("deals.csv", HEADERS, rows)).report.alike == ()


def test_what_the_user_said_is_not_proposed_again() -> None:
    rows = [("1", "Lead", "GTX Pro"), ("2", "Lead", "GTX Pro"), ("3", "Lead", "GTXPro"), ("4", "Lead", "gtxpro ")]
    sheet = ("deals.csv", ("id", "stage", "product"), rows)
    same = understood(sheet, settings=Settings(same_as={"product": {"GTXPro": "GTX Pro"}}))
    assert [row[0] for row in rows_of(same, "product")] == ["GTX Pro"] * 4
    assert same.report.alike == ()
    apart = understood(sheet, settings=Settings(same_as={"product": {"GTXPro": "GTXPro"}}))
    assert [row[0] for row in rows_of(apart, "product")][:3] == ["GTX Pro", "GTX Pro", "GTXPro"]
    assert apart.report.alike == ()


def test_spellings_that_the_user_keeps_apart_stay_apart() -> None:
    assert regions("East", "East", "EAST", settings=Settings(same_as={"region": {"EAST": "EAST"}})) == [
        "East", "East", "EAST",
    ]  # fmt: skip


def test_five_hundred_products_are_read_and_paired() -> None:
    rows = [(str(at), "Lead", f"Product {at:03}") for at in range(500)] * 2 + [("x", "Lead", "product 007")]
    intake = understood(("deals.csv", ("id", "stage", "product"), rows))
    assert len({row[0] for row in rows_of(intake, "product")}) == 500
    assert intake.report.alike == ()
