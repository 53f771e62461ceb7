"""The columns of sheets that people keep by hand in English, and in languages the analyzer does not promise."""

from __future__ import annotations

from tests.intake.family.dialects import Dialect, kinds, named

SHEET_EN = Dialect(
    "Sheet", "Kept by hand, English", "en",
    named("""
        opportunity_id: Opp ID | Deal ID | Opportunity # | Deal No. | Opp # | Reference | Opportunity Number | Ref
        opportunity_name: Opportunity | Deal | Project | Deal Name | Project Name | Opportunity Title
        customer: Customer | Client | Company | Account | Customer Name | Client Name | Organisation
        stage: Stage | Sales Stage | Pipeline Stage | Phase | Funnel Stage | Current Stage | Deal Status | Sales Phase
        amount: Amount | Value | Deal Size | Deal Value | Est. Value | Contract Value | TCV | Potential Value | Revenue
        currency: Currency | Ccy | CCY
        probability: Probability | Win % | Chance | Win Probability | Likelihood | Prob. | Confidence %
        created_on: Created | Date Created | Created On | Opened | Date Opened | Start Date | Entered
        closed_on: Closed On | Date Closed | Actual Close | Closed | Close Date (actual)
        expected_close: Expected Close | Est. Close | Target Close Date | Exp. Close Date | Forecast Close
        stage_entered_on: Stage Since | In Stage Since | Stage Date | Stage Entered | Stage Changed On
        region: Region | Territory | Area | Sales Region | Geo | Market
        product: Product | Product Line | Solution | Service | Offering | Product Family
        industry: Industry | Sector | Vertical | Industry Vertical
        channel: Source | Lead Source | Channel | Sales Channel | How Found
        rep: Owner | Sales Rep | Rep | Account Manager | Salesperson | Account Executive | AE | Sales Person
    """),
    kinds("""
        row: No. | #
        person: Contact | Contact Person | Decision Maker
        phone: Phone | Telephone | Mobile
        mail: E-mail | Email Address
        note: Notes | Comments | Next Steps | Remarks | Latest Update
        weighted: Weighted | Weighted Value | Weighted Amount
        score: Score | Lead Score
        city: City
        category: Priority | Type | Temperature
        modified: Last Update | Last Contact | Updated
        future: Next Meeting | Follow Up
        whole: # Calls | Days Open | Headcount
        competitor: Competitor | Main Competitor
    """),
    ("enterprise", "software", "workshop", "plain words", "numbers", "numbered words", "lightning"),
    ("coded", "yearly", "number", "padded"),
    ("mdy/", "dmy/", "iso", "mon", "dmy.", "cell", "serial", "long", "mdy2", "dmy-"),
    ("plain", "whole", "us", "us $", "k", "m", "code", "code behind", "cell", "accounting"),
    encodings=("utf-8", "utf-8-sig", "cp1252", "utf-16"), delimiters=(",", ";", "\t", "|"), is_by_hand=True,
    file_names=("Pipeline {iso}", "pipeline_{compact}", "Sales pipeline", "Forecast W{week}", "deals {mon}"),
)  # fmt: skip
_EUROPE = {"encodings": ("utf-8", "utf-8-sig", "cp1252"), "delimiters": (";", ",", "\t"), "is_by_hand": True}
GERMAN = Dialect(
    "Deutsch", "Languages not promised", "europe",
    named("""
        opportunity_id: Opportunity-Nr. | Verkaufschance-ID | Nr.
        opportunity_name: Verkaufschance | Bezeichnung | Projekt
        customer: Kunde | Firma | Kundenname
        stage: Phase | Vertriebsphase | Verkaufsphase
        amount: Betrag | Auftragswert | Umsatz (erwartet)
        probability: Wahrscheinlichkeit | Abschlusswahrscheinlichkeit
        created_on: Erstellt am | Erstellungsdatum
        expected_close: Voraussichtlicher Abschluss | Erwarteter Abschluss | Abschlussdatum
        region: Region | Gebiet
        product: Produkt
        industry: Branche
        channel: Quelle | Leadquelle
        rep: Verantwortlicher | Vertriebsmitarbeiter | Inhaber
    """),
    kinds("""
        note: Bemerkung | Notiz
        person: Ansprechpartner
        phone: Telefon
        modified: Geändert am
    """),
    ("deutsch",), ("coded", "number"), ("dmy.", "cell", "iso"), ("de", "de €", "de whole", "cell"),
    file_names=("Vertriebspipeline {iso}", "Pipeline"), **_EUROPE,
)  # fmt: skip
FRENCH = Dialect(
    "Français", "Languages not promised", "europe",
    named("""
        opportunity_id: N° d'affaire | ID opportunité
        opportunity_name: Affaire | Opportunité | Nom de l'opportunité
        customer: Client | Société | Compte
        stage: Étape | Phase | Étape de vente
        amount: Montant | Valeur
        probability: Probabilité
        created_on: Date de création | Créé le
        expected_close: Date de clôture prévue | Clôture prévue | Date de clôture
        region: Région
        product: Produit
        industry: Secteur | Secteur d'activité
        channel: Origine | Source
        rep: Commercial | Propriétaire | Responsable
    """),
    kinds("""
        note: Commentaire | Remarques
        person: Contact
        phone: Téléphone
        modified: Modifié le
    """),
    ("français",), ("coded", "number"), ("dmy/", "cell", "iso"), ("fr", "fr €", "cell"),
    file_names=("Pipeline commercial {iso}", "affaires"), **_EUROPE,
)  # fmt: skip
SPANISH = Dialect(
    "Español", "Languages not promised", "europe",
    named("""
        opportunity_id: ID de oportunidad | N.º
        opportunity_name: Oportunidad | Nombre de la oportunidad
        customer: Cliente | Empresa | Cuenta
        stage: Etapa | Fase
        amount: Importe | Valor | Monto
        probability: Probabilidad
        created_on: Fecha de creación | Creado el
        expected_close: Fecha de cierre prevista | Cierre previsto | Fecha de cierre
        region: Región | Zona
        product: Producto
        industry: Sector
        channel: Origen
        rep: Comercial | Responsable | Propietario
    """),
    kinds("""
        note: Notas | Comentarios
        person: Contacto
        phone: Teléfono
    """),
    ("español",), ("coded", "number"), ("dmy/", "cell", "iso"), ("de", "de €", "cell"),
    file_names=("Oportunidades {iso}", "ventas"), **_EUROPE,
)  # fmt: skip
JAPANESE = Dialect(
    "日本語", "Languages not promised", "ja",
    named("""
        opportunity_id: 商談ID | 案件番号
        opportunity_name: 商談名 | 案件名
        customer: 取引先名 | 顧客名 | 会社名
        stage: フェーズ | 商談フェーズ
        amount: 金額 | 受注見込金額
        probability: 確度 | 確度 (%)
        created_on: 作成日 | 登録日
        expected_close: 完了予定日 | 受注予定日
        region: 地域 | エリア
        product: 商品 | 製品
        industry: 業種 | 業界
        channel: リードソース
        rep: 所有者 | 担当者 | 商談 所有者
    """),
    kinds("""
        note: 備考 | メモ
        person: 連絡先
        modified: 最終更新日
    """),
    ("日本語",), ("coded", "number"), ("ymd/", "iso", "cell", "zh"), ("plain", "whole", "us", "cell"),
    encodings=("utf-8", "utf-8-sig"), is_by_hand=True, file_names=("商談一覧_{compact}", "案件一覧"),
)  # fmt: skip
UNPROMISED = (GERMAN, FRENCH, SPANISH, JAPANESE)
