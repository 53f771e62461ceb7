"""The words for a deal that is won or lost, in many languages, without their accents."""

from __future__ import annotations

WON = (
    "closed won, won, win, closedwon, deal won, closed deal, sold, customer, close won, won closed, "
    "closed as won, closed successfully, closed win, success, successful, won deal, opportunity won, closed sold, "
    "converted, new customer, deal closed won, booked, won customer, closed won deal, is won, closed and won, "
    "bound, 成交, 赢单, 赢, 已成交, 已赢单, 签单, 成单, 赢单关闭, 关闭赢单, 成功, 已成单, 签约成交, 已签单, "
    "结束赢单, 赢得, 胜, 胜单, 赢了, 关单赢单, 交易成功, 成交客户, 成功关闭, 结案赢单, 完成赢单, 已赢, 结束成交, "
    "关闭成交, 成功结案, 赢单结束, 成功签单, 打单成功, 成功签约, 签约成功, 拿单, 结单成功, 关单成功, 转化成功, "
    "已转化, gewonnen, abgeschlossen gewonnen, gewonnen abgeschlossen, abschluss gewonnen, auftrag gewonnen, "
    "geschlossen gewonnen, erfolgreich abgeschlossen, auftrag erhalten, auftrag erteilt, beauftragt, gagne, "
    "gagnee, fermee gagnee, affaire gagnee, cloture gagnee, cloturee gagnee, ferme gagne, conclu, conclue, "
    "opportunite gagnee, ganado, ganada, cerrada ganada, cerrado ganado, ganados, venta ganada, cierre ganado, "
    "vendido, vendida, ganho, ganha, fechado ganho, fechada ganha, negocio ganho, fechado e ganho, "
    "fechamento ganho, vinto, vinta, chiuso vinto, chiusa vinta, acquisito, acquisita, aggiudicato, "
    "chiuso positivamente, gewonnen deal, gesloten gewonnen, afgesloten gewonnen, gewonnen gesloten, vundet, "
    "lukket vundet, vunnet, lukket vunnet, vunnen, vunnit, stangd vunnen, avslutad vunnen, stangt vunnet, "
    "voitettu, suljettu voitettu, wygrana, wygrane, wygrany, zamknieta wygrana, zamkniete wygrane, "
    "zamkniety wygrany, vyhrano, vyhrana, vyhra, uzavreno vyhrano, uzavrena vyhrana, megnyert, megnyerve, "
    "lezart megnyert, nyertes, castigat, castigata, inchis castigat, kazanildi, kazanilan, kapandi kazanildi, "
    "kapali kazanildi, kazanilmis, kazandi, выиграно, выиграна, успешно, успешно реализовано, закрыто и выиграно, "
    "закрыта выиграна, закрыто выиграно, сделка заключена, выигранная, сделка успешна, выигран, виграно, успiшно, "
    "κερδισμενη, κερδηθηκε, спечелена, спечелено, 受注, 成約, 受注済, 受注済み, 成約済み, 商談成立, 成立, "
    "受注確定, クローズ受注, 完了受注, 獲得, 수주, 성사, 수주완료, 계약완료, 성공, 수주성공, 종료 성공, thang, "
    "da thang, thanh cong, chot thanh cong, menang, ditutup menang, berhasil, ชนะ, ปิดการขายได้, สำเร็จ, "
    "ปิดการขาย, जीता, जीत, ربح, تم الفوز, رابحة, فوز, مكسب, נסגר בהצלחה, זכייה"
)

# A signature wins the deal, unless a stage that says so more plainly comes after it.
SIGNED = (
    "signed, order received, contract signed, po received, purchase order received, signed contract, deal signed, "
    "agreement signed, order placed, order confirmed, order won, 签约, 已签约, 合同已签, 已签合同, 签合同, "
    "签订合同, 签约完成, 完成签约, 合同签署, 签署合同, 签订, 已签订, 签单成功, 下单, 已下单, 订单, 签约阶段, "
    "合同签约, 收到订单, 客户下单, 合同已签订, 正式签约, 签署, 订单确认, 已签署, unterschrieben, "
    "vertrag unterzeichnet, signe, contrat signe, firmado, contrato firmado, assinado, contrato assinado, "
    "firmato, contratto firmato, getekend, podpisana, podpisany, подписан, договор подписан, 契約締結, 契約済み, "
    "契約済, 계약체결, 계약 체결, da ky, da ky hop dong"
)

# To be chosen wins the deal, unless the signature is a stage of its own.
AWARDED = (
    "中标, 得标, 已得标, 已中标, 中选, 入选, 中标通知, 中标通知书, 收到中标通知, awarded, bid won, tender won, "
    "award, selected as vendor"
)

# What comes after winning.
AFTER = (
    "回款, 已回款, 收款, 已收款, 交付, 已交付, 实施, 实施交付, 项目实施, 验收, 已验收, 项目验收, 开票, 已开票, "
    "待回款, 部分回款, 全部回款, 回款完成, 交付验收, 履约, 已付款, 首付款, 尾款, 项目交付, 上线, 已上线, 售后, "
    "结项, 交付中, 实施中, 回款中, 发货, 已发货, 待发货, 合同履行, 合同执行, 收款完成, 交付实施, 验收回款, 维保, "
    "invoiced, paid, delivered, implementation, onboarding, live, go live, implemented, fulfilled, "
    "payment received, invoice sent, in delivery, delivery, closed won implementation, won invoiced, "
    "in production, won delivered, onboarded, kickoff, kick off, handover, renewed"
)

LOST = (
    "closed lost, lost, closedlost, dead, deal lost, lost deal, closed lost to competition, lost to competition, "
    "abandoned, cancelled, canceled, no decision, disqualified, unqualified, rejected, withdrawn, close lost, "
    "lost closed, closed as lost, lose, loss, closed loss, closed no decision, lost to competitor, "
    "lost no decision, no deal, no sale, no order, lost sale, not awarded, not selected, not successful, "
    "closed dead, dead deal, declined, not interested, lost cancelled, lost opportunity, opportunity lost, "
    "deal closed lost, unqualified lost, no bid, cancelled lost, closed lost deal, failed, unsuccessful, "
    "closed cancelled, closed abandoned, dropped, walked away, is lost, closed disqualified, terminated, churned, "
    "lapsed, no go, dead lost, not won, out sold, closed and lost, 丢单, 输单, 失单, 输, 丢失, 失败, 战败, 流失, "
    "已输单, 已丢单, 输单关闭, 关闭输单, 无效, 放弃, 已放弃, 已失败, 取消, 已取消, 未中标, 未得标, 未获选, 落标, "
    "丢标, 废标, 流标, 项目取消, 客户取消, 失去, 终止, 已终止, 作废, 已作废, 结束输单, 关闭丢单, 关单输单, "
    "交易失败, 未成交, 无效商机, 流失客户, 已流失, 失单关闭, 输单结束, 客户放弃, 主动放弃, 项目终止, 败单, "
    "已战败, 失败关闭, 输了, 丢了, 结束失败, 无效关闭, 丢单关闭, 无效线索, 已输, 放弃跟进, 落选, 失败结案, 流单, "
    "未签约, 停止跟进, 弃单, 打单失败, verloren, abgeschlossen verloren, verloren abgeschlossen, abgelehnt, "
    "storniert, auftrag verloren, geschlossen verloren, abgesagt, perdu, perdue, fermee perdue, affaire perdue, "
    "cloture perdue, cloturee perdue, ferme perdu, abandonne, annule, opportunite perdue, annulee, abandonnee, "
    "perdido, perdida, cerrada perdida, cerrado perdido, venta perdida, cierre perdido, cancelado, cancelada, "
    "descartado, descartada, fechado perdido, fechada perdida, negocio perdido, fechamento perdido, "
    "fechado e perdido, perso, persa, chiuso perso, chiusa persa, annullato, chiuso negativamente, verloren deal, "
    "gesloten verloren, afgesloten verloren, verloren gesloten, afgewezen, tabt, lukket tabt, tapt, lukket tapt, "
    "forlorad, forlorat, stangd forlorad, avslutad forlorad, stangt tapt, havitty, suljettu havitty, przegrana, "
    "przegrane, przegrany, zamknieta przegrana, zamkniete przegrane, zamkniety przegrany, utracona, stracona, "
    "stracone, prohrano, prohrana, uzavreno prohrano, uzavrena prohrana, ztraceno, elveszett, elveszitve, "
    "lezart elveszett, vesztes, pierdut, pierduta, inchis pierdut, kaybedildi, kaybedilen, kapandi kaybedildi, "
    "kapali kaybedildi, kaybedilmis, kaybetti, iptal, проиграно, проиграна, закрыто и проиграно, "
    "закрыта проиграна, закрыто проиграно, отказ, закрыто и не реализовано, не реализовано, сделка проиграна, "
    "потеряна, потеряно, отменена, отменено, проигран, провалена, програно, втрачено, χαμενη, χαθηκε, загубена, "
    "загубено, 失注, 敗戦, 失注済, 失注済み, クローズ失注, キャンセル, 見送り, 不成立, 完了失注, 中止, 辞退, "
    "실주, 실패, 실주처리, 취소, 종료 실패, 포기, 탈락, that bai, da thua, thua, mat, huy, kalah, ditutup kalah, "
    "gagal, batal, แพ้, ปิดการขายไม่ได้, ไม่สำเร็จ, ยกเลิก, हारा, हार, खोया, خسارة, تمت الخسارة, مفقودة, خاسرة, "
    "هزيمة, הפסד, אבוד, נסגר בהפסד"
)

# It is over, but the word does not say how.
ENDED = (
    "closed, close, ended, finished, completed, complete, done, archived, inactive, finalized, finalised, "
    "concluded, deal closed, closed deals, final, resolved, 关闭, 已关闭, 结束, 已结束, 结单, 完结, 关单, 结案, "
    "已结案, 已完结, 归档, 已归档, 完成, 已完成, 终结, 已终结, geschlossen, abgeschlossen, beendet, ferme, "
    "fermee, cloture, cloturee, termine, terminee, cerrado, cerrada, finalizado, finalizada, fechado, fechada, "
    "encerrado, encerrada, concluido, chiuso, chiusa, gesloten, afgesloten, lukket, stangd, avslutad, suljettu, "
    "zamkniete, zamknieta, zamkniety, uzavreno, lezart, kapandi, kapali, закрыто, закрыта, завершено, завершена, "
    "クローズ, 完了, 終了, 종료, 완료, 마감, ditutup, selesai, مغلق"
)
