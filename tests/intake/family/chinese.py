"""The columns of Chinese CRMs, and of sheets that people keep, in simplified and traditional characters."""

from __future__ import annotations

from tests.intake.family.dialects import Dialect, kinds, named

_DATES = ("iso", "iso time", "ymd/", "zh", "ymd.", "cell", "ymd/ time")
_ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16")

FXIAOKE = Dialect(
    "纷享销客", "Chinese CRMs", "zh",
    named("""
        opportunity_id: 商机编号 | 商机ID | 唯一性ID
        opportunity_name: 商机名称
        customer: 客户名称
        stage: 销售阶段 | 商机阶段 | 当前阶段
        amount: 商机金额 | 预计成交金额
        currency: 币种
        probability: 赢率 | 赢率(%)
        created_on: 创建时间
        closed_on: 实际成交日期 | 结束日期
        expected_close: 预计成交日期 | 预计成交时间
        stage_entered_on: 阶段变更时间 | 进入阶段时间
        region: 区域 | 所属区域 | 所在区域
        product: 产品名称 | 意向产品 | 产品
        industry: 行业 | 客户行业 | 所属行业
        channel: 商机来源 | 来源
        rep: 负责人 | 商机负责人
    """),
    kinds("""
        constant: 销售流程 | 业务类型
        modified: 最后修改时间 | 最后跟进时间
        person: 最后修改人 | 创建人 | 主要联系人
        department: 负责人主属部门 | 归属部门
        note: 备注 | 商机描述
        category: 生命状态 | 商机级别
        whole: 阶段停留天数 | 未跟进天数
        reason: 输单原因 | 输单描述
        weighted: 加权金额 | 预测金额
    """),
    ("纷享销客",), ("dated", "number"), _DATES, ("plain", "us", "whole", "cell"), _ENCODINGS,
    file_names=("商机{compact}", "商机_{iso}", "商机2.0导出"),
)  # fmt: skip
XIAOSHOUYI = Dialect(
    "销售易", "Chinese CRMs", "zh",
    named("""
        opportunity_id: 销售机会编号 | 机会编号
        opportunity_name: 机会名称 | 销售机会名称
        customer: 客户名称 | 公司名称
        stage: 销售阶段
        amount: 销售金额 | 机会金额
        currency: 货币 | 币种
        probability: 赢率 | 可能性
        created_on: 创建日期
        closed_on: 实际结单日期
        expected_close: 结单日期 | 预计结单日期
        stage_entered_on: 阶段更新时间 | 阶段开始时间
        region: 大区 | 区域
        product: 产品线 | 产品
        industry: 行业
        channel: 机会来源 | 线索来源
        rep: 所有人 | 销售机会所有人 | 销售代表
    """),
    kinds("""
        modified: 最新修改日 | 最近活动时间
        person: 最新修改人 | 创建人
        department: 所属部门
        note: 备注 | 下一步行动
        category: 机会类型 | 承诺
        reason: 输单原因
        flag: 是否锁定
        whole: 停留时间
    """),
    ("销售易",), ("number", "dated", "coded"), _DATES, ("plain", "us", "whole", "cell"), _ENCODINGS,
    file_names=("销售机会{compact}", "销售机会"),
)  # fmt: skip
JIANDAOYUN = Dialect(
    "简道云", "Chinese CRMs", "zh",
    named("""
        opportunity_id: 商机编号 | 流水号
        opportunity_name: 商机名称
        customer: 客户名称 | 关联客户
        stage: 商机阶段 | 销售阶段
        amount: 预计成交金额 | 预计签单金额 | 预计金额
        probability: 赢率 | 成交概率
        created_on: 提交时间 | 创建时间
        closed_on: 实际成交时间 | 关闭日期
        expected_close: 预计成交日期 | 预计签单日期
        region: 所在区域 | 地区
        product: 产品 | 产品名称
        industry: 所属行业 | 行业
        channel: 客户来源 | 商机来源
        rep: 负责人 | 销售负责人 | 商机负责人
    """),
    kinds("""
        modified: 更新时间 | 最近跟进时间
        person: 提交人 | 联系人
        phone: 联系电话
        note: 备注 | 需求描述 | 跟进记录
        category: 客户等级 | 商机类型
        future: 下次跟进时间
    """),
    ("简道云",), ("dated", "coded"), _DATES, ("plain", "whole", "us", "cell"), _ENCODINGS,
    file_names=("商机_{compact}", "CRM商机表", "商机{zh}"),
)  # fmt: skip
SHEET_ZH = Dialect(
    "手工表", "Kept by hand, 简体", "zh",
    named("""
        opportunity_id: 项目编号 | 商机编号 | 单号 | 商机号
        opportunity_name: 项目名称 | 商机名称 | 商机 | 机会名称
        customer: 客户 | 客户名称 | 客户单位 | 公司 | 客户公司
        stage: 阶段 | 项目阶段 | 销售阶段 | 跟进阶段 | 当前阶段 | 商机状态
        amount: 金额 | 预计金额 | 预计合同额 | 项目金额 | 预估金额 | 预计销售额
        currency: 币种 | 货币
        probability: 成功率 | 赢率 | 把握度 | 成交概率 | 赢单概率
        created_on: 创建日期 | 登记日期 | 立项日期 | 录入时间
        closed_on: 成交日期 | 实际签约日期 | 关闭日期
        expected_close: 预计成交日期 | 预计签约时间 | 预计签单日期 | 预计成交时间
        stage_entered_on: 进入阶段日期 | 阶段更新日期
        region: 区域 | 大区 | 片区 | 销售区域 | 省份
        product: 产品 | 产品线 | 产品系列 | 产品名称
        industry: 行业 | 所属行业 | 行业分类
        channel: 来源 | 渠道 | 商机来源 | 线索来源
        rep: 销售 | 负责人 | 业务员 | 销售经理 | 销售人员 | 跟进人
    """),
    kinds("""
        row: 序号
        person: 联系人 | 决策人
        phone: 电话 | 手机
        note: 备注 | 最新进展 | 下一步计划
        whole: 拜访次数
        city: 城市
        category: 优先级 | 客户级别
    """),
    ("手工", "项目制", "工程", "编号", "简道云"), ("coded", "dated", "yearly"), _DATES,
    ("plain", "whole", "us", "wan", "￥", "yuan", "full width", "cell", "wan header"), _ENCODINGS,
    delimiters=(",", "\t"), is_by_hand=True,
    file_names=("商机跟踪表{compact}", "销售漏斗{zh}", "项目跟进表", "第{week}周商机"),
)  # fmt: skip
SHEET_TW = Dialect(
    "手工表 繁體", "Kept by hand, 繁體", "zh_tw",
    named("""
        opportunity_id: 商機編號 | 案件編號 | 專案編號
        opportunity_name: 商機名稱 | 案件名稱 | 專案名稱
        customer: 客戶 | 客戶名稱 | 公司名稱
        stage: 銷售階段 | 商機階段 | 階段 | 案件階段 | 目前階段
        amount: 金額 | 預計金額 | 預估金額 | 預計成交金額 | 商機金額
        currency: 幣別 | 幣種
        probability: 贏率 | 成交機率 | 成功機率
        created_on: 建立日期 | 建檔日期 | 建立時間
        closed_on: 成交日期 | 結案日期 | 實際成交日
        expected_close: 預計成交日期 | 預計結案日 | 預計成交日 | 預計簽約日
        stage_entered_on: 進入階段日期 | 階段異動日期
        region: 區域 | 地區 | 銷售區域
        product: 產品 | 產品線 | 產品名稱
        industry: 產業 | 產業別 | 行業
        channel: 來源 | 商機來源 | 通路
        rep: 業務 | 業務人員 | 負責業務 | 負責人
    """),
    kinds("""
        row: 序號 | 項次
        person: 聯絡人 | 窗口
        phone: 電話 | 手機
        note: 備註 | 最新進度
        category: 優先順序 | 客戶等級
        modified: 最後修改日期
    """),
    ("業務", "專案", "銷售"), ("coded", "yearly", "number"), ("iso", "ymd/", "ymd.", "cell", "zh"),
    ("plain", "whole", "us", "wan tw", "NT$", "cell"), ("utf-8", "utf-8-sig", "big5", "utf-16"),
    is_by_hand=True, file_names=("商機{compact}", "業務漏斗_{iso}", "案件追蹤表"),
)  # fmt: skip
CHINESE = (FXIAOKE, XIAOSHOUYI, JIANDAOYUN, SHEET_ZH, SHEET_TW)
