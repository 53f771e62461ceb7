"""The stories that sample_data/README.md tells, computed from the CSV files in plain Python."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import mean, median

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
    overloaded_rep: str
    slow_industries: tuple[str, str]


def named(keys: str, names: str) -> dict[str, str]:
    return dict(zip(keys.split(), names.split(", "), strict=True))


COLUMNS = (
    "id stage amount created closed expected entered customer rep region product industry channel "
    "layer role member starts target"
)
ENGLISH = Names(
    "english",
    "pipeline",
    "stages",
    "targets",
    named(
        COLUMNS,
        "Opportunity ID, Stage, Amount, Created on, Closed on, Expected close, Stage entered on, Customer, Sales rep, "
        "Region, Product, Industry, Channel, Layer, Role, Member, Starts on, Target amount",
    ),
    named("region product industry", "region, product, industry"),
    named("north east south west", "North, East, South, West"),
    "Cirrus Vault",
    "Ines Calder",
    ("Finance", "Energy"),
)
CHINESE = Names(
    "chinese",
    "商机",
    "阶段",
    "目标",
    named(
        COLUMNS,
        "商机编号, 销售阶段, 金额, 创建日期, 关闭日期, 预计成交日期, 进入阶段日期, 客户名称, 负责人, "
        "区域, 产品, 行业, 渠道, 层级, 角色, 成员, 开始日期, 目标金额",
    ),
    named("region product industry", "区域, 产品, 行业"),
    named("north east south west", "华北, 华东, 华南, 西部"),
    "卷云存储",
    "何嘉树",
    ("金融", "能源"),
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

    def leads(self, *regions: str) -> float:
        """The open amount of layer 1 against the target, of the regions or of all."""
        held = sum(self.amount(1, region=region) for region in regions or self.regions)
        return held / sum(self.target("region", region) for region in regions or self.regions)

    @property
    def regions(self) -> tuple[str, ...]:
        return tuple(self.names.regions.values())

    def days_in_stage(self, row: Row) -> int:
        return (self.last - date.fromisoformat(row[self.column("entered")])).days

    def dwell(self, **only: str) -> float:
        return mean(self.days_in_stage(row) for row in self.open_deals(**only) if self.layer_of(row) <= 3)

    def won(self, **only: str) -> dict[str, Row]:
        """The won deals of all weeks by id, as each was last seen."""
        seen = {row[self.column("id")]: row for day in sorted(self.weeks) for row in self.weeks[day]}
        won = self.layer[max(self.layer, key=self.layer.__getitem__)]
        return {
            name: row
            for name, row in seen.items()
            if self.layer_of(row) == won and all(row[self.column(key)] == value for key, value in only.items())
        }

    def cycle(self, **only: str) -> float:
        """Median days from created to won."""
        created, closed = self.column("created"), self.column("closed")
        return median(
            (date.fromisoformat(row[closed]) - date.fromisoformat(row[created])).days
            for row in self.won(**only).values()
        )

    def new_deals(self, **only: str) -> list[int]:
        """How many deals each week shows for the first time, the first week left out."""
        days = sorted(self.weeks)
        known = {row[self.column("id")] for row in self.weeks[days[0]]}
        counts = []
        for day in days[1:]:
            new = [row for row in self.weeks[day] if row[self.column("id")] not in known]
            known |= {row[self.column("id")] for row in new}
            counts.append(sum(all(row[self.column(key)] == value for key, value in only.items()) for row in new))
        return counts

    def fall(self, **only: str) -> float:
        """By how much new deals fell, in the narrowest weeks of which the earlier ones hold ten."""
        new = self.new_deals(**only)
        now, before = next(
            (sum(new[-weeks:]), sum(new[-2 * weeks : -weeks]))
            for weeks in (1, 2, 4, 8)
            if sum(new[-2 * weeks : -weeks]) >= 10
        )
        return 1 - now / before

    def most_entries(self) -> int:
        """How often the same customer came to layer 2 with the same product."""
        entries: Counter[tuple[str, str]] = Counter()
        before: dict[str, int] = {}
        for day in sorted(self.weeks):
            layers = {row[self.column("id")]: self.layer_of(row) for row in self.weeks[day]}
            entries.update(
                (row[self.column("customer")], row[self.column("product")])
                for row in self.weeks[day]
                if self.layer_of(row) == 2 and before.get(row[self.column("id")]) != 2
            )
            before |= layers
        return max(entries.values())

    def is_too_small(self, *regions: str) -> bool:
        falls = self.fall(region=regions[0]) if regions else self.fall()
        return self.leads(*regions) < 0.8 and falls > 0.2

    def is_stuck(self, **only: str) -> bool:
        cycle = self.cycle(**only) if len(self.won(**only)) >= 8 else self.cycle()
        return self.dwell(**only) > 2 * cycle

    def hard_deals(self) -> Counter[str]:
        """Open deals from layer 4 that are large, stalled or have come back, by rep."""
        priced = sorted((int(row[self.column("amount")] or 0) for row in self.open_deals()), reverse=True)
        priced = [amount for amount in priced if amount]
        large = next(amount for amount in sorted(set(priced)) if sum(p >= amount for p in priced) <= 0.25 * len(priced))
        back = self.moved_back()
        return Counter(
            row[self.column("rep")]
            for row in self.open_deals()
            if self.layer_of(row) >= 4
            and (
                int(row[self.column("amount")]) >= large
                or self.days_in_stage(row) > 30
                or row[self.column("id")] in back
            )
        )

    def moved_back(self) -> set[str]:
        """The deals whose present stage was entered from a later one."""
        stages: dict[str, list[int]] = defaultdict(list)
        for day in sorted(self.weeks):
            for row in self.weeks[day]:
                past = stages[row[self.column("id")]]
                if not past or past[-1] != self.layer_of(row):
                    past.append(self.layer_of(row))
        return {name for name, past in stages.items() if len(past) > 1 and past[-1] < past[-2] <= 6}


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
    assert [len({row[pipeline.column(name)] for row in deals}) for name in names] == [990, 120, 4, 9, 6, 4, 16]


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
        "2026-07-01": {2_475_000},
        FOURTH_QUARTER: {2_750_000},
    }
    assert {len(roles) for roles in totals.values()} == {3}


def test_the_whole_team_is_told_to_hold(pipeline):
    assert not pipeline.is_too_small()
    assert not pipeline.is_stuck()
    assert pipeline.leads() > 0.95
    assert pipeline.cycle() == 39


def test_west_is_short_in_total_and_has_to_add(pipeline):
    west = pipeline.names.regions["west"]
    assert pipeline.is_too_small(west)
    assert not pipeline.is_stuck(region=west)
    assert pipeline.leads(west) == pytest.approx(0.26, abs=0.005)
    assert pipeline.fall(region=west) == 1 - 2 / 13
    assert pipeline.new_deals(region=west)[-2:] == [0, 0]
    assert sum(pipeline.new_deals(region=west)[:5]) == 33
    assert max(pipeline.attainments("region", west)) < 0.6
    assert pipeline.coverage(west) < 2.5
    assert min(pipeline.coverage(region) for region in pipeline.regions if region != west) > 4


def test_south_is_stuck_low_and_has_to_be_pushed(pipeline):
    south = pipeline.names.regions["south"]
    total = pipeline.amount(*range(1, 7), region=south)
    assert pipeline.is_stuck(region=south)
    assert not pipeline.is_too_small(south)
    assert max(pipeline.attainments("region", south)) < 0.6
    assert pipeline.leads(south) > 0.8
    assert pipeline.amount(1, 2, 3, region=south) / total == pytest.approx(0.9, abs=0.01)
    assert (round(pipeline.dwell(region=south)), pipeline.cycle(region=south)) == (107, 37)
    assert max(pipeline.dwell(region=region) for region in pipeline.regions if region != south) < 21


def test_the_stuck_deals_of_south_are_most_of_all_in_two_industries(pipeline):
    south = pipeline.names.regions["south"]
    stuck = [row for row in pipeline.open_deals(region=south) if pipeline.layer_of(row) in (2, 3)]
    stuck = [row for row in stuck if pipeline.days_in_stage(row) > 60]
    by_industry = Counter(row[pipeline.column("industry")] for row in stuck)
    assert sum(deals for _, deals in by_industry.most_common(2)) > 0.45 * len(stuck)
    assert {name for name, _ in by_industry.most_common(2)} == set(pipeline.names.slow_industries)


@pytest.mark.parametrize("region", ["east", "north"])
def test_east_and_north_are_told_to_hold(pipeline, region):
    region = pipeline.names.regions[region]
    assert not pipeline.is_too_small(region)
    assert not pipeline.is_stuck(region=region)
    assert pipeline.leads(region) > 0.8


def test_east_is_healthy(pipeline):
    east = pipeline.names.regions["east"]
    assert min(pipeline.attainments("region", east)) >= 1
    assert round(pipeline.dwell(region=east)) == 12


def test_north_is_ordinary(pipeline):
    north = pipeline.names.regions["north"]
    assert all(0.6 <= attainment < 1 for attainment in pipeline.attainments("region", north))


def test_no_customer_comes_back_with_the_same_product_again_and_again(pipeline):
    assert pipeline.most_entries() <= 3


def test_one_rep_works_too_many_hard_deals(pipeline):
    hard = pipeline.hard_deals().most_common()
    assert hard[0] == (pipeline.names.overloaded_rep, 6)
    assert hard[1][1] < 5


def test_deals_stall_in_layer_four(pipeline):
    stalled = [row for row in pipeline.open_deals() if pipeline.layer_of(row) == 4 and pipeline.days_in_stage(row) > 30]
    assert len(stalled) == 7
    assert sum(row[pipeline.column("rep")] == pipeline.names.overloaded_rep for row in stalled) == 5


def test_branches_of_customers_that_are_stuck_in_south_are_asked_in_west(pipeline):
    south, west = pipeline.names.regions["south"], pipeline.names.regions["west"]
    customer = pipeline.column("customer")
    stuck = {
        row[customer]
        for row in pipeline.open_deals(region=south)
        if pipeline.layer_of(row) <= 3 and pipeline.days_in_stage(row) > 60
    }
    assert len(stuck & {row[customer] for row in pipeline.open_deals(region=west)}) == 1


def test_one_product_is_in_red_both_ways(pipeline):
    assert max(pipeline.attainments("product", pipeline.names.weak_product)) < 0.6


def test_new_deals_are_about_as_many_as_in_the_week_before(pipeline):
    assert pipeline.new_deals()[-2:] == [26, 24]


def test_some_deals_are_reopened_some_vanish_and_some_leads_have_no_amount(pipeline):
    days = sorted(pipeline.weeks)
    reopened = vanished = 0
    for before, day in zip(days, days[1:], strict=False):
        was_open = {row[pipeline.column("id")] for row in pipeline.open_deals(before)}
        is_open = {row[pipeline.column("id")] for row in pipeline.open_deals(day)}
        ids = [{row[pipeline.column("id")] for row in pipeline.weeks[when]} for when in (before, day)]
        reopened += len((ids[0] - was_open) & is_open)
        vanished += len(was_open - ids[1])
    assert (reopened, vanished) == (13, 3)
    assert 0 < sum(not row[pipeline.column("amount")] for row in pipeline.open_deals()) < 40


def test_deals_are_won_lost_and_put_off(pipeline):
    dates: dict[str, set[str]] = defaultdict(set)
    for week in pipeline.weeks.values():
        for row in week:
            if 1 <= pipeline.layer_of(row) <= 6:
                dates[row[pipeline.column("id")]].add(row[pipeline.column("expected")])
    assert len(pipeline.won()) == 75
    assert sum(len(days) > 1 for days in dates.values()) == 268
