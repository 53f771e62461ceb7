from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.errors import BadSettings
from analyzer.model import ROLES, Stage, Target
from analyzer.settings import READERS, Settings

NAMES = st.text(min_size=1, max_size=8).filter(str.strip)
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))


def tables(values: st.SearchStrategy) -> st.SearchStrategy:
    return st.dictionaries(st.text(max_size=8), values, max_size=3).map(MappingProxyType)


@st.composite
def stage_lists(draw: st.DrawFn) -> tuple[Stage, ...]:
    names = draw(st.lists(NAMES, unique=True, max_size=4))
    positions = draw(st.permutations(range(1, len(names) + 1)))
    layers = [draw(st.sampled_from([None, 1, 2, 3, 4, 5, 6, 7])) for _ in names]
    kinds = ["lost" if layer is None else "won" if layer == 7 else "open" for layer in layers]
    benchmarks = [draw(st.none() | st.integers(0, 400)) for _ in names]
    return tuple(map(Stage, names, positions, layers, kinds, benchmarks))


TARGETS = st.builds(
    lambda role, member, days, amount: Target(role, member, min(days), max(days), amount),
    st.sampled_from(ROLES),
    NAMES,
    st.tuples(DAYS, DAYS),
    st.decimals(0, 10**15, places=2) | st.integers(0, 10**9).map(Decimal),
)
ANY_SETTINGS = st.builds(
    Settings,
    language=st.sampled_from([None, "en", "zh_CN"]),
    currency=st.sampled_from([None, "CNY", "USD"]),
    fiscal_year_start=st.integers(1, 12),
    week_start=st.integers(1, 7),
    multiple_layer_4=st.floats(0.01, 100),
    multiple_layer_5=st.floats(0.01, 100),
    gauge_basis=st.sampled_from(["layer", "layer_and_above"]),
    target_basis=st.sampled_from(["full", "remaining"]),
    yellow_from=st.floats(0, 1),
    deviation_limit=st.floats(0, 1),
    few_deals=st.integers(0, 1000),
    pushing_from=st.floats(0, 1),
    stages=stage_lists(),
    targets=st.lists(TARGETS, max_size=3).map(tuple),
    columns=tables(st.text(max_size=8)),
    stage_labels=tables(NAMES),
    same_as=st.dictionaries(st.sampled_from(ROLES), tables(NAMES), max_size=2).map(MappingProxyType),
    snapshot_dates=tables(DAYS),
    dated_files=tables(NAMES),
    date_orders=tables(st.sampled_from(["dmy", "mdy", "ymd"])),
    rates=tables(st.floats(1e-9, 1e9)),
    shapes=st.lists(tables(st.text(max_size=8)), max_size=2).map(tuple),
)


@given(ANY_SETTINGS)
@settings(max_examples=50)
def test_a_file_gives_back_the_very_settings_that_were_written(written):
    assert Settings.from_toml(written.to_toml()) == written


def test_every_setting_stands_in_the_file():
    assert set(READERS) == {field.name for field in fields(Settings)}


def test_an_empty_file_means_the_defaults():
    assert Settings.from_toml("") == Settings()


def test_a_file_written_by_hand_is_understood():
    text = """
        currency = "CNY"
        fiscal_year_start = 4
        multiple_layer_4 = 2
        [[stages]]
        name = "Lead"
        layer = 1
        benchmark_days = 14
        [[stages]]
        name = "Won"
        layer = 7
        [[stages]]
        name = "Lost"
        [[targets]]
        role = "region"
        member = "East"
        starts_on = 2026-10-01
        ends_on = 2026-12-31
        amount = 1200000.10
        [columns]
        "Close value" = "amount"
        Memo = ""
        [same_as.product]
        GTXPro = "GTX Pro"
        [snapshot_dates]
        "week.xlsx/Sheet 1" = 2026-11-16
    """
    found = Settings.from_toml(text)
    assert found.stages == (Stage("Lead", 1, 1, "open", 14), Stage("Won", 2, 7, "won"), Stage("Lost", 3, None, "lost"))
    assert found.targets == (Target("region", "East", date(2026, 10, 1), date(2026, 12, 31), Decimal("1200000.10")),)
    assert found.multiple(4) == 2
    assert isinstance(found.multiple_layer_4, float)
    assert found.columns == {"Close value": "amount", "Memo": ""}
    assert found.same_as == {"product": {"GTXPro": "GTX Pro"}}
    assert found.snapshot_dates == {"week.xlsx/Sheet 1": date(2026, 11, 16)}
    assert found.quarter(date(2026, 11, 16)).starts_on == date(2026, 10, 1)


TARGET = 'role = "region"\nmember = "East"\nstarts_on = 2026-10-01\nends_on = 2026-12-31\namount = 1'


@pytest.mark.parametrize(
    ("text", "what", "next_step"),
    [
        ("yellow_form = 0.6", "no setting yellow_form", "yellow_from"),
        ("fiscal_year_start = 13", "fiscal_year_start cannot be 13", "a whole number from 1 to 12"),
        ("fiscal_year_start = true", "fiscal_year_start cannot be True", "a whole number"),
        ('fiscal_year_start = "4"', "fiscal_year_start cannot be 4", "a whole number"),
        ("yellow_from = 60", "yellow_from cannot be 60", "a number from 0 to 1"),
        ("yellow_from = nan", "yellow_from cannot be NaN", "a number from 0 to 1"),
        ("multiple_layer_4 = inf", "multiple_layer_4 cannot be Infinity", "a number from 0.01 to 100"),
        ("multiple_layer_5 = 0", "multiple_layer_5 cannot be 0", "a number from 0.01 to 100"),
        ('language = "fr"', "language cannot be fr", "zh_CN"),
        ("language = [1]", "language cannot be [1]", "zh_CN"),
        ('currency = "yuan"', "currency cannot be yuan", "three capital letters"),
        ('gauge_basis = "both"', "gauge_basis cannot be both", "layer_and_above"),
        ('[rates]\nUSD = "7"', "rates.USD cannot be 7", "a number from"),
        ("columns = 1", "columns cannot be 1", "[columns]"),
        ("[columns]\nAmount = 3", "columns.Amount cannot be 3", "a text"),
        ('[stage_labels]\nX = " "', "stage_labels.X cannot be  ", "not blank"),
        ('[same_as.colour]\nred = "Red"', "no setting same_as.colour", "product"),
        ("[same_as.product]\nGTXPro = 1", "same_as.product.GTXPro cannot be 1", "a text"),
        ('[snapshot_dates]\n"a.csv" = "16/11/2026"', "snapshot_dates.a.csv cannot be 16/11/2026", "2026-11-16"),
        ('[snapshot_dates]\n"a.csv" = 2026-11-16T10:00:00', "snapshot_dates.a.csv cannot be", "a date"),
        ('[date_orders]\nClosed = "american"', "date_orders.Closed cannot be american", "mdy"),
        ("stages = 3", "stages cannot be 3", "[[stages]]"),
        ("stages = [1]", "stages[1] cannot be 1", "[stages[1]]"),
        ("[[stages]]\nlayer = 1", "stages[1].name is missing", "name"),
        ('[[stages]]\nname = "A"\nlayer = 8', "stages[1].layer cannot be 8", "from 1 to 7"),
        ('[[stages]]\nname = "A"\nlayer = 7\nkind = "lost"', "stages[1].kind cannot be lost", "won with layer 7"),
        ('[[stages]]\nname = "A"\n[[stages]]\nname = "A"', "stages.name cannot be A", "once"),
        ('[[stages]]\nname = "A"\nposition = 2\n[[stages]]\nname = "B"', "stages.position cannot be 2", "once"),
        ('[[stages]]\nname = "A"\ncolour = "red"', "no setting stages[1].colour", "benchmark_days"),
        ('[[targets]]\nrole = "region"', "targets[1].member is missing", "amount"),
        (f"[[targets]]\n{TARGET}.005", "targets[1].amount cannot be 1.005", "two decimals"),
        (f"[[targets]]\n{TARGET.replace('= 1', '= -1')}", "targets[1].amount cannot be -1", "0 or more"),
        (f"[[targets]]\n{TARGET.replace('12-31', '09-30')}", "targets[1].ends_on cannot be 2026-09-30", "later day"),
        (f"[[targets]]\n{TARGET.replace('region', 'country')}", "targets[1].role cannot be country", "region"),
        ("currency = ", "not valid TOML", "download the settings again"),
        ('currency = "CNY"\ncurrency = "USD"', "not valid TOML", "Correct that line"),
        (f"{'a.' * 20_000}a = 1", "A key has too many parts", "Correct that line"),
        (f'x = """"a\\""""\n{"b . " * 20_000}b = 1', "A key has too many parts", "Correct that line"),
        (f"x = {'[' * 100_000}", "not valid TOML", "Correct that line"),
        (f'[columns]\n"{"a." * 20}" = "{"b." * 20}" # {"c." * 20}\nx = 1', "columns.x cannot be 1", "a text"),
    ],
)
def test_a_wrong_file_is_refused_with_the_key_and_what_is_allowed(text, what, next_step):
    with pytest.raises(BadSettings) as refused:
        Settings.from_toml(text)
    assert what in str(refused.value.what)
    assert next_step in str(refused.value.next_step)
