"""More CRMs, templates and languages, written down after the others and measured before any word was mended."""

from __future__ import annotations

from tests.intake.family.dialects import Dialect, kinds, named

_US = (("iso", "mdy/", "iso time", "cell"), ("plain", "us", "whole", "cell"))
_GROUP = "Other CRMs"

COPPER = Dialect(
    "Copper", _GROUP, "en",
    named("""
        opportunity_id: Copper ID
        opportunity_name: Name
        customer: Company | Company Name
        stage: Stage
        amount: Value
        currency: Currency
        probability: Win Probability
        created_on: Created At | Date Created
        expected_close: Close Date
        stage_entered_on: Last Stage At | Stage Changed At
        region: Sales Territory | Sales Area
        product: Product Type | Product Interest
        industry: Company Industry | Market Sector
        channel: Source | Acquisition Source
        rep: Owned By | Owner Name
    """),
    kinds("""
        constant: Pipeline
        person: Primary Contact
        category: Priority
        whole: Days in Stage | Interaction Count | Inactive Days
        reason: Loss Reason
        modified: Last Contacted | Updated At
        tags: Tags
    """),
    ("copper",), ("long number",), *_US, status=("Status", "Open", "Won", "Lost"),
    file_names=("Opportunities_{iso_}", "copper export"),
)  # fmt: skip
INSIGHTLY = Dialect(
    "Insightly", _GROUP, "en",
    named("""
        opportunity_id: Record ID
        opportunity_name: Opportunity Name
        customer: Organization | Organisation Name
        stage: Pipeline Stage
        amount: Opportunity Value | Bid Amount
        currency: Opportunity Currency | Bid Currency
        probability: Probability Of Winning
        created_on: Date Created
        closed_on: Actual Close Date
        expected_close: Forecast Close Date
        region: Sales Region
        product: Product/Service
        industry: Industry Segment
        channel: Lead Source
        rep: User Responsible | Responsible User
    """),
    kinds("""
        constant: Pipeline
        category: Category
        modified: Date Updated | Last Activity Date
        future: Date of Next Activity
        person: Linked Contact
        note: Opportunity Details
    """),
    ("zendesk sell", "needs"), ("number",), *_US, status=("Opportunity State", "Open", "Won", "Lost"),
    file_names=("Opportunities", "opportunities-{iso}"),
)  # fmt: skip
SELL = Dialect(
    "Zendesk Sell", _GROUP, "en",
    named("""
        opportunity_id: Deal ID
        opportunity_name: Deal Name
        customer: Company Name | Primary Contact Company
        stage: Stage Name | Stage
        amount: Deal Value | Value
        currency: Deal Currency
        probability: Win Likelihood
        created_on: Added On | Date Added
        expected_close: Estimated Close Date
        stage_entered_on: Last Stage Change
        region: Sales Region | Region Name
        product: Product Category
        industry: Company Industry
        channel: Deal Source
        rep: Deal Owner | Assigned To
    """),
    kinds("""
        constant: Pipeline Name
        reason: Loss Reason
        tags: Tags
        modified: Last Activity | Last Modified
        flag: Is Hot
        whole: Calls Count | Emails Count
    """),
    ("zendesk sell", "targets"), ("long number",), *_US, file_names=("deals {iso}", "sell_deals"),
)  # fmt: skip
SAP = Dialect(
    "SAP Sales Cloud", _GROUP, "en",
    named("""
        opportunity_id: Opportunity ID
        opportunity_name: Name | Opportunity Name
        customer: Account | Account Name
        stage: Sales Phase
        amount: Expected Value | Negotiated Value
        probability: Chance of Success (%) | Chance of Success
        created_on: Created On | Creation Date
        expected_close: Expected Close Date | Closing Date
        region: Sales Territory | Territory
        product: Product Category Description | Product Line
        industry: Industry Code Description | Industry
        channel: Source | Origin
        rep: Owner | Employee Responsible
    """),
    kinds("""
        weighted: Weighted Value
        category: Priority | Forecast Category | Document Type
        modified: Changed On
        person: Changed By | Created By
        whole: Days in Sales Phase
        team: Sales Organization
    """),
    ("sap",), ("number", "padded"), ("dmy.", "iso", "cell", "mdy/"), ("plain", "us", "de", "cell"),
    delimiters=(";", ","), status=("Status", "Open", "Won", "Lost"), file_names=("Opportunities_{compact}", "export"),
)  # fmt: skip
ORACLE = Dialect(
    "Oracle and NetSuite", _GROUP, "en",
    named("""
        opportunity_id: Opportunity Number | Opportunity # | Document Number
        opportunity_name: Opportunity Name | Title
        customer: Account | Company
        stage: Sales Stage | Opportunity Status
        amount: Projected Total | Revenue Amount
        currency: Currency Code
        probability: Win Probability
        created_on: Creation Date
        expected_close: Expected Close | Projected Close Date
        region: Territory Name | Sales Region
        product: Product Group
        industry: Industry Name
        channel: Lead Source
        rep: Primary Salesperson | Sales Rep
    """),
    kinds("""
        weighted: Weighted Total
        low amount: Range - Low
        high amount: Range - High
        category: Forecast Type
        modified: Last Update Date
        quarter: Period
        note: Memo
    """),
    ("netsuite", "needs"), ("coded", "number"), *_US, file_names=("OpportunityResults{epoch}", "Opportunities {iso}"),
)  # fmt: skip
TEMPLATE = Dialect(
    "Spreadsheet templates", _GROUP, "en",
    named("""
        opportunity_id: Lead ID | Tracking No. | Deal Ref
        opportunity_name: Lead Name | Opportunity / Project | Deal Title
        customer: Company Name | Prospect Name | Business Name | Buyer
        stage: Status | Sales Status | Pipeline Status | Position in Funnel
        amount: Potential Sales Revenue | Estimated Value | Deal Amount | Total Contract Value | Forecast Amount
        probability: Probability of Sale | Odds | Chance to Close
        created_on: Date of Initial Contact | Date Entered | First Contact Date | Created time
        expected_close: Projected Closing Date | Anticipated Close | Target Close | Due to Close
        region: Sales Region | Location | Region / Country
        product: Product Sold | Product or Service | Item
        industry: Industry Type | Business Sector
        channel: Lead Origin | Referred By | Where From
        rep: Sales Agent | Assigned Rep | Handled By | Salesman | Person in Charge
    """),
    kinds("""
        person: Contact Name | Point of Contact
        phone: Contact Phone | Tel.
        mail: Contact E-mail
        weighted: Weighted Forecast | Expected Sale
        note: Next Action | Status Notes | Action Items
        future: Next Follow-up Date
        row: S.No | Sr. No.
        category: Rating | Priority Level
    """),
    ("needs", "targets", "meetings"), ("coded", "yearly", "number"),
    ("mdy/", "iso", "mon", "dmy/", "cell", "long"), ("plain", "us $", "us", "whole", "k", "cell"),
    encodings=("utf-8", "utf-8-sig", "cp1252"), is_by_hand=True,
    file_names=("Sales Pipeline Tracker", "Tracker {iso}", "Pipeline Report {mon}"),
)  # fmt: skip
SALESFORCE_ZH = Dialect(
    "Salesforce 简体", "Other CRMs, 中文", "zh",
    named("""
        opportunity_id: 业务机会 ID
        opportunity_name: 业务机会名称
        customer: 客户名 | 客户名称
        stage: 阶段
        amount: 金额
        currency: 业务机会货币
        probability: 概率 (%)
        created_on: 创建日期
        expected_close: 结束日期
        stage_entered_on: 上次阶段更改日期
        region: 销售大区 | 销售区域
        product: 产品系列
        industry: 行业
        channel: 潜在客户来源
        rep: 业务机会所有人
    """),
    kinds("""
        weighted: 预期收入
        note: 下一步 | 描述
        category: 类型 | 预测类别
        modified: 上次修改日期 | 上次活动
        whole: 期限 | 持续时间
        quarter: 会计期间
        person: 创建人
        role: 所有人角色
    """),
    ("国内", "手工"), ("salesforce 15", "salesforce 18"), ("ymd/", "iso", "cell"), ("plain", "us", "cell"),
    file_names=("report{epoch}", "业务机会{compact}"),
)  # fmt: skip
DYNAMICS_ZH = Dialect(
    "Dynamics 简体", "Other CRMs, 中文", "zh",
    named("""
        opportunity_id: (请勿修改) 商机
        opportunity_name: 主题
        customer: 帐户 | 客户
        stage: 管道阶段 | 销售阶段
        amount: 预计收入
        currency: 货币
        probability: 概率
        created_on: 创建时间 | 创建日期
        closed_on: 实际结束日期
        expected_close: 预计结束日期 | 预计关闭日期
        region: 区域
        product: 产品
        industry: 行业
        channel: 潜在客户来源 | 来源
        rep: 负责人
    """),
    kinds("""
        checksum: (请勿修改) 行校验和
        modified: (请勿修改) 修改时间
        won amount: 实际收入
        category: 等级 | 采购时间范围
        person: 联系人
    """),
    ("国内", "纷享销客"), ("guid",), ("ymd/", "iso", "cell"), ("￥", "us", "cell"),
    file_names=("所有商机 {iso}", "我的未结商机"), never_without=frozenset({"opportunity_name"}),
)  # fmt: skip
BITABLE = Dialect(
    "多维表格", "Other CRMs, 中文", "zh",
    named("""
        opportunity_id: 编号 | 机会编码 | 商机编码
        opportunity_name: 商机标题 | 机会标题 | 项目
        customer: 客户简称 | 公司名 | 甲方 | 企业名称
        stage: 跟进状态 | 项目进度 | 销售进展 | 进展阶段
        amount: 预估成交额 | 预计成单金额 | 签约额 | 报价金额 | 合同预估金额
        probability: 赢面 | 成单概率 | 成交可能性 | 概率
        created_on: 首次接触日期 | 建立时间 | 录入日期 | 添加时间
        closed_on: 实际成交时间 | 结束时间
        expected_close: 预计成单日期 | 预计落单时间 | 预计签约日 | 目标成交日
        region: 所属大区 | 地域 | 战区
        product: 意向产品 | 产品方案 | 采购产品
        industry: 客户所属行业 | 行业类型
        channel: 客户来源 | 渠道来源 | 获客渠道
        rep: 跟进销售 | 销售顾问 | 销售姓名 | 对接销售 | 牵头人
    """),
    kinds("""
        row: 序号
        person: 对接人 | 关键联系人
        phone: 联系方式
        note: 跟进情况 | 进展说明
        future: 下次跟进
        modified: 最近跟进 | 更新日期
        category: 客户分级 | 意向度
        city: 所在城市
    """),
    ("国内", "门店", "工程"), ("coded", "dated"), ("iso", "ymd/", "zh", "cell"),
    ("plain", "us", "wan", "￥", "cell", "wan header"), ("utf-8", "utf-8-sig", "gb18030"),
    is_by_hand=True, file_names=("商机池_{iso}", "重点商机清单", "客户跟进表{compact}"),
)  # fmt: skip
SHEET_TW_MORE = Dialect(
    "業務日報", "Other CRMs, 中文", "zh_tw",
    named("""
        opportunity_id: 案號 | 商機代號 | 報價單號
        opportunity_name: 案名 | 標案名稱 | 商機主題
        customer: 客戶簡稱 | 客戶全名 | 帳戶名稱
        stage: 進度 | 案件進度 | 商機狀態 | 銷售進度
        amount: 報價金額 | 預估成交金額 | 預計營收 | 案件金額
        probability: 成交率 | 機率 (%) | 得標率
        created_on: 開案日期 | 建立日 | 接洽日期
        closed_on: 結案日 | 實際結案日期
        expected_close: 預估成交日 | 預計結束日期 | 預計下單日
        region: 營業區 | 地區別 | 縣市
        product: 產品別 | 品項 | 產品類別
        industry: 產業類別 | 行業別
        channel: 案源 | 客戶來源
        rep: 承辦人 | 業務代表 | 商機擁有人 | 業務員
    """),
    kinds("""
        row: 項次
        person: 聯絡窗口 | 聯絡人
        phone: 連絡電話
        note: 追蹤事項 | 說明
        modified: 更新日期
        category: 客戶分級
    """),
    ("案件", "業務"), ("coded", "yearly"), ("ymd/", "iso", "cell"), ("plain", "us", "NT$", "cell"),
    ("utf-8", "utf-8-sig", "big5"), is_by_hand=True, file_names=("業務日報{compact}", "案件管控表"),
)  # fmt: skip
_EUROPE = {"delimiters": (";", ","), "is_by_hand": True}
ITALIAN = Dialect(
    "Italiano", "Languages not promised", "europe",
    named("""
        opportunity_id: ID opportunità | Codice
        opportunity_name: Opportunità | Nome opportunità
        customer: Cliente | Azienda
        stage: Fase | Fase di vendita
        amount: Importo | Valore
        probability: Probabilità
        created_on: Data di creazione
        expected_close: Data di chiusura prevista | Chiusura prevista
        region: Regione | Zona
        product: Prodotto
        industry: Settore
        rep: Responsabile | Commerciale
    """),
    kinds("""
        note: Note
        person: Referente
        phone: Telefono
    """),
    ("italiano",), ("coded", "number"), ("dmy/", "iso", "cell"), ("de", "de €", "cell"),
    file_names=("Opportunità {iso}", "trattative"), **_EUROPE,
)  # fmt: skip
PORTUGUESE = Dialect(
    "Português", "Languages not promised", "europe",
    named("""
        opportunity_id: ID da oportunidade | Código
        opportunity_name: Oportunidade | Negócio
        customer: Cliente | Empresa
        stage: Etapa | Fase
        amount: Valor
        probability: Probabilidade
        created_on: Data de criação | Criado em
        expected_close: Data de fechamento prevista | Previsão de fechamento
        region: Região
        product: Produto
        industry: Setor | Segmento
        rep: Responsável | Vendedor
    """),
    kinds("""
        note: Observações
        person: Contato
        phone: Telefone
    """),
    ("português",), ("coded", "number"), ("dmy/", "iso", "cell"), ("de", "cell"),
    file_names=("Oportunidades {iso}", "funil de vendas"), **_EUROPE,
)  # fmt: skip
KOREAN = Dialect(
    "한국어", "Languages not promised", "ja",
    named("""
        opportunity_id: 영업기회 번호
        opportunity_name: 영업기회명 | 기회명
        customer: 고객사 | 거래처명
        stage: 단계 | 영업단계
        amount: 금액 | 예상매출
        probability: 확률 | 성공확률
        created_on: 생성일 | 등록일
        expected_close: 예상마감일 | 예상종료일
        region: 지역
        product: 제품
        industry: 업종
        rep: 담당자 | 영업담당
    """),
    kinds("""
        note: 비고
        person: 연락처
    """),
    ("한국어",), ("coded", "number"), ("iso", "ymd.", "cell"), ("plain", "whole", "us", "cell"),
    encodings=("utf-8", "utf-8-sig"), is_by_hand=True, file_names=("영업기회_{compact}", "영업현황"),
)  # fmt: skip
WESTERN = (COPPER, INSIGHTLY, SELL, SAP, ORACLE, TEMPLATE)
CHINESE = (SALESFORCE_ZH, DYNAMICS_ZH, BITABLE, SHEET_TW_MORE)
UNPROMISED = (ITALIAN, PORTUGUESE, KOREAN)
