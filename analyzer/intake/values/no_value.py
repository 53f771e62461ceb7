"""What people write where they have no value yet."""

from __future__ import annotations

import unicodedata

_WORDS = """
    tbd, tba, tbc, n/a, na, n.a., #n/a, nil, none, null, unknown, undefined, undetermined,
    pending, not set, not known, to be determined, to be confirmed, to be defined, to be
    announced, open, empty, blank, no amount, no date, on request, k.a., k. a., offen,
    unbekannt, nicht bekannt, keine angabe, à définir, non défini, inconnu, nc, n.c., nd,
    n.d., s/d, por definir, a definir, desconocido, desconhecido, da definire, нет, нет
    данных, не указано, 待定, 未定, 待确认, 待確認, 待估, 待报价, 待報價, 待填, 待补充, 待補充, 待议, 待議,
    面议, 面議, 未知, 不详,
    不詳, 暂无, 暫無, 无, 無, 空, 未填, 未填写, 未提供, 保密, 未確定, 未确定, 未設定, 未设定, 未定義, 미정,
    없음, 未入力, 不明
"""
_NOTHING = frozenset(" ".join(_WORDS.split()).split(", "))
_FILLERS = frozenset("-–—―−_./\\?*x~…·・ ")


def says_nothing(text: str) -> bool:
    """Whether ``text`` stands for a value that is not there: ``TBD``, ``待定``, a dash."""
    clean = unicodedata.normalize("NFKC", text).strip().casefold()
    return clean.strip("()[]<>【】“”\"' ") in _NOTHING or (bool(clean) and set(clean) <= _FILLERS)
