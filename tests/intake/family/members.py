"""Who and what a pipeline is about, by language: regions, products, industries, channels, reps and customers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from random import Random
from types import MappingProxyType


@dataclass(frozen=True)
class Members:
    """The values of the roles in one pipeline, and what its deals are called."""

    regions: tuple[str, ...]
    products: tuple[str, ...]
    industries: tuple[str, ...]
    channels: tuple[str, ...]
    reps: tuple[str, ...]
    customers: tuple[str, ...]
    purposes: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


def _joined(first: str, second: str, between: str = " ") -> tuple[str, ...]:
    return tuple(between.join(pair) for pair in product(_words(first), _words(second)))


_WEST = {
    "regions": (
        _words("North|South|East|West"), _words("EMEA|APAC|Americas"), _words("Northeast|Southeast|Midwest|Pacific"),
        _words("UK & Ireland|DACH|Nordics|Benelux|Southern Europe"), _words("Ontario|Quebec|Prairies"),
    ),
    "products": (
        _words("Falcon 100|Falcon 200|Orbit Cloud|Orbit Edge|Support Plus"),
        _words("Platform|Analytics|Integration|Training"), _words("GX Basic|GX Pro|MZ Special|MZ Advanced"),
        _words("Pumps|Valves|Compressors|Maintenance Contract"),
    ),
    "industries": (
        _words("Manufacturing|Retail|Healthcare|Finance|Education"),
        _words("Banking|Insurance|Telecommunications|Energy & Utilities"), _words("Software|Logistics|Public Sector"),
    ),
    "channels": (
        _words("Web|Partner Referral|Trade Show|Cold Call"), _words("Inbound|Outbound|Partner"),
        _words("Organic Search|Email Marketing|Events|Referral"),
    ),
    "reps": (_joined("Anna|Boris|Carla|Deepak|Elif", "Meyer|Okafor|Silva")[::2],),
    "customers": (_joined("Acme|Borealis|Cobalt|Delta|Ember|Fjord|Granite|Harbor|Iris|Juno|Kestrel|Lumen",
                          "Industries|Group|Labs|GmbH|Ltd|Holdings"),),
    "purposes": (_words("renewal|expansion|new site|pilot|upgrade|rollout|annual contract|migration"),),
}  # fmt: skip
_MAINLAND = {
    "regions": (_words("华东|华南|华北|西南"), _words("上海|北京|广东|浙江|四川"), _words("东区|南区|西区|北区")),
    "products": (
        _words("数据中台|云安全网关|协同办公|智能客服"),
        _words("标准版|专业版|旗舰版"),
        _words("A系列|B系列|C系列|维保服务"),
    ),
    "industries": (_words("制造|金融|教育|医疗|零售"), _words("政府|能源|交通运输|互联网")),
    "channels": (_words("官网|展会|转介绍|电话销售"), _words("直销|代理商|合作伙伴")),
    "reps": (_words("张伟|王芳|李娜|刘强|陈静|杨洋|赵磊"),),
    "customers": (
        _joined("华信|中科|远大|金桥|恒通|瑞丰|博雅|天成|宏图|鼎盛|启明|新城", "科技|集团|实业|医药|物流", ""),
    ),
    "purposes": (_words("续约项目|扩容项目|新建项目|试点|升级改造|年度框架|数字化项目|迁移项目"),),
}
_TAIWAN = {
    "regions": (_words("北區|中區|南區|東區"), _words("台北|台中|高雄|新竹")),
    "products": (_words("資料平台|雲端資安|協同辦公|智慧客服"), _words("標準版|專業版|旗艦版")),
    "industries": (_words("製造業|金融業|教育|醫療|零售業"), _words("政府機關|能源|電子業")),
    "channels": (_words("官網|展覽|轉介紹|電話開發"), _words("直銷|經銷商|合作夥伴")),
    "reps": (_words("陳怡君|林志明|黃淑芬|張家豪|吳佩珊|劉建宏"),),
    "customers": (_joined("宏達|聯合|遠東|大同|永豐|國泰|新光|統一|華碩|中興", "科技|集團|實業|醫藥|物流", ""),),
    "purposes": (_words("續約案|擴充案|新建案|試辦|升級案|年度合約|數位化專案|轉移案"),),
}
_EUROPE = {**_WEST, "regions": (_words("Nord|Süd|Ost|West"), _words("Nord|Sud|Est|Ouest"))}
_JAPAN = {
    **_TAIWAN,
    "regions": (_words("関東|関西|中部|九州"),),
    "products": (_words("データ基盤|クラウド保守|業務パッケージ"),),
    "industries": (_words("製造|金融|教育|医療|小売"),),
    "channels": (_words("ウェブ|展示会|紹介|電話"),),
    "reps": (_words("佐藤健|鈴木花子|高橋誠|田中美咲"),),
    "customers": (_joined("富士|日東|大和|三光|東海|北陸", "工業|商事|電機|建設|物流", ""),),
    "purposes": (_words("更新案件|拡張案件|新規案件|試行|移行案件|年間契約"),),
}
_BY_LANGUAGE: Mapping[str, Mapping[str, tuple[tuple[str, ...], ...]]] = MappingProxyType(
    {"en": _WEST, "zh": _MAINLAND, "zh_tw": _TAIWAN, "europe": _EUROPE, "ja": _JAPAN}
)


def members(language: str, random: Random) -> Members:
    """One choice of members in a language: en, zh, zh_tw, europe or ja."""
    return Members(**{role: random.choice(choices) for role, choices in _BY_LANGUAGE[language].items()})
