"""The stories that sample_data/README.md tells, computed from the CSV files in plain Python."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import mean

import pytest

SAMPLE_DATA = Path(__file__).resolve().parents[2] / "sample_data"
FOURTH_QUARTER = "2026-10-01"
HIGH_LAYERS = {4: 1.5, 5: 1.2}

Row = dict[str, str]


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True)
class Names:
    """What the columns, the roles and the actors of the stories are called in one language."""

    folder: str
    weekly: str
    stages: str
    targets: str
    columns: dict[str, str]
    roles: dict[str, str]
    regions: dict[str, str]
    weak_product: str


def named(keys: str, names: str) -> dict[str, str]:
    return dict(zip(keys.split(), names.split(", "), strict=True))


COLUMNS = (
    "id stage amount created closed entered customer rep region product industry channel "
    "layer role member starts target"
)
ENGLISH = Names(
    "english",
    "pipeline",
    "stages",
    "targets",
    named(
        COLUMNS,
        "Opportunity ID, Stage, Amount, Created on, Closed on, Stage entered on, Customer, Sales rep, Region, Product, "
        "Industry, Channel, Layer, Role, Member, Starts on, Target amount",
    ),
    named("region product industry", "region, product, industry"),
    named("north east south west", "North, East, South, West"),
    "Cirrus Vault",
)
CHINESE = Names(
    "chinese",
    "商机",
    "阶段",
    "目标",
    named(
        COLUMNS,
        "商机编号, 销售阶段, 金额, 创建日期, 关闭日期, 进入阶段日期, 客户名称, 负责人, 区域, 产品, "
        "行业, 渠道, 层级, 角色, 成员, 开始日期, 目标金额",
    ),
    named("region product industry", "区域, 产品, 行业"),
    named("north east south west", "华北, 华东, 华南, 西部"),
    "卷云存储",
)


class Pipeline:
    """One language's weekly files, read as they lie there."""

    def __init__(self, names: Names) -> None:
        folder = SAMPLE_DATA / names.folder / "weekly"
        self.names = names
        self.weeks = {
            date.fromisoformat(path.stem.split("_")[1]): rows(path)
            for path in sorted(folder.glob(f"{names.weekly}_*.csv"))
        }
        self.last, self.before = sorted(self.weeks, reverse=True)[:2]
        stages = rows(folder / f"{names.stages}.csv")
        self.layer = {row[self.column("stage")]: int(row[self.column("layer")] or 0) for row in stages}
        self.targets = rows(folder / f"{names.targets}.csv")

    def column(self, name: str) -> str:
        return self.names.columns[name]

    def open_deals(self, day: date | None = None, **only: str) -> list[Row]:
        return [
            row
            for row in self.weeks[day or self.last]
            if 1 <= self.layer_of(row) <= 6 and all(row[self.column(key)] == value for key, value in only.items())
        ]

    def layer_of(self, row: Row) -> int:
        return self.layer[row[self.column("stage")]]

    def amount(self, *layers: int, **only: str) -> int:
        deals = [row for row in self.open_deals(**only) if self.layer_of(row) in layers]
        return sum(int(row[self.column("amount")] or 0) for row in deals)

    def target(self, role: str, member: str) -> int:
        return next(
            int(row[self.column("target")])
            for row in self.targets
            if (row[self.column("role")], row[self.column("member")]) == (self.names.roles[role], member)
            and row[self.column("starts")] == FOURTH_QUARTER
        )

    def attainments(self, role: str, member: str) -> list[float]:
        target = self.target(role, member)
        return [self.amount(layer, **{role: member}) / (multiple * target) for layer, multiple in HIGH_LAYERS.items()]

    def coverage(self, region: str) -> float:
        return self.amount(*range(1, 7), region=region) / self.target("region", region)

    def leads(self, region: str) -> float:
        return self.amount(1, region=region) / self.target("region", region)

    def dwell(self, region: str) -> float:
        low = [row for row in self.open_deals(region=region) if self.layer_of(row) <= 3]
        return mean((self.last - date.fromisoformat(row[self.column("entered")])).days for row in low)

    def new_deals(self, day: date, before: date, **only: str) -> int:
        known = {row[self.column("id")] for row in self.weeks[before]}
        return sum(row[self.column("id")] not in known for row in self.open_deals(day, **only))


@pytest.fixture(scope="module", params=[ENGLISH, CHINESE], ids=["english", "chinese"])
def pipeline(request: pytest.FixtureRequest) -> Pipeline:
    return Pipeline(request.param)


def test_there_are_sixteen_mondays(pipeline):
    days = sorted(pipeline.weeks)
    assert len(days) == 16
    assert days[-1] == date(2026, 11, 16)
    assert {(later - earlier).days for earlier, later in zip(days, days[1:], strict=False)} == {7}


def test_the_company_has_the_size_the_readme_says(pipeline):
    deals = [row for week in pipeline.weeks.values() for row in week]
    names = ("id", "customer", "region", "product", "industry", "channel", "rep")
    assert [len({row[pipeline.column(name)] for row in deals}) for name in names] == [760, 110, 4, 9, 6, 4, 14]


def test_no_deal_stands_twice_in_a_week_or_lives_backwards(pipeline):
    for day, week in pipeline.weeks.items():
        assert len({row[pipeline.column("id")] for row in week}) == len(week)
        for row in week:
            created, entered, closed = (row[pipeline.column(name)] for name in ("created", "entered", "closed"))
            assert created <= entered <= (closed or entered) <= day.isoformat()
            assert bool(closed) == (pipeline.layer_of(row) not in range(1, 7))


def test_each_roles_targets_add_up_to_the_same_total_in_each_quarter(pipeline):
    totals: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in pipeline.targets:
        quarter, role = row[pipeline.column("starts")], row[pipeline.column("role")]
        totals[quarter][role] += int(row[pipeline.column("target")])
    assert {quarter: set(roles.values()) for quarter, roles in totals.items()} == {
        "2026-07-01": {4_770_000},
        FOURTH_QUARTER: {5_300_000},
    }
    assert {len(roles) for roles in totals.values()} == {3}


def test_west_is_short_in_total(pipeline):
    west = pipeline.names.regions["west"]
    days = sorted(pipeline.weeks)
    others = [region for region in pipeline.names.regions.values() if region != west]
    new = {
        region: sum(pipeline.new_deals(day, before, region=region) for before, day in zip(days, days[1:], strict=False))
        for region in pipeline.names.regions.values()
    }
    assert max(pipeline.attainments("region", west)) < 0.6
    assert pipeline.coverage(west) < 2
    assert pipeline.leads(west) < 0.25
    assert min(new[region] for region in others) > 3 * new[west]
    assert min(pipeline.coverage(region) for region in others) > 4


def test_south_is_stuck_low(pipeline):
    south = pipeline.names.regions["south"]
    others = [region for region in pipeline.names.regions.values() if region != south]
    total = pipeline.amount(*range(1, 7), region=south)
    assert max(pipeline.attainments("region", south)) < 0.6
    assert pipeline.coverage(south) == pytest.approx(4.7, abs=0.05)
    assert pipeline.leads(south) > 0.8
    assert pipeline.amount(1, 2, 3, region=south) / total == pytest.approx(0.8, abs=0.02)
    assert round(pipeline.dwell(south)) == 56
    assert pipeline.dwell(south) > 2 * pipeline.dwell(pipeline.names.regions["east"])
    assert pipeline.dwell(south) > max(pipeline.dwell(region) for region in others)


def test_east_is_healthy(pipeline):
    east = pipeline.names.regions["east"]
    assert min(pipeline.attainments("region", east)) >= 1
    assert pipeline.leads(east) > 0.8


def test_north_is_ordinary(pipeline):
    north = pipeline.names.regions["north"]
    assert all(0.6 <= attainment < 1 for attainment in pipeline.attainments("region", north))
    assert pipeline.leads(north) > 0.8


def test_one_product_is_in_red_both_ways(pipeline):
    assert max(pipeline.attainments("product", pipeline.names.weak_product)) < 0.6


def test_new_deals_fell_by_a_fifth_in_the_last_week(pipeline):
    days = sorted(pipeline.weeks)
    last, week_before = (pipeline.new_deals(days[n], days[n - 1]) for n in (-1, -2))
    assert (week_before, last) == (19, 15)


def test_some_deals_are_reopened_some_vanish_and_some_leads_have_no_amount(pipeline):
    days = sorted(pipeline.weeks)
    reopened = vanished = 0
    for before, day in zip(days, days[1:], strict=False):
        was_open = {row[pipeline.column("id")] for row in pipeline.open_deals(before)}
        is_open = {row[pipeline.column("id")] for row in pipeline.open_deals(day)}
        ids = [{row[pipeline.column("id")] for row in pipeline.weeks[when]} for when in (before, day)]
        reopened += len((ids[0] - was_open) & is_open)
        vanished += len(was_open - ids[1])
    assert (reopened, vanished) == (19, 4)
    assert 0 < sum(not row[pipeline.column("amount")] for row in pipeline.open_deals()) < 40
