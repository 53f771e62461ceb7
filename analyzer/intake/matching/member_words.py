"""Usual members of the roles: by them a column is found whose header says nothing to us."""

from __future__ import annotations

import re

from analyzer.intake.matching.plain_words import compact
from analyzer.intake.matching.word_lists import members

_LEGAL_FORM = re.compile(
    r"\b(inc|incorporated|llc|ltd|limited|corp|corporation|co|company|gmbh|ag|kg|se|plc|sa|sas|sarl|srl|spa|bv|nv|oy|"
    r"oyj|ab|as|aps|pty|group|holdings?|industries|labs|partners|enterprises|solutions|systems|技术|集团)\.?$",
    re.IGNORECASE,
)
_LEGAL_FORM_CJK = re.compile(
    "(公司|集团|集團|会社|银行|銀行|医院|醫院|大学|大學|工厂|研究院|研究所|(주))$|^(株式会社|㈱)"
)


def known_members(role: str, values: tuple[str, ...]) -> float:
    """The share of ``values`` that are usual members of ``role``, 0..1."""
    usual = members().get(role, frozenset())
    known = [is_company(value) if role == "customer" else compact(value) in usual for value in values]
    return sum(known) / len(known) if known else 0.0


def is_company(value: str) -> bool:
    """Whether ``value`` ends as the names of companies do."""
    said = value.strip()
    return bool(" " in said and _LEGAL_FORM.search(said)) or bool(_LEGAL_FORM_CJK.search(said))
