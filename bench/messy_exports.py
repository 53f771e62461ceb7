"""The same pipeline as a person keeps it: titles above, a total below, Chinese headings, dates and money as text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import xlsxwriter

from bench.exports import sheet

ENCODING, DELIMITER = "gb18030", ";"
TITLES = ("商机周报", "仅供内部使用")
HEADINGS = (
    "统计日期", "商机编号", "商机名称", "客户名称", "销售阶段", "预计成交金额", "预计成交日期", "所属区域", "产品线",
    "负责人",
)  # fmt: skip
DATES, AMOUNT = (0, 6), 5
STAGES = {
    "Lead": "1-潜在客户",
    "Contact established": "2-初步接触",
    "Needs identified": "3-需求确认",
    "Solution proposed": "4-方案匹配",
    "Negotiation": "5-商务谈判",
    "Decision": "6-决策",
    "Closed won": "赢单",
    "Closed lost": "输单",
}


def write_messy_csv(rows: int, path: Path) -> None:
    """GB18030 text parted by semicolons."""
    with path.open("w", encoding=ENCODING, newline="") as file:
        file.writelines(f"{DELIMITER.join(line)}\r\n" for line in _lines(rows))


def write_messy_xlsx(rows: int, path: Path) -> None:
    """A workbook with the table on its third sheet, every cell of it text."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_numbers": False})
    book.add_worksheet("说明").write_string(0, 0, TITLES[0])
    book.add_worksheet("备注").write_string(0, 0, TITLES[1])
    page = book.add_worksheet("商机")
    for number, line in enumerate(_lines(rows)):
        for place, cell in enumerate(line):
            page.write_string(number, place, cell)
    book.close()


def _lines(rows: int) -> Iterator[tuple[str, ...]]:
    yield from ((title,) for title in TITLES)
    yield HEADINGS
    table = sheet(rows)
    for row in zip(*(column.to_pylist() for column in table.columns), strict=True):
        yield tuple(_as_typed(place, value) for place, value in enumerate(row))
    yield ("合计", "", "", "", "", "¥1,234,567.89")


def _as_typed(place: int, value: Any) -> str:
    if value is None:
        return ""
    if place in DATES:
        return f"{value.year}年{value.month}月{value.day}日"
    if place == AMOUNT:
        return f"¥{value:,.2f}"
    return STAGES.get(value, value)
