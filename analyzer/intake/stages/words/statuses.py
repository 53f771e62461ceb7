"""The words for columns that tell how deals ended, and for deals that have not."""

from __future__ import annotations

# How a column of outcomes is called.
STATUS_HEADERS = (
    "status, deal status, opportunity status, outcome, deal outcome, result, won lost, win loss, status reason, "
    "state, closed status, sales status, final result, status label, win lost, deal state, opportunity state, "
    "won or lost, 状态, 商机状态, 结果, 输赢, 输赢状态, 商机结果, 赢单状态, 成交状态, 结单状态, 项目状态, "
    "销售状态, 最终结果, 输赢结果, 阶段状态, 机会状态, 赢输, 业务状态, 单据状态, statut, estado, stato, situacao, "
    "resultado, ergebnis, ステータス, 状態, 結果, 商談状態, 상태, 결과, статус, durum, tila, stan, stav"
)

# How columns of true and false are called that say a deal is won, lost, or over.
WON_HEADERS = (
    "is won, won, is closed won, closed won, deal won, is win, win, opportunity won, won flag, 是否赢单, "
    "是否成交, 是否中标, 是否成单, 是否签约, 已赢单, 已成交, 赢单, 成交, 是否赢, gewonnen, gagne, ganado, ganho, "
    "vinto"
)

LOST_HEADERS = (
    "is lost, lost, is closed lost, closed lost, deal lost, lost flag, 是否输单, 是否丢单, 已输单, 已丢单, "
    "是否战败, 输单, 丢单, verloren, perdu, perdido, perso"
)

OVER_HEADERS = (
    "is closed, closed, is deal closed, deal closed, closed flag, is deal closed numeric, is close, 是否关闭, "
    "是否结束, 已关闭, 是否结单, 是否关单, 是否已关闭, 是否完结, geschlossen, ferme, cerrado, fechado, chiuso"
)

STILL_OPEN = (
    "open, active, in progress, ongoing, pending, new, working, in process, live, current, alive, not closed, "
    "in pipeline, pipeline, on going, underway, 进行中, 跟进中, 打开, 未结束, 未关闭, 推进中, 开放, 未结单, "
    "未成交, 正常, 活动, 激活, 有效, 处理中, 在谈, 执行中, 未完成, 销售中, 活跃, 未定, offen, in bearbeitung, "
    "aktiv, laufend, ouvert, ouverte, en cours, abierto, abierta, en curso, en proceso, aberto, aberta, "
    "em andamento, em aberto, aperto, aperta, in corso, lopend, actief, pagaende, oppen, apen, aben, "
    "igangvaerende, avoin, otwarta, otwarte, w toku, otevreno, nyitott, folyamatban, deschis, acik, devam ediyor, "
    "открыта, открыто, в работе, активна, 進行中, 商談中, 対応中, オープン, 継続, 진행중, 진행 중, 오픈, dang mo, "
    "dang tien hanh, terbuka, berjalan, مفتوح, מפתוח"
)

ON_HOLD = "on hold, paused, hold, stalled, parked, 暂停, 搁置, 挂起, 冻结, 暂缓, 休眠"

# How the column is called that says in which of several pipelines a deal is.
PIPELINE_HEADERS = (
    "pipeline, deal pipeline, pipeline name, sales pipeline, sales process, business process, process, "
    "process name, sales process name, pipeline id, funnel, funnel name, board, 销售流程, 商机流程, 管道, "
    "销售管道, 流程, 流程名称, 业务流程, 销售漏斗, 漏斗, 销售流程名称, 商机类型, 阶段组, 销售方法, embudo, funil, "
    "pipeline di vendita, vertriebsprozess, воронка, パイプライン, 파이프라인"
)
