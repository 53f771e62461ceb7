"""What some files hold beside their deals: a list of the stages, targets, headers of two rows, merged cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from tests.intake.family.files import Sheet
from tests.intake.family.pipelines import Deal
from tests.intake.family.plans import Plan

# Names that say nothing: only a list of the stages can place them.
_MADE_UP = {
    "zh": ("青龙", "白虎", "朱雀", "玄武", "麒麟", "凤凰", "金乌", "玉兔", "貔貅", "饕餮"),
    "zh_tw": ("青龍", "白虎", "朱雀", "玄武", "麒麟", "鳳凰", "金烏", "玉兔", "貔貅", "饕餮"),
    "en": ("Maple", "Birch", "Cedar", "Walnut", "Oakwood", "Juniper", "Willow", "Hazel", "Rowan", "Alder"),
}
_STAGES_SHEET = {
    "zh": ("阶段", ("阶段", "顺序", "层级", "类型"), {"open": "进行中", "won": "赢单", "lost": "输单"}),
    "en": ("Stages", ("Stage", "Order", "Layer", "Kind"), {"open": "Open", "won": "Won", "lost": "Lost"}),
}
_TARGETS_SHEET = {"zh": ("目标", ("区域", "季度", "目标金额")), "en": ("Targets", ("Region", "Quarter", "Target"))}
_GROUPS = {"zh": ("基本信息", "金额与时间", "其他"), "en": ("Deal", "Value and dates", "Other")}


@dataclass(frozen=True)
class Beside:
    """What stands beside the deals. targets: by region, in all."""

    sheets: tuple[Sheet, ...] = ()
    targets: Mapping[str, int] | None = None
    has_groups: bool = False
    merged: str | None = None
    tags: tuple[str, ...] = ()


def beside(name: str, plan: Plan) -> tuple[Plan, Beside]:
    """The plan, changed to need what stands beside it, and that; drawn apart, so that the rest stays as it is."""
    random = Random(f"{name}:beside")
    chance = random.random()
    if plan.is_workbook and chance < 0.05 and plan.dialect.is_by_hand and plan.dialect.members in _MADE_UP:
        return _with_stages_listed(plan)
    if plan.is_workbook and chance < 0.11 and "region" in plan.fields and plan.dialect.members in ("en", "zh"):
        return plan, _with_targets(plan, random)
    if plan.dialect.is_by_hand and chance < 0.17:
        return plan, Beside(has_groups=True, tags=("two-row header",))
    if plan.is_workbook and chance < 0.24 and plan.spread == "one" and any(item.kind == "rep" for item in plan.columns):
        return _with_merged_reps(plan)
    if chance > 0.96 and {"product", "opportunity_id", "amount"} <= {item.kind for item in plan.columns}:
        return _with_line_items(plan)
    return plan, Beside()


def _with_line_items(plan: Plan) -> tuple[Plan, Beside]:
    """Every third deal has two lines of different products, with an amount each."""
    products = sorted({deal.product for deals in plan.weeks.values() for deal in deals if deal.product})
    weeks = {day: tuple(line for deal in deals for line in _lines(deal, products)) for day, deals in plan.weeks.items()}
    return replace(plan, weeks=weeks), Beside(tags=("line items",))


def _lines(deal: Deal, products: Sequence[str]) -> tuple[Deal, ...]:
    if deal.number % 3 or deal.product is None or len(products) < 2:
        return (deal,)
    other = products[(products.index(deal.product) + 1) % len(products)]
    return deal, replace(deal, product=other, amount=deal.amount and deal.amount * 2)


def _with_stages_listed(plan: Plan) -> tuple[Plan, Beside]:
    language = "zh" if plan.language == "zh" else "en"
    made_up = _MADE_UP[plan.language]
    labels = dict(zip(plan.stages.stages, made_up, strict=False))
    title, headers, kinds = _STAGES_SHEET[language]
    rows = [
        [label, number, stage.layers[0] if stage.layers else None, kinds[stage.kind]]
        for number, (stage, label) in enumerate(labels.items(), 1)
    ]
    changed = replace(plan, styles=replace(plan.styles, labels=labels, is_careless=False))
    return changed, Beside((Sheet(title, [list(headers), *rows]),), tags=("stages listed",))


def _with_targets(plan: Plan, random: Random) -> Beside:
    """One target a region for the quarter of the newest week, in long form or with a column a quarter."""
    title, headers = _TARGETS_SHEET["zh" if plan.language == "zh" else "en"]
    newest = max(plan.weeks)
    quarter = f"{newest.year} Q{(newest.month + 2) // 3}"
    regions = sorted({deal.region for deals in plan.weeks.values() for deal in deals if deal.region})
    targets = {region: random.randrange(20, 90) * 10_000 for region in regions}
    if random.random() < 0.6:
        rows: list[list[object]] = [list(headers), *[[region, quarter, targets[region]] for region in regions]]
    else:
        rows = [[headers[0], quarter], *[[region, targets[region]] for region in regions]]
    return Beside((Sheet(title, rows),), targets, tags=("targets",))


def _with_merged_reps(plan: Plan) -> tuple[Plan, Beside]:
    header = next(item.column.header for item in plan.columns if item.kind == "rep")
    return replace(plan, weeks={day: _by_rep(deals) for day, deals in plan.weeks.items()}), Beside(
        merged=header, tags=("merged reps",)
    )


def _by_rep(deals: Sequence[Deal]) -> tuple[Deal, ...]:
    return tuple(sorted(deals, key=lambda deal: deal.rep or ""))


def group_row(plan: Plan) -> list[object]:
    """The row above a header of two rows: a few words, each over several columns."""
    width = len(plan.columns)
    row: list[object] = [None] * width
    for at, word in enumerate(_GROUPS["zh" if plan.language in ("zh", "zh_tw") else "en"]):
        row[at * width // 3] = word
    return row
