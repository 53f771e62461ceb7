"""A workbook to start from: opportunities, stages and targets, with examples to write over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import xlsxwriter

from analyzer.language import Language
from analyzer.model import Quarter

Row = Sequence[Any]

_ENGLISH = {
    "Opportunities": (
        "Snapshot date", "Opportunity ID", "Opportunity name", "Customer", "Stage", "Amount", "Created on",
        "Expected close", "Region", "Product", "Industry", "Channel", "Owner",
    ),
    "Stages": ("Stage", "Position", "Layer", "Kind", "Benchmark days"),
    "Targets": ("Role", "Member", "Starts on", "Ends on", "Target"),
}  # fmt: skip
_CHINESE = {
    "商机": (
        "快照日期", "商机编号", "商机名称", "客户", "销售阶段", "金额", "创建日期", "预计成交日期", "区域", "产品",
        "行业", "渠道", "负责人",
    ),
    "阶段": ("阶段", "顺序", "层级", "类型", "基准天数"),
    "目标": ("角色", "成员", "开始日期", "结束日期", "目标金额"),
}  # fmt: skip
_ENGLISH_STAGES: tuple[Row, ...] = (
    ("Lead", 1, 1, "open", 14),
    ("Contact established", 2, 2, "open", 14),
    ("Needs identified", 3, 3, "open", 21),
    ("Solution proposed", 4, 4, "open", 30),
    ("Negotiation / POC", 5, 5, "open", 30),
    ("Decision", 6, 6, "open", 14),
    ("Closed won", 7, 7, "won", None),
    ("Closed lost", 8, None, "lost", None),
)
_CHINESE_NAMES = ("潜在客户", "初步接触", "需求确认", "方案匹配", "谈判/验证", "决策", "成交", "丢单")
_CHINESE_KINDS = {"open": "进行中", "won": "赢单", "lost": "输单"}
# One deal a line: customer, stage a week ago and now (by position; 0 for not there yet), amount, and its members.
_DEALS: tuple[Row, ...] = (
    ("A", 3, 4, 120000, 0),
    ("B", 4, 5, 80000, 1),
    ("C", 5, 7, 64000, 0),
    ("D", 2, 8, 30000, 1),
    ("E", 0, 1, None, 0),
)
_ENGLISH_MEMBERS = (
    ("East", "West"),
    ("Product 1", "Product 2"),
    ("Retail", "Energy"),
    ("Direct", "Partner"),
    ("Ann", "Bob"),
)
_CHINESE_MEMBERS = (("华东", "华南"), ("产品一", "产品二"), ("零售", "能源"), ("直销", "伙伴"), ("张敏", "李强"))


def template(language: Language, today: date | None = None) -> bytes:
    """The bytes of an .xlsx file in the reader's language, with two weeks of examples up to this week's Monday."""
    today, chinese = today or date.today(), language.code.startswith("zh")
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        formats = {
            "header": workbook.add_format({"bold": True, "bottom": 1}),
            date: workbook.add_format({"num_format": "yyyy-mm-dd"}),
            int: workbook.add_format({"num_format": "#,##0"}),
        }
        headers = _CHINESE if chinese else _ENGLISH
        rows = (_opportunities(today, chinese), _stages(chinese), _targets(today, chinese))
        for (name, header), body in zip(headers.items(), rows, strict=True):
            _write(workbook.add_worksheet(name), header, body, formats)
    return file.getvalue()


def _write(sheet: Any, header: Sequence[str], rows: Sequence[Row], formats: dict[Any, Any]) -> None:
    sheet.write_row(0, 0, header, formats["header"])
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(header) - 1, 18)
    for at, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(at, column, value, formats[date])
            elif value is not None:
                sheet.write(at, column, value, formats.get(type(value)))


def _stages(chinese: bool) -> list[Row]:
    if not chinese:
        return list(_ENGLISH_STAGES)
    named = zip(_CHINESE_NAMES, _ENGLISH_STAGES, strict=True)
    return [(name, position, layer, _CHINESE_KINDS[kind], days) for name, (_, position, layer, kind, days) in named]


def _opportunities(today: date, chinese: bool) -> list[Row]:
    monday = today - timedelta(days=today.weekday())
    stages = _CHINESE_NAMES if chinese else tuple(stage[0] for stage in _ENGLISH_STAGES)
    members = _CHINESE_MEMBERS if chinese else _ENGLISH_MEMBERS
    customer, deal = ("客户 {}", "{} 的商机") if chinese else ("Customer {}", "Deal with {}")
    rows: list[Row] = []
    for week, day in enumerate((monday - timedelta(days=7), monday)):
        for number, (letter, *positions, amount, member) in enumerate(_DEALS, 1):
            if positions[week]:
                name = customer.format(letter)
                opened_on, due_on = monday - timedelta(days=10 * number), monday + timedelta(days=15 * number)
                chosen = [names[member] for names in members]
                stage = stages[positions[week] - 1]
                rows.append((day, f"D-{number:03}", deal.format(name), name, stage, amount, opened_on, due_on, *chosen))
    return rows


def _targets(today: date, chinese: bool) -> list[Row]:
    quarter = Quarter.of(today)
    role = "区域" if chinese else "region"
    regions = (_CHINESE_MEMBERS if chinese else _ENGLISH_MEMBERS)[0]
    return [(role, member, quarter.starts_on, quarter.ends_on, 150000) for member in regions]
