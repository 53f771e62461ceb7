"""What stands around the rows of deals: titles above, totals below, headers repeated, other sheets beside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from random import Random

from tests.intake.family.files import Sheet
from tests.intake.family.pipelines import Deal

Row = list[object]

_TITLES = {
    "en": ("Sales pipeline", "Prepared by the sales office", "All amounts in full", "Confidential"),
    "zh": ("销售漏斗跟踪表", "制表人：销售管理部", "单位名称：示例公司", "内部资料"),
    "zh_tw": ("業務漏斗追蹤表", "製表單位：業務部", "公司：示範公司", "內部資料"),
}
_TOTALS = {
    "en": ("Total", "Grand Total", "Sum", "TOTAL:"),
    "zh": ("合计", "总计", "小计"),
    "zh_tw": ("合計", "總計", "小計"),
}
_FOOTERS = ("Confidential Information - Do Not Distribute", "Copyright (c) 2000-2026 salesforce.com, inc.")


def titled(rows: Sequence[Row], random: Random, language: str) -> list[Row]:
    """One to three rows of title above, some blank ones among them."""
    words = random.sample(_TITLES.get(language, _TITLES["en"]), random.randrange(1, 4))
    above: list[Row] = [[word] for word in words]
    return [*above, *([[]] if random.random() < 0.6 else []), *rows]


def totalled(rows: Sequence[Row], random: Random, language: str, amount_at: int, total: object) -> list[Row]:
    """A row with the total below, sometimes after a blank one. amount_at: the column of the amounts."""
    width = len(rows[0])
    label = random.choice(_TOTALS.get(language, _TOTALS["en"]))
    last: Row = [None] * width
    last[0 if amount_at else min(1, width - 1)] = label
    last[amount_at] = total
    return [*rows, *([[]] if random.random() < 0.4 else []), last]


def with_footer(rows: Sequence[Row], deals: int) -> list[Row]:
    """The end of a Salesforce report."""
    return [*rows, [], [f"Grand Totals ({deals} records)"], [], *[[line] for line in _FOOTERS]]


def with_repeated_header(rows: Sequence[Row], random: Random) -> list[Row]:
    """The header once more in the middle, as on a printed page."""
    at = random.randrange(8, max(9, len(rows) - 3))
    return [*rows[:at], list(rows[0]), *rows[at:]]


def with_blank_rows(rows: Sequence[Row], random: Random) -> list[Row]:
    """A few blank rows in between."""
    spread: list[Row] = [*rows]
    for _ in range(random.randrange(1, 4)):
        spread.insert(random.randrange(3, len(spread)), [])
    return spread


def notes_sheet(language: str) -> Sheet:
    """A sheet of instructions."""
    if language in ("zh", "zh_tw"):
        return Sheet(
            "说明", [["填写说明"], ["1. 每周五下班前更新"], ["2. 阶段请按销售流程填写"], ["3. 有问题请联系销售运营"]]
        )
    return Sheet(
        "Read me", [["How to use this file"], [], ["Update it each Friday before five."], ["Do not add columns."]]
    )


def pivot_sheet(deals: Sequence[Deal], language: str) -> Sheet:
    """Count and amount by stage, as a pivot table leaves them."""
    counts = Counter(deal.stage.label for deal in deals)
    sums: Counter[str] = Counter()
    for deal in deals:
        sums[deal.stage.label] += int(deal.amount or 0)
    header: Row = ["行标签", "计数", "求和项:金额"] if language == "zh" else ["Row Labels", "Count", "Sum of Amount"]
    total = "总计" if language == "zh" else "Grand Total"
    body: list[Row] = [[label, count, sums[label]] for label, count in counts.items()]
    return Sheet("汇总" if language == "zh" else "Summary",
                 [["Pivot"], [], header, *body, [total, sum(counts.values()), sum(sums.values())]])  # fmt: skip


def lists_sheet(deals: Sequence[Deal]) -> Sheet:
    """The hidden sheet of the values that may be chosen."""
    regions = sorted({deal.region for deal in deals if deal.region})
    reps = sorted({deal.rep for deal in deals if deal.rep})
    length = max(len(regions), len(reps))
    padded = [[*values, *[None] * (length - len(values))] for values in (regions, reps)]
    return Sheet("Lists", [["Region list", "Rep list"], *map(list, zip(*padded, strict=True))], is_hidden=True)
