"""The processes that CRMs begin with, each in its own order, which is not always the usual one."""

from __future__ import annotations

PROCESSES: tuple[str, ...] = (
    "prospecting, qualification, needs analysis, value proposition, id decision makers, perception analysis, "
    "proposal price quote, negotiation review",
    "appointment scheduled, qualified to buy, presentation scheduled, decision maker bought in, contract sent",
    "qualified, contact made, demo scheduled, proposal made, negotiations started",
    "lead in, contact made, demo scheduled, proposal made, negotiations started",
    "qualification, needs analysis, value proposition, identify decision makers, proposal price quote, "
    "negotiation review",
    "qualified, follow up, presentation, contract sent, negotiation",
    "incoming, qualified, quote, closure",
    "new, qualification, discovery, demo, negotiation",
    "new, follow up, under review, demo, negotiation",
    "in discussion, identified decision makers, proposal, in negotiation, purchasing",
    "qualify, develop, propose, close",
    "new, qualified, proposition",
    "验证客户, 需求确定, 方案报价, 谈判审核",
    "初步接洽, 需求确定, 方案报价, 谈判审核",
)
