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
    "(公司|集团|集團|株式会社|有限会社|会社|银行|銀行|医院|醫院|大学|大學|工厂|研究院|研究所|(주))$|^(株式会社|㈱)"
)
# The hundred most frequent family names, which nine of ten people bear.
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤張劉陳楊黃趙吳孫馬鄭謝羅許韓馮鄧蕭"
    "蔣葉蘇呂盧鍾譚陸賈韋鄒龍賀顧龔萬錢嚴湯"
)
_PERSON = re.compile(r"[^\W\d_]+[.'’-]?(?: [^\W\d_]+[.'’-]?[^\W\d_]*){1,2}")


def known_members(role: str, values: tuple[str, ...]) -> float:
    """The share of ``values`` that are usual members of ``role``, 0..1."""
    judges = {"customer": is_company, "rep": is_person}
    usual = members().get(role, frozenset())
    is_known = judges.get(role) or (lambda value: compact(value) in usual)
    return sum(is_known(value) for value in values) / len(values) if values else 0.0


def is_company(value: str) -> bool:
    """Whether ``value`` ends as the names of companies do."""
    said = value.strip()
    return bool(" " in said and _LEGAL_FORM.search(said)) or bool(_LEGAL_FORM_CJK.search(said))


def is_person(value: str) -> bool:
    """Whether ``value`` is written as the names of people are: 张伟, Anna Meyer."""
    said = value.strip()
    if said.isascii() or " " in said:
        return bool(_PERSON.fullmatch(said)) and said == said.title() and not is_company(said)
    return 2 <= len(said) <= 4 and said[0] in _SURNAMES and all("\u4e00" <= char <= "\u9fff" for char in said)
