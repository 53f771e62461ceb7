from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.language import Language
from analyzer.message import Judged, Message, Money, Share
from analyzer.model import BLANK, GAUGE_ROLES, NEW, REOPENED, ROLES, VANISHED

EN = Language("en")
ZH = Language("zh_CN")
NUMBERS = st.decimals(min_value=-(10**11), max_value=10**11, places=2)


@pytest.mark.parametrize(
    ("accept", "code"),
    [
        (None, "en"),
        ("", "en"),
        ("zh-CN", "zh_CN"),
        ("zh_CN", "zh_CN"),
        ("zh-Hant-TW", "zh_CN"),
        ("zh", "zh_CN"),
        ("en-GB,en;q=0.9,zh-CN;q=0.8", "en"),
        ("fr-FR,zh-HK;q=0.9,en;q=0.8", "zh_CN"),
        ("en;q=0.2,zh;q=0.7", "zh_CN"),
        ("de", "en"),
        ("*", "en"),
        (";;;,q=,zh;q=oops", "zh_CN"),
    ],
)
def test_the_browser_language_picks_the_language(accept, code):
    assert Language.best(accept).code == code


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="fr"):
        Language("fr")


def test_the_source_text_is_the_english_text():
    assert EN.text("on track") == "on track"
    assert ZH.text("on track") == "达标"


def test_a_text_without_a_translation_stays_english():
    assert ZH.text("No catalogue holds this sentence.") == "No catalogue holds this sentence."
    assert ZH.text("") == ""


def test_plural_takes_the_form_for_the_number():
    assert EN.plural("{n} deal", "{n} deals", 1) == "1 deal"
    assert EN.plural("{n} deal", "{n} deals", 1234) == "1,234 deals"
    assert EN.plural("{n} deal in {file}", "{n} deals in {file}", 2, file="a.csv") == "2 deals in a.csv"


def test_say_formats_each_value_by_what_it_is():
    message = Message(
        "{who} has {share} of {money} on {day}: {files}, {n}, {inner}",
        who="West {0}",
        share=Share(0.43),
        money=Money(1_200_000),
        day=date(2026, 11, 9),
        files=["a.csv", "b.csv", "c.csv"],
        n=8800,
        inner=Message("region"),
    )
    expected = "West {0} has 43% of €1.2M on 9 Nov 2026: a.csv, b.csv, and c.csv, 8,800, region"
    assert Language("en", "EUR").say(message) == expected
    assert Language("zh_CN", "EUR").say(message) == (
        "West {0} has 43% of €120万 on 2026年11月9日: a.csv、b.csv和c.csv, 8,800, 区域"
    )


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, pd.NaT, float("inf")])
def test_a_missing_number_is_a_dash_and_never_nought(missing):
    unit = EN.unit([missing, 5_000_000])
    said = [EN.number, EN.money, EN.compact, EN.compact_money, EN.percent, lambda x: EN.in_unit(x, unit)]
    assert [say(missing) for say in said] == ["–"] * 6
    assert EN.in_unit(400_000, unit) == "0.4M"


@pytest.mark.parametrize("missing", [None, pd.NaT])
def test_a_missing_date_is_a_dash(missing):
    assert (EN.date(missing), ZH.short_date(missing)) == ("–", "–")


def test_a_month_is_named_with_its_year_and_a_currency_by_its_sign():
    day = date(2026, 8, 1)
    assert (Language("en").month(day), Language("zh_CN").month(day)) == ("Aug 2026", "2026年8月")
    assert Language("en").month(None) == "–"
    assert (Language("en", "USD").symbol, Language("en").symbol) == ("$", "")


def test_dates_are_said_in_the_readers_order():
    day = date(2026, 11, 9)
    assert (EN.date(day), EN.short_date(day)) == ("9 Nov 2026", "9 Nov")
    assert (ZH.date(day), ZH.short_date(day)) == ("2026年11月9日", "11月9日")
    assert EN.date(datetime(2026, 9, 1, 23, 59)) == EN.date(pd.Timestamp("2026-09-01")) == "1 Sep 2026"


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "0"), (1589, "1,589"), (1.5, "1.5"), (Decimal("2.00"), "2"), (0.0004, "0.0004"), (-1234.567, "-1,234.57")],
)
def test_numbers_are_grouped(value, said):
    assert EN.number(value) == said


@pytest.mark.parametrize(
    ("currency", "value", "english", "chinese"),
    [
        (None, 10005534, "10,005,534", "10,005,534"),
        ("USD", Decimal("1200.50"), "$1,200.50", "US$1,200.50"),
        ("CNY", 1200, "CN¥1,200", "¥1,200"),
        ("CHF", -5, "-CHF\u00a05", "-CHF\u00a05"),
        ("EUR", 0, "€0", "€0"),
    ],
)
def test_money_is_exact_and_carries_its_currency(currency, value, english, chinese):
    assert Language("en", currency).money(value) == english
    assert Language("zh_CN", currency).money(value) == chinese


@given(NUMBERS)
def test_money_can_be_read_back_to_the_cent(amount):
    assert Decimal(EN.money(amount).replace(",", "")) == amount


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        (0, "0", "0"),
        (283, "283", "283"),
        (1_234, "1.2K", "1,234"),
        (12_345, "12.3K", "1.2万"),
        (999_999, "1M", "100万"),
        (1_200_000, "1.2M", "120万"),
        (-120_000_000, "-120M", "-1.2亿"),
        (99_999_999, "100M", "1亿"),
        (2_500_000_000_000, "2,500B", "25,000亿"),
    ],
)
def test_compact_numbers_use_the_units_of_the_language(value, english, chinese):
    assert (EN.compact(value), ZH.compact(value)) == (english, chinese)


def test_compact_money_carries_its_currency():
    assert Language("en", "USD").compact_money(-1_200_000) == "-$1.2M"
    assert Language("zh_CN", "CNY").compact_money(1_200_000) == "¥120万"
    assert ZH.compact_money(1_200_000) == "120万"


def test_a_page_has_one_unit():
    amounts = [12_000_000, 400_000, None, 400, 0]
    unit, chinese_unit = EN.unit(amounts), ZH.unit(amounts)
    assert [EN.in_unit(x, unit) for x in amounts] == ["12M", "0.4M", "–", "0.0004M", "0M"]
    assert [ZH.in_unit(x, chinese_unit) for x in amounts] == ["1,200万", "40万", "–", "0.04万", "0万"]
    assert EN.in_unit(5, EN.unit([])) == "5"
    assert [EN.in_unit(950_000, unit), EN.compact(950_000)] == ["0.95M", "950K"]


@given(st.lists(NUMBERS, min_size=1), st.sampled_from([EN, ZH]))
def test_nothing_but_nought_is_shown_as_nought(amounts, language):
    unit = language.unit(amounts)
    for amount in amounts:
        digits = re.sub("[^0-9]", "", language.in_unit(amount, unit))
        assert (int(digits) == 0) == (amount == 0)


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0, "0%"),
        (0.43, "43%"),
        (0.434, "43%"),
        (0.004, "0.4%"),
        (0.996, "99.6%"),
        (0.99996, "99.996%"),
        (1, "100%"),
        (1.004, "100%"),
        (12.5, "1,250%"),
        (-0.15, "-15%"),
    ],
)
def test_a_percentage_never_claims_nothing_or_all_of_what_is_not(share, said):
    assert EN.percent(share) == said


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0, "0%"),
        (0.597, "59%"),
        (0.5999, "59%"),
        (0.6, "60%"),
        (0.29 / 0.29, "100%"),
        (0.07 * 100 / 7, "100%"),
        (0.996, "99%"),
        (0.9999, "99%"),
        (1.07, "107%"),
        (0.004, "0.4%"),
        (0.00049, "0.04%"),
        (-0.1497, "-14%"),
        (12.5, "1,250%"),
    ],
)
def test_a_share_that_is_judged_is_never_rounded_up_to_a_limit(share, said):
    assert EN.judged(share) == said
    assert EN.say(Message("{share}", share=Judged(share))) == said


@given(st.floats(0.0001, 3), st.integers(1, 100))
def test_a_judged_share_says_at_least_a_limit_only_where_it_reaches_it(share, limit):
    said = float(EN.judged(share).replace(",", "").rstrip("%"))
    assert (said >= limit) == (share * 100 >= limit - 1e-6)


def test_words_of_the_interface_are_said_and_data_is_not():
    assert [EN.role_name(role) for role in GAUGE_ROLES] == ["region", "product", "industry"]
    assert EN.roles_name("industry") == "industries"
    assert ZH.state(NEW) == "（新增）"
    assert ZH.state("Lead") == "Lead"
    assert ZH.layer_name(1) == "潜在客户"
    assert (ZH.layer_name(None), EN.layer_name(7)) == ("丢单", "Closed won")
    assert (ZH.light_name("red"), EN.light_name("green"), EN.light_name(None)) == ("告急", "on track", "–")
    assert EN.measure_name("count") == "count"


def test_every_word_of_the_interface_is_translated():
    said = [ZH.role_name(role) for role in ROLES] + [ZH.roles_name(role) for role in ROLES]
    said += [ZH.state(name) for name in (BLANK, NEW, REOPENED, VANISHED)]
    said += [ZH.layer_name(layer) for layer in (*range(1, 8), None)]
    assert not [word for word in said if re.search("[a-z]", word)]


def test_many_threads_may_speak_at_once():
    with ThreadPoolExecutor(8) as pool:
        said = set(pool.map(lambda n: (EN, ZH)[n % 2].state(NEW), range(400)))
    assert said == {"(new)", "（新增）"}


def test_names_stand_one_after_the_other_as_the_language_parts_them() -> None:
    assert Language("en").listed(["held", "assumed"]) == "held, assumed"
    assert Language("zh_CN").listed(["已计入", "推定"]) == "已计入、推定"
