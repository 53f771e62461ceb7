"""The names that CRMs and people give to the steps of a sale, and where each stands in the seven layers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from analyzer.intake.matching.plain_words import compact, plain
from analyzer.intake.stages.ordinals import split_ordinal
from analyzer.model import WON_LAYER, StageKind

DEFAULT_NAMES: dict[str, tuple[int | None, StageKind]] = {
    "Lead": (1, "open"),
    "Contact established": (2, "open"),
    "Needs identified": (3, "open"),
    "Solution proposed": (4, "open"),
    "Negotiation / POC": (5, "open"),
    "Decision": (6, "open"),
    "Closed won": (7, "won"),
    "Closed lost": (None, "lost"),
}


@dataclass(frozen=True)
class Place:
    """Where a stage stands. rank: the usual order among stages of one layer."""

    layer: int | None
    kind: StageKind
    rank: int


# One line a step of the usual order: the layer, then the names it goes by.
_OPEN: tuple[tuple[int, str], ...] = (
    (1, "suspect, target account, unqualified, cold lead, 公海, 待分配"),
    (
        1,
        "lead, new lead, lead in, prospect, prospecting, new, new opportunity, inquiry, enquiry, incoming, "
        "potential customer, identified, open, backlog, lead generation, discovery call scheduled, 潜在客户, "
        "线索, 新线索, 潜在商机, 新商机, 初步线索, 潜客, 商机线索, 新建, 潜在, 发现商机, 商机发现, 目标客户",
    ),
    (
        2,
        "contact established, contacted, contact made, contact, first contact, initial contact, engaging, "
        "engaged, connected, attempted contact, outreach, appointment scheduled, meeting scheduled, "
        "first meeting, intro call, initial meeting, 初步接触, 初步沟通, 已联系, 接触, 建立联系, 初次拜访, 初访, "
        "已接触, 初步拜访, 首次拜访, 联系客户",
    ),
    (
        2,
        "qualification, qualified, qualify, qualifying, qualified lead, sales qualified, sql, mql, "
        "validation of need, 验证客户, 客户验证, 资格确认, 商机确认, 商机验证, 意向客户, 有意向, 初步意向, "
        "资质审核, 立项评估",
    ),
    (
        3,
        "needs identified, needs analysis, need analysis, needs defined, discovery, requirements, develop, "
        "requirements gathering, needs assessment, qualified to buy, analysis, opportunity development, "
        "evaluation, 需求确认, 需求分析, 需求调研, 确认需求, 需求挖掘, 需求沟通, 需求发现, 挖掘需求, 明确需求, "
        "了解需求, 立项, 需求",
    ),
    (
        3,
        "demo scheduled, demo, demonstration, presentation scheduled, presentation, product demo, 产品演示, "
        "演示, 方案交流, 技术交流, 产品介绍",
    ),
    (3, "value proposition, value prop, solution development, 价值主张, 价值呈现"),
    (3, "id decision makers, identify decision makers, 识别决策者, 确定决策人, 确认决策人, 找到决策者"),
    (3, "perception analysis, technical fit, technical evaluation, 认知分析, 感知分析"),
    (
        4,
        "solution proposed, proposal, proposition, propose, proposal made, proposal price quote, quote, "
        "quotation, proposal sent, quote sent, solution, proposal quote, offer, offer sent, price quote, "
        "decision maker bought in, business case, proposal submitted, bid, tender submitted, angebot, propuesta, "
        "proposta, proposition commerciale, 方案匹配, 方案报价, 报价, 方案, 方案设计, 方案提交, 方案制定, "
        "方案建议, 提案, 提交方案, 解决方案, 已报价, 方案确认, 报价阶段, 产品报价, 提案报价, 商务报价, 方案提供",
    ),
    (
        5,
        "poc, proof of concept, pilot, trial, testing, proof of value, pov, 验证, 试用, 测试, 概念验证, 试点, "
        "poc测试, 样品测试",
    ),
    (
        5,
        "negotiation poc, negotiation, negotiation review, negotiating, negotiations started, negotiations, "
        "in negotiation, contract negotiation, price negotiation, commercial negotiation, bidding, verhandlung, "
        "negociacion, negociação, 谈判, 谈判验证, 商务谈判, 谈判审核, 价格谈判, 合同谈判, 招投标, 投标, 招标, "
        "竞标, 谈判复核, 谈判评审, 商务洽谈, 议价",
    ),
    (
        6,
        "verbal commitment, verbal agreement, verbal, commit, committed, 口头承诺, 口头同意",
    ),
    (
        6,
        "decision, decision pending, contract sent, contract, contracting, contract review, legal review, "
        "procurement, final decision, awaiting signature, approval, purchase order, closing, contract signing, "
        "pending signature, 决策, 合同, 合同签订, 合同审批, 合同评审, 待签约, 客户决策, 最终决策, 签约中, "
        "合同审核, 合同流程, 等待签约, 采购审批, 临门",
    ),
)
_WON = (
    "closed won, won, win, closedwon, deal won, signed, order received, closed deal, sold, customer, 成交, "
    "赢单, 赢, 已成交, 已赢单, 签约, 已签约, 签单, 成单, 赢单关闭, 关闭赢单, 成功, 已成单, 签约成交, 已签单, "
    "结束赢单, gewonnen, abgeschlossen gewonnen, gagne, gagné, fermee gagnee, ganado, ganada, ganho, ganha, "
    "vinto, vinta, 受注, 成約, gewonnen abgeschlossen, cerrada ganada, выиграно, 수주"
)
_LOST = (
    "closed lost, lost, closedlost, dead, deal lost, lost deal, closed lost to competition, "
    "lost to competition, abandoned, cancelled, canceled, no decision, disqualified, rejected, withdrawn, "
    "丢单, 输单, 失单, 输, 丢失, 失败, 战败, 流失, 已输单, 已丢单, 输单关闭, 关闭输单, 无效, 放弃, 已放弃, "
    "已失败, 取消, 已取消, verloren, abgeschlossen verloren, perdu, perdue, fermee perdue, perdido, perdida, "
    "perso, 失注, cerrada perdida, проиграно, 실주"
)


@cache
def places() -> dict[str, Place]:
    """Each known name, compact, and its place."""
    known = {
        compact(name): Place(layer, "open", rank)
        for rank, (layer, names) in enumerate(_OPEN)
        for name in names.split(", ")
    }
    known |= {compact(name): Place(WON_LAYER, "won", 100) for name in _WON.split(", ")}
    return known | {compact(name): Place(None, "lost", 101) for name in _LOST.split(", ")}


@dataclass(frozen=True)
class Found:
    """A place found by name. phrase: the part of the name that was known, None when all of it is."""

    place: Place
    phrase: str | None


def find(text: str) -> Found | None:
    """The place of the stage called ``text``, by its whole name or by a known one inside it."""
    exact = places().get(compact(text))
    if exact:
        return Found(exact, None)
    heard = plain(text)
    for phrase, place in _phrases():
        in_words = len(phrase) > 3 and f" {phrase} " in f" {heard} "
        if in_words or (not phrase.isascii() and len(phrase) > 1 and phrase in heard):
            return Found(place, phrase)
    return None


@cache
def _phrases() -> tuple[tuple[str, Place], ...]:
    """Known names as `plain_words.plain` has them, the longest first."""
    lines = [names for _, names in _OPEN] + [_WON, _LOST]
    known = {plain(name): places()[compact(name)] for names in lines for name in names.split(", ")}
    return tuple(sorted(known.items(), key=lambda item: (-len(item[0]), item[0])))


@lru_cache(maxsize=256)
def known_share(values: tuple[str, ...]) -> float:
    """The share of ``values`` that are known names of stages, ordinals before them left out."""
    known = [compact(value) in places() or compact(split_ordinal(value)[1]) in places() for value in values]
    return sum(known) / len(known) if known else 0.0
