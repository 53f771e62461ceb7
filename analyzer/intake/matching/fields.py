"""The fields of each kind of sheet, and the names by which CRMs and people call them.

Aliases are compared by `plain_words`, so case, spacing, punctuation, width and 繁體 need no entry of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Content = Literal[
    "id", "text", "category", "stage", "money", "currency", "probability", "date", "week", "number", "any"
]


@dataclass(frozen=True)
class Field:
    """One field. ``weak`` aliases may mean it, and give way to a better column."""

    name: str
    content: Content
    aliases: tuple[str, ...]
    weak: tuple[str, ...]

    def __init__(self, name: str, content: Content, aliases: str, weak: str = "") -> None:
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "content", content)
        object.__setattr__(self, "aliases", tuple(aliases.split(", ")))
        object.__setattr__(self, "weak", tuple(weak.split(", ")) if weak else ())


OPPORTUNITY_FIELDS: tuple[Field, ...] = (
    Field(
        "opportunity_id",
        "id",
        "opportunity id, deal id, record id, id, opportunity number, deal number, opportunity no, opp id, "
        "do not modify opportunity, hs object id, opportunityid, "
        "deal record id, opportunity code, case safe id, external id, deal no, unique id, 商机编号, 商机id, "
        "商机号, 商机编码, 机会编号, 编号, 商机代码, 销售机会编号, 记录id, 项目编号",
        "number, no, code, key, reference, 序列号, 号码",
    ),
    Field(
        "opportunity_name",
        "text",
        "opportunity name, deal name, name, opportunity, deal, topic, title, deal title, subject, "
        "opportunity title, 商机名称, 商机, 机会名称, 商机主题, 销售机会名称, 项目名称, 主题, 名称",
        "project, project name, 项目, 标题, 主题名称",
    ),
    Field(
        "customer",
        "text",
        "customer, account, account name, company, company name, client, customer name, client name, "
        "organization, organisation, deal organization, associated company, potential customer, account id, "
        "customer id, buyer, associated company names, opportunity account, partner name, 客户, 客户名称, "
        "公司, 公司名称, 客户公司, 客户名, 企业名称, 最终客户, 客户全称",
        "partner id, parent account id, parentaccountid, parent account for opportunity, parent account, "
        "单位, 单位名称, organization name",
    ),
    Field(
        "stage",
        "stage",
        "stage, deal stage, sales stage, stage name, pipeline stage, opportunity stage, pipeline phase, "
        "sales phase, phase, funnel stage, current stage, process stage, stepname, 销售阶段, 商机阶段, 阶段, 当前阶段, "
        "机会阶段, 阶段名称, 销售进程, 跟进阶段, 项目阶段, 所处阶段",
        "status, deal status, opportunity status, step, state, 状态, 商机状态, 进展",
    ),
    Field(
        "amount",
        "money",
        "amount, value, deal value, close value, deal amount, opportunity amount, opportunity value, "
        "total amount, sales amount, contract value, deal size, contract amount, total value, acv, tcv, "
        "est revenue, estimated revenue, estimatedvalue, "
        "estimated value, amount in company currency, 金额, 预计成交金额, "
        "商机金额, 预计金额, 成交金额, 销售金额, 合同金额, 预计销售金额, 预计合同额, 金额元, 金额万元, "
        "商机总金额, 预算金额, 合同额, 预计收入, 预期收入",
        "revenue, expected revenue, likely, arr, mrr, price, total, actual revenue, "
        "annual contract value, sales, 收入, 总额, 价格",
    ),
    Field(
        "currency",
        "currency",
        "currency, currency iso code, currency code, deal currency, currency of value, transaction currency, "
        "deal currency of value, 币种, 货币, 货币类型, 币别",
    ),
    Field(
        "probability",
        "probability",
        "probability, win, win probability, win rate, likelihood, deal probability, chance, confidence, "
        "probability percent, close probability, chance to win, 赢率, 成交概率, 概率, 可能性, 赢单率, "
        "成功率, 赢单概率, 成单概率",
    ),
    Field(
        "created_on",
        "date",
        "created date, created on, create date, created at, creation date, engage date, date created, "
        "created time, created, open date, opened on, deal created, start date, entry date, add time, "
        "创建日期, 创建时间, 创建于, 立项日期, 录入日期, 建立日期, 登记日期, 新建日期, 发现日期",
        "开始日期, first contact date, date",
    ),
    Field(
        "closed_on",
        "date",
        "closed on, closed date, actual close date, date closed, closed at, actual closing date, won date, "
        "deal closed date, won time, deal won time, 结束日期, 实际成交日期, 关闭日期, 成交日期, "
        "实际结束日期, 签约日期, 赢单日期, 结单日期, 关单日期",
    ),
    Field(
        "expected_close",
        "date",
        "expected close, expected close date, expected closing, est close date, estimated close date, "
        "expected closing date, forecast close date, target close date, projected close date, "
        "planned close date, date deadline, deal expected close date, anticipated close date, "
        "预计成交日期, 预计结束日期, "
        "预计签约日期, 预计关闭日期, 预计成交时间, 预计签单日期, 预计结单日期, 预计成单日期, 预期成交日期, "
        "预计签单时间",
    ),
    Field(
        "close_date",
        "date",
        "close date, closing date, deal close date, opportunity close date, close, 结单时间, 成交时间",
    ),
    Field(
        "stage_entered_on",
        "date",
        "stage entered on, stage date, last stage change date, stage entered, stage change date, "
        "stage entry date, date entered stage, entered stage on, stage since, last stage change, "
        "stage changed on, last stage update time, stage updated at, date entered current stage, "
        "stage modified time, stage modified on, stage modified date, time entered current stage, "
        "进入阶段日期, 阶段日期, 阶段变更日期, 阶段更新时间, 阶段进入日期, 阶段进入时间, 进入当前阶段日期, "
        "进入阶段时间, 阶段变更时间, 最近阶段变更日期",
    ),
    Field(
        "snapshot_date",
        "week",
        "snapshot, snapshot date, as of, as of date, week, report date, reporting date, week of, "
        "week ending, week start, week beginning, snapshot week, extract date, export date, data date, 快照, "
        "快照日期, 统计日期, 周, 周次, 报表日期, 数据日期, 截止日期, 导出日期, 统计周",
    ),
    Field(
        "region",
        "category",
        "region, sales region, territory, regional office, sales territory, area, sales area, office, geo, "
        "geography, territory name, region name, 区域, 大区, 地区, 销售区域, 所属区域, 片区, 销售大区, 省区, "
        "办事处, 分公司, 所属大区",
        "province, state province, country, billing country, office location, market, location, 省份, 省, 国家",
    ),
    Field(
        "product",
        "category",
        "product, product name, service, product line, product family, product group, solution, "
        "product category, item, sku, offering, product interest, 产品, 产品名称, 产品线, 产品系列, "
        "产品类别, 服务, 商品, 意向产品, 解决方案, 产品型号",
        "series, 型号, 品类",
    ),
    Field(
        "industry",
        "category",
        "industry, sector, vertical, account industry, market segment, industry name, customer industry, "
        "industry sector, 行业, 客户行业, 所属行业, 产业, 产业别, 行业别, 行业类别, 行业类型, 行业名称",
        "细分市场",
    ),
    Field(
        "channel",
        "category",
        "channel, sales channel, lead source, source, route to market, original source, deal source, "
        "source channel, channel name, 渠道, 销售渠道, 商机来源, 线索来源, 来源, 客户来源, 渠道类型, "
        "通路, 销售通路, 通路别",
        "marketing source, 推荐人",
    ),
    Field(
        "rep",
        "category",
        "rep, owner, sales rep, sales agent, salesperson, sales person, deal owner, opportunity owner, "
        "account executive, sales representative, account owner, owner name, owner id, assigned to, ae, "
        "account manager, seller, agent, user id, ownerid, "
        "负责人, 销售, 销售员, 销售代表, 商机负责人, 业务员, 业务, 业务人员, "
        "业务代表, 承办人, 销售人员, "
        "客户经理, 销售负责人, 所有人, 商机所有人, 跟进人, 责任人, 归属人",
        "user, employee, assignee, 员工",
    ),
)

# A sheet is recognised as one of the kinds below only when it holds all fields named in its `..._NEEDS`.
HISTORY_FIELDS: tuple[Field, ...] = (
    OPPORTUNITY_FIELDS[0],
    Field(
        "from_stage",
        "stage",
        "from stage, from, old stage, previous stage, old value, prior stage, 原阶段, 变更前阶段, 变更前, 旧阶段",
    ),
    Field(
        "to_stage",
        "stage",
        "to stage, to, new stage, new value, 新阶段, 变更后阶段, 变更后, 目标阶段",
    ),
    Field(
        "changed_on",
        "date",
        "changed at, changed on, change date, changed, edit date, modified date, stage change date, "
        "transition date, moved on, moved at, date changed, last modified, timestamp, time, date, 变更日期, "
        "变更时间, 修改时间, 操作时间, 更新时间, 日期, 时间",
    ),
    Field("amount", "money", "amount, deal value, 金额"),
)
HISTORY_NEEDS = ("opportunity_id", "to_stage", "changed_on")

STAGE_FIELDS: tuple[Field, ...] = (
    Field(
        "name",
        "text",
        "stage, stage name, name, label, master label, sales stage, 阶段, 阶段名称, 销售阶段, 名称, 商机阶段",
    ),
    Field(
        "position",
        "number",
        "position, order, sort order, sequence, display order, no, rank, number, 顺序, 序号, 排序, 次序",
    ),
    Field("layer", "number", "layer, funnel layer, level, 层级, 漏斗层级, 层"),
    Field("kind", "any", "kind, type, outcome, status, category, result, forecast category, 类型, 结果, 状态"),
    Field(
        "chance",
        "probability",
        "probability, default probability, win probability, chance, 赢率, 概率, 成交概率, 赢单率",
    ),
    Field("is_won", "any", "is won, won, won flag, 是否赢单, 是否成交"),
    Field("is_closed", "any", "is closed, closed, closed flag, 是否关闭, 是否结束"),
    Field(
        "benchmark_days",
        "number",
        "benchmark days, benchmark, days, expected days, target days, max days, 基准天数, 标准天数, 停留天数",
    ),
)

TARGET_FIELDS: tuple[Field, ...] = (
    Field("role", "any", "role, dimension, 角色, 维度, 类别, 类型"),
    Field("member", "any", "member, name, 成员, 名称, 对象"),
    Field(
        "period",
        "any",
        "period, quarter, fiscal quarter, fiscal period, fq, year, month, 期间, 季度, 财季, 年度, 月份, 年份",
    ),
    Field(
        "starts_on",
        "date",
        "starts on, start date, start, from, period start, begin, 开始日期, 起始日期, 开始",
    ),
    Field("ends_on", "date", "ends on, end date, end, to, period end, until, 结束日期, 截止日期, 结束"),
    Field(
        "amount",
        "money",
        "target, quota, sales target, target amount, goal, amount, revenue target, plan, budget, 目标, "
        "销售目标, 目标金额, 业绩目标, 指标, 任务, 金额, 销售任务, 目标额, 业绩指标",
        "value",
    ),
)
TARGET_WORDS = frozenset(TARGET_FIELDS[-1].aliases) - {"amount", "plan", "budget", "金额", "任务"}

FIELDS: tuple[str, ...] = tuple(item.name for item in OPPORTUNITY_FIELDS)
EVERY_FIELD = (*OPPORTUNITY_FIELDS, *HISTORY_FIELDS, *STAGE_FIELDS, *TARGET_FIELDS)
ROLE_FIELDS: tuple[str, ...] = ("region", "product", "industry", "channel", "rep", "customer")
