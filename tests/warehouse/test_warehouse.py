from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from analyzer import figures
from analyzer.errors import DataTooLarge, QueryTookTooLong
from analyzer.model import BLANK, Query, Selection, Target
from analyzer.settings import Settings
from analyzer.warehouse import Warehouse
from tests.pipelines import NOV_9, NOV_16, ROWS, SELECTION, SETTINGS, STAGES, TARGETS, Row, table, warehouse

SLOW = Query("slow", "select count(*) from range(100000000) a, range(1000) b where a.range * b.range % 7 = 3")


@pytest.fixture(scope="module")
def house() -> Iterator[Warehouse]:
    held = warehouse(ROWS, STAGES, TARGETS)
    yield held
    held.close()


def one(house: Warehouse, sql: str, **scope: object) -> object:
    return house.run(Query("one", sql, {}, scope)).iloc[0, 0]


def test_every_figure_answers_before_anything_is_loaded() -> None:
    empty = Warehouse()
    queries = [
        figures.snapshots(),
        figures.gauges(SELECTION, "region", SETTINGS),
        figures.waterfall(SELECTION),
        figures.transitions(SELECTION),
        figures.candles(SELECTION),
        figures.products(SELECTION, "product", SETTINGS),
        figures.trend(SELECTION, "rep"),
        figures.deals(SELECTION),
        figures.moved_deals(SELECTION),
        figures.deal_history("A"),
        figures.targets(SELECTION, "region", SETTINGS),
        figures.dwell(SELECTION, SETTINGS),
        figures.conversion(SELECTION, SETTINGS),
        figures.sales_cycle(SELECTION),
        figures.outcome_times(SELECTION),
        figures.layer_trend(SELECTION, "rep"),
        figures.close_pushes(SELECTION),
        figures.detours(SELECTION),
        figures.overdue_deals(SELECTION, SETTINGS),
    ]
    assert all(empty.run(query).empty for query in queries)
    assert empty.run(figures.outcomes(SELECTION))["count"].tolist() == [0, 0, 0]


def test_filters_reach_the_query_they_belong_to_and_no_other(house: Warehouse) -> None:
    count = "select count(*) from selected_snapshot"
    assert one(house, count) == len(ROWS)
    assert one(house, count, region_members=["East"]) == sum(row.region == "East" for row in ROWS)
    assert one(house, count, region_members=[BLANK, "West"], rep_members=["Wes"]) == sum(
        row.region != "East" and row.rep == "Wes" for row in ROWS
    )
    assert one(house, count) == len(ROWS)


def test_a_name_that_looks_like_sql_is_only_a_name(house: Warehouse) -> None:
    nasty = "'); drop table snapshot; --"
    assert one(house, "select count(*) from selected_snapshot", region_members=[nasty]) == 0
    assert house.run(figures.deal_history(nasty)).empty
    assert one(house, "select count(*) from selected_snapshot") == len(ROWS)


def test_members_with_markup_and_quotes_come_back_as_they_are() -> None:
    name = """<script>alert("O'Brien")</script>"""
    held = warehouse([Row(NOV_16, "X", "Lead", Decimal(1), region=name)], STAGES)
    assert held.run(figures.members("region"))["member"].tolist() == [name]
    assert held.run(figures.outcomes(SELECTION.narrowed("region", name)))["count"].tolist() == [1, 0, 0]


def test_an_unknown_scope_value_is_refused(house: Warehouse) -> None:
    with pytest.raises(KeyError):
        one(house, "select 1", threads=1)


def test_loading_again_replaces_everything(house: Warehouse) -> None:
    held = warehouse(ROWS, STAGES, TARGETS)
    held.load(table([Row(NOV_9, "Z", "Lead")]), STAGES[:1], ())
    assert held.run(figures.snapshots())["deals"].tolist() == [1]
    assert len(held.run(figures.stages())) == 1
    assert held.run(figures.targets(SELECTION, "region", SETTINGS)).empty


def test_a_failed_load_leaves_what_was_there() -> None:
    held = warehouse(ROWS, STAGES, TARGETS)
    with pytest.raises(duckdb.Error):
        held.load(table(ROWS).drop_columns(["probability"]), STAGES, ())
    assert held.run(figures.snapshots())["deals"].tolist() == [9, 10, 11]


def test_the_last_line_of_a_deal_gives_its_stage() -> None:
    lines = [Row(NOV_16, "X", "Lead", product="Alpha"), Row(NOV_16, "X", "Needs", product="Beta")]
    bars = warehouse(lines, STAGES).run(figures.waterfall(SELECTION))
    assert bars.loc[bars["count"] > 0, ["stage", "count"]].to_numpy().tolist() == [["Needs", 1]]


def test_the_newest_snapshot_gives_a_deal_its_lasting_values_in_any_order() -> None:
    older, newer = Row(NOV_9, "X", "Lead", rep="Ann"), Row(NOV_16, "X", "Lead", rep="Bob")
    for rows in ([older, newer], [newer, older]):
        assert one(warehouse(rows, STAGES), "select rep from opportunity") == "Bob"


def test_lines_are_numbered_in_the_order_read_and_a_single_one_is_not() -> None:
    rows = [
        Row(NOV_16, "X", "Lead", product="Alpha"),
        Row(NOV_16, "W", "Lead"),
        Row(NOV_16, "X", "Needs", product="Beta"),
        Row(NOV_9, "X", "Trial"),
    ]
    held = warehouse(rows, STAGES)
    found = held.run(
        Query(
            "lines", "select opportunity_key, line, stage from snapshot order by snapshot_date, opportunity_key, line"
        )
    )
    assert found.to_numpy().tolist() == [[2, 0, "Trial"], [1, 0, "Lead"], [2, 1, "Needs"], [2, 2, "Needs"]]


def test_a_member_called_blank_is_one_with_those_that_are_blank() -> None:
    held = warehouse([Row(NOV_16, "X", "Lead", region=BLANK), Row(NOV_16, "Y", "Lead", region=None)], STAGES)
    assert held.run(figures.members("region"))["member"].tolist() == [BLANK]


def test_what_was_loaded_is_compressed_when_it_has_settled() -> None:
    held = Warehouse()
    rows = [Row(NOV_16, f"{number:06}", "Lead", Decimal(number % 7), region="East") for number in range(20_000)]
    held.load(table(rows), STAGES, ())
    held.settle()
    kept = "select count(*) from pragma_storage_info('snapshot') where compression = 'Uncompressed'"
    assert one(held, kept) == 0


def test_amounts_are_exact_to_the_cent() -> None:
    rows = [Row(NOV_16, f"{n}", "Lead", Decimal("0.10")) for n in range(1000)]
    rows.append(Row(NOV_16, "large", "Lead", Decimal("900000000000.01")))
    assert warehouse(rows, STAGES).run(figures.waterfall(SELECTION))["amount"].iloc[0] == 900000000100.01


def test_text_without_any_value_is_text_still(house: Warehouse) -> None:
    answer = house.run(figures.gauges(SELECTION, "industry", Settings()))
    assert answer["light"].isna().all()
    assert str(answer["light"].dtype) == "str"


def test_placing_stages_and_targets_anew(house: Warehouse) -> None:
    held = warehouse(ROWS, STAGES, TARGETS)
    held.place_stages([replace(stage, layer=5) if stage.name == "Trial" else stage for stage in STAGES])
    held.set_targets(())
    answer = held.run(figures.gauges(SELECTION, "region", SETTINGS)).query("member == 'East' and layer == 5")
    assert answer[["amount", "target"]].fillna(-1).to_numpy().tolist() == [[250.0, -1.0]]


def test_a_query_that_takes_too_long_is_stopped_and_the_next_one_is_answered() -> None:
    hasty = Warehouse(seconds=0.2)
    with pytest.raises(QueryTookTooLong):
        hasty.run(SLOW)
    assert one(hasty, "select 1") == 1


def test_data_beyond_the_memory_limit_is_refused_in_words() -> None:
    small = Warehouse(memory_limit="20MB")
    big = pa.concat_tables([table(ROWS)] * 20_000)
    with pytest.raises(DataTooLarge) as error:
        small.load(big, STAGES, ())
    assert error.value.next_step is not None
    assert small.run(figures.snapshots()).empty


def test_two_threads_may_ask_at_once(house: Warehouse) -> None:
    east, west = SELECTION.narrowed("region", "East"), SELECTION.narrowed("region", "West")
    wrong: list[object] = []

    def ask(selection: Selection, expected: list[int]) -> None:
        for _ in range(20):
            found = house.run(figures.outcomes(selection))["count"].tolist()
            if found != expected:
                wrong.append(found)

    threads = [threading.Thread(target=ask, args=args) for args in ((east, [5, 1, 0]), (west, [1, 2, 1])) for _ in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_asking_goes_on_while_new_data_is_loaded() -> None:
    held = warehouse(ROWS, STAGES, TARGETS)
    failures: list[BaseException] = []
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            try:
                assert held.run(figures.outcomes(SELECTION))["count"].sum() in (11, 22)
            except BaseException as error:  # noqa: BLE001 - whatever goes wrong is what the test looks for
                failures.append(error)
                return

    asking = threading.Thread(target=ask)
    asking.start()
    doubled = [replace(row, opportunity_id=row.opportunity_id * 2) for row in ROWS]
    for number in range(6):
        held.load(table([*ROWS, *doubled] if number % 2 else ROWS), STAGES, TARGETS)
    done.set()
    asking.join()
    assert failures == []


@pytest.mark.parametrize(
    "statement",
    [
        "select * from read_csv('/etc/hostname')",
        "copy snapshot to 'leak.csv'",
        "set enable_external_access = true",
        "set temp_directory = 'spill'",
        "install httpfs",
        "attach 'other.db'",
    ],
)
def test_the_database_is_locked_down(house: Warehouse, statement: str) -> None:
    with pytest.raises(duckdb.Error):
        house.run(Query("break_out", statement))


def test_python_variables_are_not_tables(house: Warehouse) -> None:
    secret = table(ROWS)
    assert secret.num_rows
    with pytest.raises(duckdb.Error):
        house.run(Query("peek", "select * from secret"))


def test_nothing_is_written_to_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    held = warehouse(ROWS, STAGES, TARGETS)
    held.run(figures.waterfall(SELECTION))
    held.close()
    assert list(tmp_path.iterdir()) == []


def test_two_warehouses_know_nothing_of_each_other() -> None:
    first, second = warehouse(ROWS, STAGES), warehouse([Row(NOV_16, "only", "Lead")], STAGES)
    assert len(second.run(figures.deals(SELECTION))) == 1
    first.close()
    assert len(second.run(figures.deals(SELECTION))) == 1


def test_a_target_counts_by_the_days_that_overlap_to_the_cent() -> None:
    # 100 over 3 days around the end of the year: a third and two thirds
    target = Target("region", "East", date(2026, 12, 31), date(2027, 1, 2), Decimal(100))
    held = warehouse([], STAGES, [target])
    by_quarter = {
        day: held.run(figures.targets(Selection(day), "region", Settings()))["target"].tolist()
        for day in (date(2026, 11, 16), date(2027, 1, 4), date(2027, 4, 5))
    }
    assert list(by_quarter.values()) == [[33.33], [66.67], []]
