"""The names of everything, in both languages; the place in a tuple is the member's number in `simulation`."""

from __future__ import annotations

from dataclasses import dataclass

COLUMNS = (
    "opportunity_id",
    "opportunity_name",
    "customer",
    "stage",
    "amount",
    "currency",
    "probability",
    "created_on",
    "closed_on",
    "expected_close",
    "stage_entered_on",
    "region",
    "product",
    "industry",
    "channel",
    "rep",
)


@dataclass(frozen=True)
class Words:
    """One language's names. headers: in the order of `COLUMNS`. customer_beginnings: forty, spaced.
    customer_endings: three for each industry."""

    folder: str
    encoding: str
    currency: str
    font: str
    id_prefix: str
    name_join: str
    opportunities: str
    weekly: str
    headers: tuple[str, ...]
    snapshot: str
    stages_sheet: str
    stage_headers: tuple[str, ...]
    targets_sheet: str
    target_headers: tuple[str, ...]
    stages: tuple[str, ...]
    kinds: dict[str, str]
    roles: dict[str, str]
    regions: tuple[str, ...]
    products: tuple[str, ...]
    industries: tuple[str, ...]
    channels: tuple[str, ...]
    reps: tuple[str, ...]
    customer_beginnings: str
    customer_endings: tuple[tuple[str, str, str], ...]

    def customer(self, number: int) -> str:
        """The name of customer 0 to 119."""
        beginnings = self.customer_beginnings.split()
        ending = self.customer_endings[number % len(self.industries)][number // len(beginnings)]
        return f"{beginnings[number % len(beginnings)]}{ending}"

    def industry(self, customer: int) -> str:
        """The industry a customer is in."""
        return self.industries[customer % len(self.industries)]


ENGLISH = Words(
    folder="english",
    encoding="utf-8",
    currency="USD",
    font="Calibri",
    id_prefix="OPP",
    name_join=" – ",
    opportunities="Opportunities",
    weekly="pipeline",
    headers=(
        "Opportunity ID",
        "Opportunity name",
        "Customer",
        "Stage",
        "Amount",
        "Currency",
        "Probability",
        "Created on",
        "Closed on",
        "Expected close",
        "Stage entered on",
        "Region",
        "Product",
        "Industry",
        "Channel",
        "Sales rep",
    ),
    snapshot="Snapshot date",
    stages_sheet="Stages",
    stage_headers=("Stage", "Position", "Layer", "Kind", "Benchmark days"),
    targets_sheet="Targets",
    target_headers=("Role", "Member", "Starts on", "Ends on", "Target amount"),
    stages=(
        "Lead",
        "Contact established",
        "Needs identified",
        "Solution proposed",
        "Negotiation / POC",
        "Decision",
        "Closed won",
        "Closed lost",
    ),
    kinds={"open": "open", "won": "won", "lost": "lost"},
    roles={"region": "region", "product": "product", "industry": "industry"},
    regions=("North", "East", "South", "West"),
    products=(
        "Atlas Core",
        "Atlas Edge",
        "Atlas Flow",
        "Beacon Insight",
        "Beacon Alert",
        "Beacon Studio",
        "Cirrus Vault",
        "Cirrus Link",
        "Cirrus Care",
    ),
    industries=("Manufacturing", "Healthcare", "Retail", "Finance", "Logistics", "Energy"),
    channels=("Direct sales", "Partner", "Online", "Events"),
    reps=(
        "Amelia Hartwood",
        "Bjorn Aldana",
        "Carla Windmere",
        "Dmitri Okafor",
        "Elena Marsh",
        "Farid Lindqvist",
        "Grace Tollan",
        "Hugo Brandeis",
        "Ines Calder",
        "Jonas Pereda",
        "Keiko Stroud",
        "Liam Vasari",
        "Mara Ostrow",
        "Nadia Fennick",
        "Owen Castell",
        "Priya Lorne",
    ),
    customer_beginnings=(
        "Alderline Brightmoor Calderidge Dunwick Eastmere Fernhollow Glenbrook Harrowgate Ironbridge Juniper "
        "Kestrel Larkfield Marlowe Northgate Oakhaven Pinecrest Quarrydale Rosewick Silverlake Thornbury "
        "Umberland Vexford Westbourne Yarrow Zephyr Amberfall Birchwood Copperhill Driftmark Elmstead "
        "Foxglove Greystone Hollowell Inverlake Jadestone Kingsbarrow Lowmoor Mistral Netherby Orchard"
    ),
    customer_endings=(
        (" Precision", " Works", " Tooling"),
        (" Clinics", " Medical", " Care Group"),
        (" Stores", " Markets", " Outfitters"),
        (" Capital", " Mutual", " Trust"),
        (" Freight", " Lines", " Depot"),
        (" Power", " Grid", " Renewables"),
    ),
)

CHINESE = Words(
    folder="chinese",
    encoding="utf-8-sig",
    currency="CNY",
    font="Microsoft YaHei",
    id_prefix="SJ",
    name_join="－",
    opportunities="商机",
    weekly="商机",
    headers=(
        "商机编号",
        "商机名称",
        "客户名称",
        "销售阶段",
        "金额",
        "币种",
        "赢率",
        "创建日期",
        "关闭日期",
        "预计成交日期",
        "进入阶段日期",
        "区域",
        "产品",
        "行业",
        "渠道",
        "负责人",
    ),
    snapshot="快照日期",
    stages_sheet="阶段",
    stage_headers=("销售阶段", "顺序", "层级", "类型", "标准天数"),
    targets_sheet="目标",
    target_headers=("角色", "成员", "开始日期", "结束日期", "目标金额"),
    stages=("潜在客户", "初步接触", "需求确认", "方案匹配", "谈判/验证", "决策", "成交", "丢单"),
    kinds={"open": "进行中", "won": "赢单", "lost": "输单"},
    roles={"region": "区域", "product": "产品", "industry": "行业"},
    regions=("华北", "华东", "华南", "西部"),
    products=(
        "天图核心",
        "天图边缘",
        "天图流程",
        "灯塔洞察",
        "灯塔预警",
        "灯塔工坊",
        "卷云存储",
        "卷云互联",
        "卷云服务",
    ),
    industries=("制造", "医疗", "零售", "金融", "物流", "能源"),
    channels=("直销", "合作伙伴", "线上", "展会"),
    reps=(
        "陈思远",
        "林可欣",
        "王景行",
        "赵若溪",
        "周明轩",
        "吴雨桐",
        "郑浩然",
        "孙婉清",
        "何嘉树",
        "许清和",
        "沈亦舟",
        "韩书瑶",
        "唐子墨",
        "秦望舒",
        "曹知远",
        "邓嘉宁",
    ),
    customer_beginnings=(
        "恒拓 锦川 云岭 朗润 启岳 嘉禾 瑞铭 博远 星泽 鼎川 "
        "和畅 景澜 卓屿 永霁 清屿 宏砚 智峦 源翊 佳岚 昊川 "
        "信垣 凯屏 润霖 安朔 泰衡 明岫 骏驰 立峤 东渚 远岑 "
        "晨澍 沐辰 承砺 观澜 融屿 新榆 越屏 格物 望岳 致衍"
    ),
    customer_endings=(
        ("精密", "重工", "机械"),
        ("医疗", "健康", "诊所"),
        ("百货", "商超", "优选"),
        ("资本", "信托", "保险"),
        ("物流", "货运", "仓储"),
        ("电力", "能源", "光伏"),
    ),
)
