"""The stages of sales processes as CRMs are delivered with them and as people write them, with their true places.

Taken from the vendors' own defaults and from what sales teams write, not from the analyzer's vocabulary. Where the
seven layers leave it open which of two neighbours a stage belongs to, both are right; more than that never.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["open", "won", "lost"]


@dataclass(frozen=True)
class TrueStage:
    """A stage as it is written. layers: those that are right for it, none for lost. chance: 0..1."""

    label: str
    kind: Kind
    layers: tuple[int, ...]
    chance: float


@dataclass(frozen=True)
class StageSet:
    """A sales process: open stages from first to last, then won, then lost. language: of its labels."""

    name: str
    language: str
    stages: tuple[TrueStage, ...]

    @property
    def open_ones(self) -> tuple[TrueStage, ...]:
        return tuple(stage for stage in self.stages if stage.kind == "open")

    @property
    def won(self) -> TrueStage:
        return next(stage for stage in self.stages if stage.kind == "won")

    @property
    def lost_ones(self) -> tuple[TrueStage, ...]:
        return tuple(stage for stage in self.stages if stage.kind == "lost")


def flow(name: str, language: str, open_ones: str, won: str, lost: str) -> StageSet:
    """open_ones: ``label=layers@chance`` each, apart by ``|``; layers as digits. lost: labels apart by ``|``."""
    stages = []
    for item in open_ones.split("|"):
        label, _, rest = item.rpartition("=")
        layers, _, chance = rest.partition("@")
        stages.append(TrueStage(label, "open", tuple(map(int, layers)), int(chance) / 100))
    stages.append(TrueStage(won, "won", (7,), 1.0))
    stages += [TrueStage(label, "lost", (), 0.0) for label in lost.split("|") if label]
    return StageSet(name, language, tuple(stages))


STAGE_SETS = (
    flow(
        "salesforce", "en",
        "Prospecting=1@10|Qualification=2@10|Needs Analysis=3@20|Value Proposition=34@50|Id. Decision Makers=34@60|"
        "Perception Analysis=34@70|Proposal/Price Quote=4@75|Negotiation/Review=5@90",
        "Closed Won", "Closed Lost",
    ),
    flow("lightning", "en", "Qualification=2@10|Needs Analysis=3@35|Proposal=4@75|Negotiation=5@90", "Closed Won",
         "Closed Lost"),
    flow(
        "hubspot", "en",
        "Appointment Scheduled=2@20|Qualified To Buy=23@40|Presentation Scheduled=34@60|"
        "Decision Maker Bought-In=45@80|Contract Sent=56@90",
        "Closed Won", "Closed Lost",
    ),
    flow(
        "hubspot inside", "en",
        "appointmentscheduled=2@20|qualifiedtobuy=23@40|presentationscheduled=34@60|decisionmakerboughtin=45@80|"
        "contractsent=56@90",
        "closedwon", "closedlost",
    ),
    flow("dynamics", "en", "Qualify=12@15|Develop=23@35|Propose=4@60|Close=56@85", "Won", "Lost"),
    flow(
        "pipedrive", "en",
        "Lead In=1@10|Contact Made=2@20|Demo Scheduled=34@40|Proposal Made=4@60|Negotiations Started=5@80",
        "Won", "Lost",
    ),
    flow(
        "zoho", "en",
        "Qualification=2@10|Needs Analysis=3@20|Value Proposition=34@40|Identify Decision Makers=34@60|"
        "Proposal/Price Quote=4@75|Negotiation/Review=5@90",
        "Closed Won", "Closed Lost|Closed-Lost to Competition",
    ),
    flow("odoo", "en", "New=1@10|Qualified=23@40|Proposition=4@70", "Won", ""),
    flow("freshsales", "en", "New=1@5|Qualification=2@20|Discovery=23@40|Demo=34@60|Negotiation=5@80", "Won", "Lost"),
    flow("monday", "en", "Lead=1@10|Discovery=23@30|Proposal=4@60|Negotiation=5@80", "Won", "Lost"),
    flow(
        "enterprise", "en",
        "Suspect=1@5|Prospect=12@15|Qualified=23@35|Proposal Submitted=4@60|Negotiation=5@75|Verbal Commitment=56@90",
        "Won", "Lost",
    ),
    flow("software", "en",
         "Lead=1@5|Intro Call=2@15|Discovery=23@30|Proposal Sent=4@55|Proof of Concept=5@75|Procurement=56@90",
         "Closed - Won", "Closed - Lost"),
    flow("workshop", "en",
         "Enquiry=1@10|Contacted=2@20|Site Survey=3@35|Quote Sent=4@55|Negotiating=5@75|Awaiting Decision=6@85",
         "Order Received", "No Sale"),
    flow("plain words", "en", "Lead=1@10|Contacted=2@25|Qualified=23@40|Quoted=4@60|Negotiation=5@80", "Won", "Dead"),
    flow("numbers", "en", "S1=1@10|S2=2@20|S3=3@40|S4=4@60|S5=5@75|S6=6@90", "Won", "Lost"),
    flow("numbered words", "en", "Stage 1=1@10|Stage 2=2@20|Stage 3=3@40|Stage 4=4@60|Stage 5=5@75|Stage 6=6@90",
         "Closed Won", "Closed Lost"),
    flow("纷享销客", "zh", "验证客户=12@10|需求确定=3@30|方案/报价=4@60|谈判审核=5@80", "赢单", "输单|无效"),
    flow("销售易", "zh", "初步接洽=2@10|需求确定=3@30|方案报价=4@50|谈判审核=5@80", "赢单", "输单"),
    flow("简道云", "zh", "线索=1@5|初步沟通=2@20|需求分析=3@40|方案报价=4@60|商务谈判=5@80", "成交", "丢单"),
    flow("项目制", "zh", "潜在客户=1@5|初次拜访=2@15|需求调研=3@35|方案提交=4@55|商务洽谈=5@75|合同审批=6@90",
         "已成交", "已流失"),
    flow("手工", "zh", "意向=12@15|已接触=2@25|需求明确=3@40|已报价=4@60|谈判中=5@80", "已签约", "已丢单"),
    flow("工程", "zh", "项目线索=1@5|立项跟进=23@25|技术交流=3@35|方案报价=4@55|商务谈判=5@75|等待定标=6@85",
         "中标", "未中标"),
    flow("编号", "zh", "阶段一=1@10|阶段二=2@20|阶段三=3@40|阶段四=4@60|阶段五=5@75|阶段六=6@90", "赢单", "输单"),
    flow("業務", "zh_tw", "潛在客戶=1@5|初步接觸=2@20|需求確認=3@40|提案報價=4@60|議價談判=5@80|決策中=6@90", "成交",
         "失單"),
    flow("專案", "zh_tw", "名單=1@5|初次拜訪=2@15|需求訪談=3@35|報價=4@60|議價=5@80", "得標", "未得標"),
    flow("銷售", "zh_tw", "資格審查=2@10|需求分析=3@30|方案提案=4@60|商務談判=5@80", "贏單", "輸單"),
    flow("deutsch", "other", "Interessent=1@10|Erstkontakt=2@20|Bedarfsanalyse=3@40|Angebot=4@60|Verhandlung=5@80",
         "Gewonnen", "Verloren"),
    flow("français", "other",
         "Prospection=1@10|Qualification=2@20|Analyse des besoins=3@40|Proposition=4@60|Négociation=5@80",
         "Gagné", "Perdu"),
    flow("español", "other",
         "Prospección=1@10|Calificación=2@20|Análisis de necesidades=3@40|Propuesta=4@60|Negociación=5@80",
         "Ganada", "Perdida"),
    flow("日本語", "other", "見込み=1@10|初回訪問=2@20|ヒアリング=3@40|提案=4@60|交渉=5@80", "受注", "失注"),
    flow("copper", "en", "Qualified=23@20|Follow-up=23@30|Presentation=34@50|Contract Sent=56@75|Negotiation=56@90",
         "Won", "Lost"),
    flow("zendesk sell", "en", "Incoming=1@10|Qualified=23@30|Quote=4@60|Closure=56@85", "Won", "Lost"),
    flow("sap", "en",
         "Identify opportunity=1@10|Qualify opportunity=2@25|Develop value proposition=34@45|Quotation=4@60|"
         "Decision=6@85", "Won", "Lost"),
    flow("netsuite", "en",
         "In Discussion=23@15|Identified Decision Makers=34@35|Proposal=4@55|In Negotiation=5@75|Purchasing=6@90",
         "Closed Won", "Closed Lost"),
    flow("needs", "en",
         "New Lead=1@5|First Meeting=2@15|Needs Defined=3@35|Proposal Made=4@55|Contract Negotiation=5@80", "Won",
         "Lost"),
    flow("targets", "en", "Target=1@5|Engaged=2@20|Scoping=3@40|Proposing=4@60|Closing=56@85", "Won", "Lost"),
    flow("meetings", "en",
         "Inquiry=1@5|Meeting Booked=2@15|Needs Assessed=3@35|Offer Made=4@55|Legal Review=56@85", "Signed",
         "Cancelled"),
    flow("国内", "zh", "商机发现=1@5|客户接洽=2@15|需求调研=3@35|方案报价=4@55|商务谈判=5@75|合同评审=6@90", "成交",
         "失败"),
    flow("门店", "zh", "新客户=1@5|已联系=2@20|已面谈=23@35|已报价=4@60|谈价格=5@80", "已签单", "战败"),
    flow("案件", "zh_tw", "開發=1@10|拜訪=2@20|需求訪談=3@40|報價=4@60|議價=5@80", "簽約", "結案未成交"),
    flow("italiano", "other",
         "Prospezione=1@10|Qualificazione=2@20|Analisi esigenze=3@40|Proposta=4@60|Negoziazione=5@80",
         "Vinta", "Persa"),
    flow("português", "other", "Prospecção=1@10|Qualificação=2@20|Levantamento de necessidades=3@40|Proposta=4@60|"
         "Negociação=5@80", "Ganho", "Perdido"),
    flow("한국어", "other", "발굴=1@10|접촉=2@20|요구분석=3@40|제안=4@60|협상=5@80", "수주", "실주"),
    flow("tenders", "en",
         "Enquiry Received=1@5|Initial Call=2@15|Spec Agreed=3@35|Tender Submitted=4@55|Best and Final Offer=5@75|"
         "Preferred Bidder=6@90", "Order Won", "Order Lost"),
    flow("buying", "en",
         "Initial Communication=2@10|Needs Discovery=3@30|Solution Presented=34@50|Proposal Delivered=4@65|"
         "Final Negotiation=5@85", "Won", "Lost"),
    flow("投标", "zh", "信息收集=1@5|拜访交流=2@20|需求确认=3@35|方案制定=34@50|投标报价=45@65|合同谈判=56@85",
         "已中标",
         "已落标"),
    flow("提案", "zh_tw", "潛在機會=1@5|已安排會議=2@20|需求盤點=3@40|已送報價=4@60|合約審閱=56@85", "已結案（贏單）",
         "已結案（輸單）"),
    flow("nederlands", "other", "Prospect=1@10|Kwalificatie=2@20|Behoefteanalyse=3@40|Offerte=4@60|Onderhandeling=5@80",
         "Gewonnen", "Verloren"),
    flow("polski", "other", "Potencjalny=1@10|Kwalifikacja=2@20|Analiza potrzeb=3@40|Oferta=4@60|Negocjacje=5@80",
         "Wygrana", "Przegrana"),
)  # fmt: skip
BY_NAME = {item.name: item for item in STAGE_SETS}
