"""CRMs, sheets and languages that are kept out of the family: they show what becomes of words seen for the first time.

Whoever mends the analyzer leaves these words out of its lists, and mends the rule behind a miss instead.
"""

from __future__ import annotations

from tests.intake.family.dialects import Dialect, kinds, named

_US = (("iso", "mdy/", "iso time", "cell"), ("plain", "us", "whole", "cell"))
_GROUP = "Unseen"

VTIGER = Dialect(
    "Vtiger", _GROUP, "en",
    named("""
        opportunity_id: Opportunity No
        opportunity_name: Opportunity Name
        customer: Organization Name
        stage: Sales Stage
        amount: Amount
        currency: Currency Name
        probability: Probability
        created_on: Created Time
        expected_close: Expected Close Date
        region: Sales Territory
        product: Product Name
        industry: Industry
        channel: Lead Source
        rep: Assigned To
    """),
    kinds("""
        weighted: Forecast Amount | Weighted Revenue
        stamp: Modified Time
        note: Next Step | Description
        category: Type
        campaign: Campaign Source
        person: Contact Name | Last Modified By
    """),
    ("zoho", "lightning"), ("coded", "number"), *_US, file_names=("Opportunities", "potentials-{iso}"),
)  # fmt: skip
CAPSULE = Dialect(
    "Capsule", _GROUP, "en",
    named("""
        opportunity_id: Id | Opportunity Id
        opportunity_name: Name
        customer: Organisation | For Organisation
        stage: Milestone
        amount: Value | Total Value
        currency: Currency
        probability: Probability of Winning
        created_on: Created | Created at
        closed_on: Actual Close Date | Closed date
        expected_close: Expected Close Date | Expected to close
        region: Region
        product: Product Range
        industry: Trade
        channel: Heard From | Introduced By
        rep: Owner | Account Handler
    """),
    kinds("""
        team: Team
        tags: Tags
        reason: Lost Reason
        whole: Duration
        modified: Last Contacted | Updated
        note: Description
    """),
    ("tenders", "needs"), ("number",), *_US, file_names=("capsule opportunities", "opportunities {iso}"),
)  # fmt: skip
NUTSHELL = Dialect(
    "Nutshell", _GROUP, "en",
    named("""
        opportunity_id: Lead number
        opportunity_name: Lead name
        customer: Company | Companies
        stage: Stage
        amount: Lead value
        probability: Confidence
        created_on: Date opened | Opened on
        closed_on: Date closed
        expected_close: Anticipated close | Projected close
        region: Market
        product: Products
        industry: Company industry
        channel: Sources
        rep: Assignee
    """),
    kinds("""
        constant: Pipeline
        whole: Days open
        modified: Last activity
        category: Priority
        person: People
        tags: Tags
    """),
    ("buying", "needs"), ("number", "padded"), *_US, status=("Status", "Open", "Won", "Lost"),
    file_names=("nutshell leads {iso}", "leads"),
)  # fmt: skip
ENGINEERING = Dialect(
    "Tender register", _GROUP, "en",
    named("""
        opportunity_id: Enquiry No. | Tender No | Quote Ref | Job Ref.
        opportunity_name: Job Name | Tender Title | Scheme | Project Description
        customer: Client Company | End Client | Contracting Party | Customer / Client
        stage: Tender Stage | Sales Step | Where Are We | Stage of Sale
        amount: Tender Value | Quote Value | Est. Contract Sum | Order Value
        probability: Win Chance (%) | Likelihood of Award | P(win)
        created_on: Enquiry Date | Date Received | Logged On
        expected_close: Award Expected | Expected Order Date | Decision Due | Likely Award Date
        region: Sales Patch | Branch Area | Region
        product: Product Group | Scope of Supply
        industry: Market Sector | End Market
        channel: Enquiry Source | Route
        rep: Estimator / Sales Lead | Sales Engineer | Sales Lead | BDM
    """),
    kinds("""
        row: Item
        person: Consultant
        note: Latest Position | Actions
        city: Town
        category: Grade
        modified: Last Reviewed
        competitor: Competition
    """),
    ("tenders",), ("coded", "yearly"), ("dmy/", "mon", "dmy.", "iso", "cell"), ("plain", "us", "whole", "m", "cell"),
    encodings=("utf-8", "utf-8-sig", "cp1252"), is_by_hand=True,
    file_names=("Tender register {iso}", "Enquiry log", "Bid list {mon}"),
)  # fmt: skip
WUKONG = Dialect(
    "悟空与用友", "Unseen, 中文", "zh",
    named("""
        opportunity_id: 商机编码 | 数据编号
        opportunity_name: 商机名称
        customer: 客户 | 所属客户
        stage: 商机阶段 | 阶段名称 | 当前销售阶段
        amount: 商机金额 | 预计销售金额
        currency: 币种
        probability: 赢单率 | 预计赢率
        created_on: 创建时间 | 商机创建日期
        closed_on: 实际签单日期
        expected_close: 预计成交日期 | 预计签单时间
        stage_entered_on: 阶段开始日期
        region: 销售区域 | 所属地区
        product: 产品大类 | 产品分类
        industry: 客户行业
        channel: 商机来源
        rep: 业务员 | 归属人 | 商机归属人
    """),
    kinds("""
        constant: 商机状态组
        person: 创建人 | 首要联系人
        modified: 更新时间 | 最后跟进时间
        department: 部门 | 所属部门
        note: 备注 | 最后跟进记录
        future: 下次联系时间
        category: 商机类型
    """),
    ("简道云", "销售易", "投标"), ("dated", "number"), ("iso", "iso time", "ymd/", "cell"),
    ("plain", "us", "cell"), ("utf-8", "utf-8-sig", "gb18030"), file_names=("商机列表{compact}", "商机导出"),
)  # fmt: skip
FORECAST_ZH = Dialect(
    "销售预测表", "Unseen, 中文", "zh",
    named("""
        opportunity_id: 立项号 | 项目代码 | 跟单编号
        opportunity_name: 项目简称 | 订单名称 | 意向项目
        customer: 客户全称 | 单位 | 最终用户 | 采购单位
        stage: 销售进程 | 推进阶段 | 商机进展 | 所处阶段
        amount: 预计订单额 | 合同总价 | 预计签约金额 | 标的额
        probability: 成功概率 | 签单把握 | 预计成功率
        created_on: 立项时间 | 报备日期 | 首次登记
        expected_close: 预计下单时间 | 预计中标时间 | 计划签约日期 | 预计合同签订日期
        region: 办事处 | 销售片区 | 所属省区
        product: 产品型号 | 主要产品 | 产品类别
        industry: 行业领域 | 应用行业
        channel: 信息来源 | 项目来源
        rep: 区域经理 | 主责销售 | 销售工程师 | 项目负责人
    """),
    kinds("""
        row: 序
        person: 技术对接人
        phone: 手机号
        note: 项目动态 | 存在问题
        modified: 更新时间
        category: 重要程度
    """),
    ("投标", "工程"), ("coded", "yearly"), ("iso", "ymd/", "ymd.", "zh", "cell"),
    ("plain", "us", "wan", "cell", "wan header"), ("utf-8", "utf-8-sig", "gb18030"),
    is_by_hand=True, file_names=("销售预测{compact}", "项目储备表", "{zh}销售预测"),
)  # fmt: skip
HUBSPOT_TW = Dialect(
    "HubSpot 繁體", "Unseen, 中文", "zh_tw",
    named("""
        opportunity_id: 記錄 ID
        opportunity_name: 交易名稱
        customer: 關聯公司 | 相關公司
        stage: 交易階段
        amount: 金額
        currency: 貨幣
        probability: 交易成交機率
        created_on: 建立日期
        expected_close: 結案日期 | 成交日期
        region: 銷售地區
        product: 產品系列
        industry: 產業
        channel: 原始流量來源
        rep: 交易負責人 | 交易擁有者
    """),
    kinds("""
        constant: 交易管道
        weighted: 加權金額
        modified: 上次修改日期 | 上次活動日期
        category: 交易類型 | 優先順序
        whole: 關聯聯絡人數
    """),
    ("提案",), ("long number",), ("iso time", "iso", "cell"), ("plain", "whole", "cell"),
    file_names=("hubspot-crm-exports-所有交易-{iso}", "所有交易"),
)  # fmt: skip
_EUROPE = {"delimiters": (";", ","), "is_by_hand": True}
DUTCH = Dialect(
    "Nederlands", "Unseen, other languages", "europe",
    named("""
        opportunity_id: Opportunitynummer
        opportunity_name: Verkoopkans | Naam verkoopkans
        customer: Klant | Bedrijf
        stage: Fase | Verkoopfase
        amount: Bedrag | Waarde
        probability: Kans | Waarschijnlijkheid
        created_on: Aangemaakt op | Aanmaakdatum
        expected_close: Verwachte sluitingsdatum | Sluitingsdatum
        region: Regio
        product: Product
        industry: Branche
        rep: Eigenaar | Verkoper
    """),
    kinds("""
        note: Opmerkingen
        person: Contactpersoon
    """),
    ("nederlands",), ("coded", "number"), ("dmy-", "dmy/", "iso", "cell"), ("de", "cell"),
    file_names=("Verkoopkansen {iso}", "pijplijn"), **_EUROPE,
)  # fmt: skip
POLISH = Dialect(
    "Polski", "Unseen, other languages", "europe",
    named("""
        opportunity_id: Numer szansy
        opportunity_name: Szansa sprzedaży | Nazwa szansy
        customer: Klient | Firma
        stage: Etap | Etap sprzedaży
        amount: Kwota | Wartość
        probability: Prawdopodobieństwo
        created_on: Data utworzenia
        expected_close: Przewidywana data zamknięcia | Planowane zamknięcie
        region: Region
        product: Produkt
        industry: Branża
        rep: Opiekun | Handlowiec
    """),
    kinds("""
        note: Uwagi
        person: Osoba kontaktowa
    """),
    ("polski",), ("coded", "number"), ("dmy.", "iso", "cell"), ("fr", "cell"),
    file_names=("Szanse sprzedaży {iso}", "lejek"), **_EUROPE,
)  # fmt: skip
UNSEEN = (VTIGER, CAPSULE, NUTSHELL, ENGINEERING, WUKONG, FORECAST_ZH, HUBSPOT_TW, DUTCH, POLISH)
