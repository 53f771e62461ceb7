"""Names of the steps in other languages, without their accents."""

from __future__ import annotations

STEPS: dict[str, str] = {
    "lead": (
        "interessent, neu, neue anfrage, anfrage, kontaktanfrage, neuer lead, identifiziert, prospection, piste, "
        "nouveau, nouvelle piste, nouvelle opportunite, prospecto, nuevo, nueva, nueva oportunidad, prospeccion, "
        "novo, nova oportunidade, prospeccao, prospec cao, nuovo, nuova opportunita, prospezione, nieuw, "
        "nieuwe lead, ny, nytt lead, uusi, nowy, nowa szansa, yeni, yeni firsat, новый, новая, новое, "
        "новая сделка, лид, новый лид, 見込み, 見込み客, 見込客, 新規, リード, 案件発掘, 引き合い, 引合, "
        "잠재고객, 신규, 리드, 발굴, 고객발굴, tiem nang, khach hang tiem nang, baru, prospek, ลูกค้าใหม่"
    ),
    "contact": (
        "erstkontakt, kontaktaufnahme, kontaktiert, kontakt, erstgesprach, terminiert, termin vereinbart, "
        "premier contact, prise de contact, contacte, rendez vous, rendez vous pris, contacto inicial, "
        "contactado, primer contacto, contacto, reunion agendada, cita programada, contato inicial, contatado, "
        "contato, contato realizado, primeiro contato, reuniao agendada, primo contatto, contattato, contatto, "
        "eerste contact, contact gelegd, gecontacteerd, kontaktad, forsta kontakt, kontaktet, pierwszy kontakt, "
        "ilk temas, iletisim, первый контакт, контакт, контакт установлен, первичный контакт, "
        "переговоры назначены, 初回接触, アプローチ, 初回訪問, アポイント, アポ, アポ獲得, 接触, コンタクト, "
        "초기접촉, 접촉, 초기 접촉, 첫미팅, lien he, kontak awal"
    ),
    "qualified": (
        "qualifiziert, qualifizierung, qualifikation, qualifie, qualifiee, calificado, calificacion, calificada, "
        "cualificado, cualificacion, cualificada, qualificado, qualificacao, qualificada, qualificato, qualifica, "
        "qualificazione, gekwalificeerd, kwalificatie, kvalificerad, kvalificering, kvalifisert, kvalificeret, "
        "kwalifikacja, zakwalifikowany, nitelikli, квалификация, квалифицирован, квалифицирован лид, "
        "квалифицированный лид, 資格確認, 案件化, 有望案件, 검증, 자격 확인, 자격검증, kualifikasi"
    ),
    "needs": (
        "bedarfsanalyse, bedarf ermittelt, bedarfsermittlung, analyse, bedarf, bedarfsklarung, anforderungen, "
        "analyse des besoins, analyse du besoin, besoin identifie, decouverte, besoins identifies, besoin, "
        "analisis de necesidades, necesidades identificadas, descubrimiento, analisis, deteccion de necesidades, "
        "analise de necessidades, necessidades identificadas, descoberta, analise, levantamento de necessidades, "
        "diagnostico, analisi dei bisogni, analisi esigenze, analisi bisogni, behoefteanalyse, behoefte, "
        "behovsanalyse, behovsanalys, analiza potrzeb, ihtiyac analizi, выявление потребностей, "
        "анализ потребностей, потребность выявлена, потребности, ニーズ確認, ヒアリング, 要件定義, 課題確認, "
        "課題抽出, ニーズ把握, ニーズ分析, 要件確認, 니즈파악, 요구사항, 요구분석, 요구 분석, 니즈 파악, "
        "phan tich nhu cau, analisis kebutuhan"
    ),
    "demo": (
        "vorfuhrung, prasentation, produktdemo, demonstration produit, demonstracion, presentacion, demostracion, "
        "demonstracao, apresentacao, dimostrazione, presentazione, demonstratie, presentatie, prezentacja, sunum, "
        "презентация, демонстрация, 製品紹介, デモ, プレゼン, デモンストレーション, 데모, 시연, presentasi"
    ),
    "proposal": (
        "angebot, angebot erstellt, angebot gesendet, angebot abgegeben, angebotsphase, angebot versendet, "
        "propuesta, propuesta enviada, cotizacion, cotizacion enviada, presupuesto enviado, presupuesto, oferta, "
        "oferta enviada, propuesta presentada, proposta, proposta enviada, proposta apresentada, orcamento, "
        "cotacao, proposition commerciale, proposition, devis, devis envoye, proposition envoyee, offre, "
        "offre envoyee, offerta, offerta inviata, preventivo, preventivo inviato, proposta inviata, offerte, "
        "offerte verstuurd, voorstel, tilbud, tilbud sendt, offert, offert skickad, tarjous, oferta wyslana, "
        "wycena, teklif, teklif verildi, teklif gonderildi, предложение, коммерческое предложение, кп отправлено, "
        "предложение отправлено, 提案, 見積, 見積もり, 見積提出, 提案中, 見積提示, 見積書提出, 提案見積, 見積中, "
        "제안, 견적, 제안서 제출, 견적 제출, bao gia, de xuat, penawaran, عرض سعر, ใบเสนอราคา, เสนอราคา"
    ),
    "proof": (
        "testphase, pilotphase, pilotprojekt, piloto, prueba de concepto, prueba, prova de conceito, "
        "projet pilote, essai, prova, proefperiode, пилот, тестирование, トライアル, 実証, 検証, 評価中, 파일럿, "
        "테스트"
    ),
    "negotiation": (
        "verhandlung, in verhandlung, verhandlungen, verhandlungsphase, vertragsverhandlung, negociacion, "
        "en negociacion, negociacao, em negociacao, negociation, en negociation, trattativa, in trattativa, "
        "negoziazione, onderhandeling, in onderhandeling, forhandling, forhandlinger, neuvottelu, negocjacje, "
        "muzakere, pazarlik, переговоры, согласование условий, согласование, 交渉, 商談, 価格交渉, 条件交渉, "
        "商談中, 交渉中, 협상, 가격협상, 협상 중, dam phan, thuong luong, negosiasi, تفاوض, การเจรจา, เจรจาต่อรอง"
    ),
    "verbal": (
        "mundliche zusage, accord verbal, acuerdo verbal, compromiso verbal, acordo verbal, compromisso verbal, "
        "accordo verbale, mondeling akkoord, muntligt avtal, устная договоренность, 口頭合意, 内示, 구두합의, "
        "구두 합의"
    ),
    "decision": (
        "entscheidung, vertrag, vertragsprufung, vertrag gesendet, entscheidungsphase, vor abschluss, "
        "decision finale, contrat, contrat envoye, en attente de signature, en attente de decision, contrato, "
        "contrato enviado, cierre, decisao, fechamento, contratto, contratto inviato, decisione, beslissing, "
        "contract verstuurd, beslutning, beslut, umowa, decyzja, sozlesme, karar, договор, договор отправлен, "
        "принятие решения, принимают решение, согласование договора, 契約, 契約手続き, 最終確認, 稟議, 稟議中, "
        "契約交渉, 意思決定, 契約締結待ち, クロージング, 계약, 계약 진행, 의사결정, hop dong, kontrak"
    ),
}
