"""The stages of the examined sheets, with their true places; ``123456`` stands for a place that nobody could know."""

from __future__ import annotations

from tests.intake.family.stage_sets import flow

_SETS = (
    flow("keap", "en", "New Opportunity=1@5|Contacting=12@15|Qualified=23@35|Proposal Out=4@60|Verbal Yes=56@85",
         "Won", "Lost"),
    flow("agile", "en", "New=1@10|Prospect=12@25|Proposal=4@60|Contract Out=56@85", "Won", "Lost"),
    flow("streak", "en", "Lead=1@10|Contacted=2@20|Pitched=34@45|Negotiating=5@80", "Closed - Won",
         "Closed - Lost"),
    flow("bitrix", "en",
         "New inquiry=1@5|Needs clarified=3@30|Offer prepared=4@50|Terms under discussion=5@70|"
         "Contract signing=56@90", "Deal won", "Deal lost|Deal failed"),
    flow("counter", "en",
         "Lead Received=1@5|Called=2@15|Visited=23@30|Quoted=4@55|Haggling=5@70|PO Pending=6@85", "Ordered",
         "Lost Sale"),
    flow("advisory", "en",
         "Intro made=12@10|Chemistry call=2@20|Scoping call=3@40|SOW sent=4@60|SOW redlines=56@80", "Signed",
         "Went elsewhere"),
    flow("advisory parked", "en",
         "Intro made=12@10|Scoping call=3@40|On hold=123456@30|SOW sent=4@60", "Signed", "Went elsewhere"),
    flow("pitches", "en", "Enquiry=1@10|Creds meeting=23@25|Briefing=3@40|Pitch=4@60|Fee negotiation=5@80",
         "Appointed", "Not appointed"),
    flow("founders", "en",
         "Outreach=12@5|Intro booked=2@15|Discovery done=3@35|Demo done=34@50|Trial=45@65|Redlines=56@85",
         "Closed/Won", "Closed/Lost"),
    flow("founders parked", "en", "Outreach=12@5|Discovery done=3@35|Nurture=123456@10|Trial=45@65",
         "Closed/Won", "Closed/Lost"),
    flow("bids", "en",
         "Invited to Bid=1@5|Site Walk=23@15|Estimating=34@30|Bid Submitted=4@50|Post-Bid Interview=56@70|"
         "Letter of Intent=6@90", "Awarded", "Not Awarded|No Bid"),
    flow("金蝶", "zh", "商机登记=1@10|意向沟通=2@25|方案演示=34@45|报价确认=45@65|合同签订中=56@90", "赢单关闭",
         "输单关闭"),
    flow("八百客", "zh", "初期沟通=2@10|需求分析=3@30|方案制定=34@45|招投标=45@65|商务谈判=5@85", "签约成功",
         "签约失败"),
    flow("红圈", "zh", "目标客户=1@10|建立联系=2@20|送样试用=45@50|价格洽谈=5@70|下单审批=6@90", "已下单",
         "已放弃"),
    flow("口语", "zh", "刚接触=12@10|有需求=3@30|给方案=4@50|砍价中=5@70|等领导拍板=6@85", "拿下", "黄了"),
    flow("口语 搁置", "zh", "刚接触=12@10|有需求=3@30|暂时搁置=123456@20|给方案=4@50", "拿下", "黄了"),
    flow("開發", "zh_tw", "陌生開發=1@5|電話聯繫=2@15|需求了解=3@35|已報價=4@55|議約=5@75|待簽核=6@90", "已接單",
         "未成案"),
    flow("香港", "zh_tw", "查詢=1@5|已約見=2@20|了解需要=3@35|已出報價=4@55|傾價=5@75|等客確認=6@90", "成單",
         "流單"),
)  # fmt: skip
BY_NAME = {item.name: item for item in _SETS}
