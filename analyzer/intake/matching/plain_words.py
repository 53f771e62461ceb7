"""Text as a person hears it: without case, width, accents, punctuation, script variant or camel humps."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# 繁體 and its 简体 in turn, for the characters that stand in our own vocabularies.
_PAIRS = (
    "機机編编號号稱称戶户單单額额預预計计幣币種种贏赢創创間间結结關关進进週周統统區区產产線线類类業业門门聯联"
    "繫系務务負负責责銷销員员階阶標标報报價价談谈證证決决終终敗败輸输丟丢棄弃級级團团隊队實实際际軍军萬万億亿"
    "話话擬拟確确認认識识別别發发現现層层順顺開开舊旧變变後后時时從从動动當当狀状態态請请驗验審审約约簽签訂订"
    "準准備备執执採采購购樣样測测試试點点擱搁無无復复適适應应檢检討讨論论項项領领潛潜溝沟觸触觀观資资訊讯獲获"
    "備备鎖锁選选擇择調调查查總总於于為为與与這这個个來来課课題题屬属歸归閉闭競竞爭争對对麼么誰谁輪轮盤盘淨净"
    "貨货帳账戰战術术師师傳传達达體体歷历錄录臺台灣湾內内廠厂電电匯汇專专規规"
    "評评詢询訪访運运導导鏈链篩筛協协條条掛挂異异議议會会蓋盖維维廢废診诊斷断瞭了場场儲储籌筹顧顾詳详細细設设劃划"
    "製制誠诚簡简續续給给網网組组織织視视親亲記记許许該该詞词誤误説说說说諮咨護护讓让買买賣卖費费賞赏賴赖趨趋轉转"
    "較较輔辅載载輯辑辦办農农遞递遠远郵邮醫医銀银錢钱錯错鋪铺鍵键鐵铁長长閱阅陣阵陸陆陽阳隨随難难雙双雲云響响頁页"
    "頒颁頻频願愿飛飞馬马駐驻齊齐龍龙優优僅仅債债傷伤兩两冊册凍冻減减剛刚劑剂勢势卻却參参問问啟启嗎吗圖图處处壓压"
    "奪夺奮奋學学寫写寶宝將将尋寻屆届島岛幾几庫库廣广張张強强彈弹徑径恆恒愛爱慮虑懷怀戲戏掃扫換换損损搶抢攜携攝摄"
    "數数昇升書书東东棟栋樂乐樓楼樹树檔档欄栏歡欢歲岁殘残氣气沒没況况滿满漲涨漸渐潔洁爾尔牆墙獎奖瑪玛畫画盡尽監监"
    "碼码礎础禮礼稅税積积穩稳筆笔築筑紀纪納纳純纯紙纸經经綜综綠绿緊紧練练緩缓縣县縮缩績绩繼继纔才罰罚聞闻職职聽听"
    "腦脑臨临艱艰莊庄葉叶藝艺藥药虛虚蘇苏衛卫衝冲補补裝装見见覺觉託托訓训擁拥"
)
_TO_SIMPLIFIED = str.maketrans(_PAIRS[::2], _PAIRS[1::2])
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_ACCENTS = re.compile("[\u0300-\u036f]")
_CUSTOM_FIELD = re.compile(r"__[cr]$", re.IGNORECASE)
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NOT_WORD = re.compile(r"[\W_]+")


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Lower-case words parted by one space: ``Acme__StageName__c`` and ``ACME stage-name`` are the same."""
    wide = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text[:300])).strip()
    if not wide.isascii():
        wide = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", wide)))
    words = _HUMP.sub(" ", _CUSTOM_FIELD.sub("", wide))
    return _NOT_WORD.sub(" ", words.casefold().translate(_TO_SIMPLIFIED)).strip()


@lru_cache(maxsize=8192)
def compact(text: str) -> str:
    """`plain` without the spaces."""
    return plain(text).replace(" ", "")
