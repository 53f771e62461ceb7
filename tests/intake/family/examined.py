"""CRMs and sheets chosen by somebody who had not read the analyzer's vocabulary: an examination, not an exercise.

Whoever mends the analyzer leaves these words out of its lists, and mends the rule behind a miss instead.
"""

from __future__ import annotations

from tests.intake.family.dialects import Dialect, kinds, named

_CRMS, _SHEETS, _CHINESE = "Examined, CRMs", "Examined, kept by hand", "Examined, 中文"

KEAP = Dialect(
    "Keap", _CRMS, "en",
    named("""
        opportunity_id: Opportunity Id
        opportunity_name: Opportunity Title
        customer: Company | Company Name
        stage: Stage | Stage Name
        amount: Projected Revenue | Opportunity Revenue
        probability: Stage Probability
        created_on: Date Created | Created
        expected_close: Estimated Close Date | Est. Close
        region: Sales Territory
        product: Product Interest Bundle | Product Interests
        industry: Company Industry
        channel: Leadsource | Lead Source
        rep: Opportunity Owner | Assigned User
    """),
    kinds("""
        future: Next Action Date
        note: Next Action Notes | Opportunity Notes
        mail: Contact Email
        person: Contact Name | Created By
        reason: Loss Reason
        category: Affiliate Code
        stamp: Last Updated
    """),
    ("keap",), ("number",), ("mdy/", "mdy/ time", "iso"), ("us $", "plain", "us"),
    file_names=("opportunities", "Opportunity_Export_{compact}"),
)  # fmt: skip
AGILE = Dialect(
    "Agile CRM", _CRMS, "en",
    named("""
        opportunity_id: Deal ID | Id
        opportunity_name: Name | Deal Name
        customer: Related Company
        stage: Milestone
        amount: Expected Value
        currency: Currency Type
        probability: Probability
        created_on: Created Time | Created Date
        closed_on: Closed Time
        expected_close: Close Date
        stage_entered_on: Milestone Changed Time
        region: Sales Region
        product: Products
        industry: Industry
        channel: Deal Source
        rep: Owner | Owner Name
    """),
    kinds("""
        constant: Track
        tags: Tags
        reason: Loss Reason
        person: Related Contacts
        note: Description
        flag: Archived
    """),
    ("agile",), ("long number",), ("iso", "mdy/", "mon d"), ("plain", "whole"),
    file_names=("deals", "Deals-{iso}"),
)  # fmt: skip
STREAK = Dialect(
    "Streak", _CRMS, "en",
    named("""
        opportunity_id: Box Key
        opportunity_name: Box Name | Name
        customer: Organization | Company
        stage: Stage
        amount: Deal Size | Deal Value
        probability: Likelihood to Close
        created_on: Date Created | Creation Date
        expected_close: Expected Close Date | Close Date
        stage_entered_on: Date of Last Stage Change
        region: Region
        product: Product
        industry: Industry
        channel: Lead Source
        rep: Assigned To
    """),
    kinds("""
        whole: Days in Stage | Number of Emails
        modified: Last Email Received | Last Updated
        note: Notes
        person: Contacts | Created By
        future: Next Task Due
    """),
    ("streak",), ("external", "long number"), ("mdy/ time", "iso", "cell"), ("plain", "us", "cell"),
    file_names=("Sales - {iso}", "Streak export"),
)  # fmt: skip
BITRIX = Dialect(
    "Bitrix24", _CRMS, "en",
    named("""
        opportunity_id: ID
        opportunity_name: Deal name
        customer: Company
        stage: Stage
        amount: Total | Amount | Opportunity amount
        currency: Currency
        probability: Probability, %
        created_on: Created on | Created
        closed_on: Actual completion date
        expected_close: Expected close date | Estimated closing date
        stage_entered_on: Stage changed on
        region: Sales territory
        product: Product
        industry: Company: Industry | Industry
        channel: Source
        rep: Responsible person | Responsible
    """),
    kinds("""
        constant: Pipeline
        category: Type
        stamp: Modified on
        person: Contact | Created by | Modified by
        flag: Available to everyone | Recurring deal
        note: Comment | Source information
    """),
    ("bitrix",), ("number",), ("dmy.", "iso time", "cell"), ("plain", "cell"), delimiters=(";", ","),
    file_names=("DEAL_{compact}", "DEAL"),
)  # fmt: skip
ACCESS = Dialect(
    "Microsoft Access", _SHEETS, "en",
    named("""
        opportunity_id: OppID | Opp_Nbr
        opportunity_name: OppTitle | Opp_Desc
        customer: CustName | Cust_Nm
        stage: SalesStage | Stage_Desc
        amount: EstRevenue | Est_Rev_Amt
        probability: WinPct | Prob_Pct
        created_on: DateEntered | Entry_Dt
        closed_on: DateClosed | Closed_Dt
        expected_close: EstCloseDate | Exp_Close_Dt
        region: RegionName | Region_Desc
        product: ProductName | Prod_Line_Desc
        industry: IndustryName | Industry_Desc
        channel: LeadSourceName | Lead_Src_Desc
        rep: SalesRepName | Sls_Rep_Nm
    """),
    kinds("""
        person: ContactFullName
        phone: BusinessPhone
        note: Memo
        modified: LastUpdated
        category: PriorityCode
        flag: Inactive
    """),
    ("counter",), ("number", "padded"), ("access", "mdy/", "cell"), ("us $", "plain", "cell"),
    encodings=("cp1252", "utf-8"), delimiters=(",", ";"), status=("Outcome", "Pending", "Won", "Lost"),
    file_names=("tblOpportunities", "qryOpenOpps {iso}"),
)  # fmt: skip
CONSULTANT = Dialect(
    "Consultant's tracker", _SHEETS, "en",
    named("""
        opportunity_id: Ref no. | Engagement ref
        opportunity_name: Engagement | Assignment
        customer: Client org | Client organisation
        stage: Where it stands | Engagement stage | Sales step
        amount: Fee estimate | Est. fees | Engagement value
        probability: Odds (%) | Gut feel %
        created_on: First conversation | Date logged
        expected_close: Decision expected | Signature expected
        region: Geography
        product: Service line
        industry: Client sector
        channel: Came via | Introduced by (channel)
        rep: Lead partner | Partner in charge | Engagement lead
    """),
    kinds("""
        person: Sponsor
        future: Next touch
        modified: Last touch
        note: Notes to self | Next move
        whole: Est. days
        city: Based in
    """),
    ("advisory", "advisory", "advisory parked"), ("coded", "yearly"), ("d mon", "dmy/", "mon d", "iso", "cell"),
    ("us", "us $", "k", "whole", "cell", "thousand header"), is_by_hand=True,
    file_names=("BD tracker", "Business development {iso}", "My pipeline {mon}"),
)  # fmt: skip
AGENCY = Dialect(
    "Agency pipeline", _SHEETS, "en",
    named("""
        opportunity_id: Job no. | Pitch no.
        opportunity_name: Pitch / Project | Opportunity name
        customer: Brand | Advertiser | Client / Brand
        stage: Pitch status | Stage of pitch | Pitch stage
        amount: Fee | Est. fee income | Annual fee
        probability: Chance of winning | Win chance
        created_on: Date in | Enquiry came in
        closed_on: Date won/lost
        expected_close: Decision by | Client decision date
        region: Office / market | Market
        product: Service offered | Capability
        industry: Client sector | Client industry
        channel: How they found us | Introduced via
        rep: New biz lead | Pitch lead
    """),
    kinds("""
        competitor: Incumbent agency
        person: Client contact
        note: Comments | What's next
        future: Next meeting
        category: Priority (A-C)
        weighted: Weighted fee
    """),
    ("pitches",), ("coded", "yearly"), ("dmy/", "d mon", "mon", "cell"),
    ("us", "k", "whole", "cell", "thousand header"), encodings=("utf-8", "utf-8-sig", "cp1252"), is_by_hand=True,
    file_names=("New business", "New biz pipeline {mon}", "Pitches {iso}"),
)  # fmt: skip
FOUNDER = Dialect(
    "Founder's sheet", _SHEETS, "en",
    named("""
        opportunity_id: Deal key | Row ID
        opportunity_name: Opp name | Opportunity
        customer: Logo | Account / Logo | Prospect company
        stage: Funnel step | Deal stage (now) | Step in funnel
        amount: ACV | ARR potential | New ARR | Annual contract value
        probability: Close odds | % likely
        created_on: Added on | First touch
        closed_on: Signed/lost on
        expected_close: ETA close | Close by | Target signature
        stage_entered_on: Moved to stage on
        region: HQ region
        product: Plan | Package
        industry: Vertical / ICP
        channel: Lead from | Origin channel
        rep: DRI | Founder / AE | Deal driver
    """),
    kinds("""
        whole: Seats
        person: Champion | Econ. buyer
        note: Blockers | Next step
        modified: Last ping
        competitor: Competing with
        weighted: Weighted ACV
        mail: Champion email
    """),
    ("founders", "founders", "founders parked"), ("coded", "number"), ("mdy/", "iso", "mon d", "cell"),
    ("us $", "k", "whole", "cell", "thousand header"), is_by_hand=True,
    file_names=("Sales CRM (founders)", "pipeline v3", "Deals {iso}"),
)  # fmt: skip
BID_LOG = Dialect(
    "Contractor's bid log", _SHEETS, "en",
    named("""
        opportunity_id: Bid # | Estimate No. | Bid No.
        opportunity_name: Job | Project / Job | Job Description
        customer: General Contractor | GC / Owner
        stage: Bid Status | Bid stage
        amount: Our Bid | Bid Total | Proposal Amount
        probability: Probability of Award | Chance of Award
        created_on: Invite Date | ITB Received
        closed_on: Awarded/Lost On
        expected_close: Award Date (est.) | Anticipated Award
        region: Area office | Service area
        product: Scope | Scope of Work
        industry: Market segment | Building sector
        channel: ITB Source | Lead via
        rep: Estimator | Lead Estimator
    """),
    kinds("""
        person: Architect
        whole: Addenda
        note: Walk-thru notes
        city: City
        flag: Bid bond
        competitor: Low bidder
        phone: GC phone
    """),
    ("bids",), ("yearly", "padded", "number"), ("mdy/", "mdy2", "cell"),
    ("us $", "accounting", "whole", "cell"), encodings=("utf-8", "cp1252"), is_by_hand=True,
    file_names=("Bid Log", "Bid log {iso}", "Estimating log {mon}"),
)  # fmt: skip
KINGDEE = Dialect(
    "金蝶云", _CHINESE, "zh",
    named("""
        opportunity_id: 单据编号 | 商机单号
        opportunity_name: 商机主题
        customer: 客户名称 | 往来单位
        stage: 阶段进度 | 当前销售步骤 | 商机阶段
        amount: 预计成交金额(本位币) | 预估收入 | 预计金额(元)
        currency: 结算币别 | 币别
        probability: 成单率 | 预计成交率
        created_on: 单据日期 | 创建日期
        closed_on: 关闭时间
        expected_close: 预计成交日 | 预计关单日期
        stage_entered_on: 阶段起始日
        region: 客户区域 | 销售区域
        product: 物料名称 | 产品线
        industry: 客户行业
        channel: 商机来源
        rep: 销售员
    """),
    kinds("""
        category: 单据状态
        person: 创建人 | 审核人
        department: 销售部门
        modified: 修改日期
        note: 备注
        flag: 整单关闭
    """),
    ("金蝶",), ("dated", "padded"), ("iso", "compact", "ymd/", "cell"), ("plain", "us", "cell"),
    ("utf-8", "utf-8-sig", "gb18030"), file_names=("商机_{compact}", "商机列表"),
)  # fmt: skip
EIGHT_HUNDRED = Dialect(
    "八百客", _CHINESE, "zh",
    named("""
        opportunity_id: 销售机会ID | 业务机会编号
        opportunity_name: 业务机会名称 | 机会主题
        customer: 客户名 | 客户
        stage: 销售步骤 | 机会阶段
        amount: 预计销售额 | 机会总额
        probability: 成功几率(%) | 成功几率
        created_on: 创建于 | 建立日期
        closed_on: 实际结束日
        expected_close: 预计结束日 | 预计结单日
        region: 销售大区
        product: 产品大类
        industry: 客户所在行业
        channel: 机会来源
        rep: 拥有者 | 所有者
    """),
    kinds("""
        stamp: 最后修改于
        person: 创建者
        note: 下一步 | 描述
        competitor: 竞争对手
        category: 机会类型
        department: 所属部门
    """),
    ("八百客",), ("salesforce 15", "number"), ("iso", "iso time", "ymd/", "cell"), ("plain", "us", "￥", "cell"),
    ("utf-8", "gb18030"), file_names=("业务机会报表{compact}", "业务机会报表"),
)  # fmt: skip
RED_CIRCLE = Dialect(
    "红圈", _CHINESE, "zh",
    named("""
        opportunity_id: 商机单号 | 数据ID
        opportunity_name: 机会主题 | 商机主题
        customer: 经销商名称 | 客户全称
        stage: 业务阶段 | 销售推进阶段
        amount: 预计下单金额 | 意向金额
        probability: 把握程度 | 签约概率
        created_on: 上报时间 | 登记时间
        expected_close: 预计下单日期 | 计划成交日期
        region: 所属片区 | 业务区域
        product: 意向品类 | 主推产品
        industry: 行业类别
        channel: 客户来源渠道
        rep: 外勤人员 | 业务代表
    """),
    kinds("""
        modified: 最近拜访时间
        whole: 拜访次数
        phone: 联系人电话
        note: 拜访小结
        department: 所属部门
        city: 所在地市
    """),
    ("红圈",), ("dated", "long number"), ("iso time", "iso", "cell"), ("plain", "yuan", "cell"),
    ("utf-8", "utf-8-sig", "gb18030"), file_names=("商机上报{compact}", "商机上报明细"),
)  # fmt: skip
YIDA = Dialect(
    "钉钉宜搭", _CHINESE, "zh",
    named("""
        opportunity_id: 表单编号 | 登记编号
        opportunity_name: 项目/商机 | 在谈项目
        customer: 哪家客户 | 客户单位名称
        stage: 走到哪一步 | 目前状态 | 跟单阶段
        amount: 大概金额 | 预计能签多少 | 预计签约额
        probability: 胜算 | 成交把握
        created_on: 首次沟通日期 | 登记时间
        expected_close: 预计什么时候签 | 计划签单日
        region: 哪个区域 | 所在大区
        product: 意向方案 | 采购内容
        industry: 客户属于哪个行业 | 所在行业
        channel: 怎么找来的 | 客户渠道
        rep: 谁在跟 | 跟单人
    """),
    kinds("""
        person: 客户联系人
        modified: 最近更新
        note: 卡点 | 下一步动作
        category: 审批状态
        phone: 手机号码
    """),
    ("口语", "口语", "口语 搁置"), ("coded", "dated"), ("iso", "zh", "ymd/", "cell"),
    ("plain", "wan", "cell", "wan header"), ("utf-8", "utf-8-sig", "gb18030"), is_by_hand=True,
    file_names=("在谈项目_{iso}", "商机登记", "跟单表{zh}"),
)  # fmt: skip
TAIWAN_ERP = Dialect(
    "叡揚與鼎新", _CHINESE, "zh_tw",
    named("""
        opportunity_id: 單據號碼 | 機會編號
        opportunity_name: 銷售機會名稱 | 專案簡稱
        customer: 往來客戶 | 客戶簡稱
        stage: 商談階段 | 推進階段 | 業務階段
        amount: 預估金額(未稅) | 預計接單金額 | 預估業績
        currency: 交易幣別
        probability: 接單機率 | 勝率
        created_on: 單據日期 | 開發日期
        closed_on: 結案日
        expected_close: 預計接單日 | 預定成交日
        region: 業務轄區 | 銷售轄區
        product: 品名 | 產品大類
        industry: 客戶產業別
        channel: 開發來源 | 商機管道
        rep: 業務員姓名 | 承辦業務
    """),
    kinds("""
        team: 部門名稱
        note: 備註說明
        modified: 最近聯絡日
        person: 聯絡人姓名
        category: 客戶等級
    """),
    ("開發",), ("dated", "yearly"), ("ymd/", "roc", "compact", "cell"), ("plain", "whole", "NT$", "us", "cell"),
    ("utf-8", "utf-8-sig", "big5"), is_by_hand=True, file_names=("銷售機會{compact}", "業務開發明細表"),
)  # fmt: skip
HONG_KONG = Dialect(
    "香港 bilingual", _CHINESE, "zh_tw",
    named("""
        opportunity_id: Case No. 編號 | Job No. 單號
        opportunity_name: Project 項目 | Case 個案
        customer: Client 客戶 | Company 公司
        stage: Stage 階段 | Status 進度
        amount: Quotation Amt 報價金額 | Deal Amt (HK$) 金額
        probability: Chance 機會率
        created_on: Enquiry Date 查詢日期 | Open Date 開案日期
        expected_close: Exp. Close 預計成交日 | Target Date 預計落單日
        region: District 地區
        product: Product 產品
        industry: Industry 行業
        channel: Source 來源
        rep: PIC 負責同事 | Handled by 跟進同事
    """),
    kinds("""
        person: Contact 聯絡人
        phone: Tel 電話
        note: Remarks 備註
        modified: Last F/U 上次跟進
        future: Next F/U 下次跟進
    """),
    ("香港",), ("coded", "yearly"), ("d mon", "dmy/", "iso", "cell"), ("us", "whole", "HK$", "cell"),
    ("utf-8", "utf-8-sig", "utf-16"), is_by_hand=True, file_names=("Sales follow up {iso}", "跟進表", "Cases {mon}"),
)  # fmt: skip
EXAMINED = (KEAP, AGILE, STREAK, BITRIX, ACCESS, CONSULTANT, AGENCY, FOUNDER, BID_LOG, KINGDEE, EIGHT_HUNDRED,
            RED_CIRCLE, YIDA, TAIWAN_ERP, HONG_KONG)  # fmt: skip
