"""The columns of exports as the CRMs write them, from the vendors' own field references."""

from __future__ import annotations

from tests.intake.family.dialects import Dialect, kinds, named

_US_DATES = ("mdy/", "mdy/ time", "iso", "cell")
_US_MONEY = ("plain", "whole", "us", "us $", "cell")

SALESFORCE_REPORT = Dialect(
    "Salesforce report", "Salesforce", "en",
    named("""
        opportunity_id: Opportunity ID
        opportunity_name: Opportunity Name
        customer: Account Name
        stage: Stage
        amount: Amount
        currency: Amount Currency
        probability: Probability (%)
        created_on: Created Date
        expected_close: Close Date
        stage_entered_on: Last Stage Change Date
        region: Territory | Sales Region | Region
        product: Product Family | Product Name
        industry: Industry
        channel: Lead Source
        rep: Opportunity Owner
    """),
    kinds("""
        note: Next Step | Description
        whole: Age | Push Count | Stage Duration
        flag: Closed | Won | Has Open Activity
        category: Type | Forecast Category | Opportunity Record Type
        weighted: Expected Revenue
        modified: Last Modified Date | Last Activity
        quarter: Fiscal Period
        person: Primary Contact | Created By
        campaign: Primary Campaign Source
        role: Owner Role
    """),
    ("salesforce", "lightning", "enterprise"), ("salesforce 15", "salesforce 18"), _US_DATES, _US_MONEY,
    encodings=("utf-8", "cp1252", "utf-8-sig"), file_names=("report{epoch}",),
)  # fmt: skip
SALESFORCE_FIELDS = Dialect(
    "Salesforce fields", "Salesforce", "en",
    named("""
        opportunity_id: Id
        opportunity_name: Name
        customer: Account.Name | AccountName__c
        stage: StageName
        amount: Amount
        currency: CurrencyIsoCode
        probability: Probability
        created_on: CreatedDate
        expected_close: CloseDate
        stage_entered_on: LastStageChangeDate
        region: Region__c | Acme__Sales_Region__c | Territory__c
        product: Product__c | Acme__Product_Line__c | Product_Family__c
        industry: Account.Industry | Industry__c
        channel: LeadSource
        rep: Owner.Name | OwnerName__c
    """),
    kinds("""
        note: NextStep | Description
        flag: IsClosed | IsWon | IsDeleted | HasOpportunityLineItem | IsPrivate
        category: Type | ForecastCategoryName
        weighted: ExpectedRevenue
        stamp: LastModifiedDate | SystemModstamp | LastViewedDate
        user id: OwnerId | CreatedById | LastModifiedById
        account id: AccountId
        quarter: Fiscal
        whole: FiscalYear | PushCount
        empty: CampaignId | Pricebook2Id | ContactId
    """),
    ("salesforce", "lightning", "software"), ("salesforce 18",), ("iso zone", "iso"), ("plain", "whole"),
    file_names=("Opportunity", "extract"),
)  # fmt: skip
HUBSPOT = Dialect(
    "HubSpot", "HubSpot", "en",
    named("""
        opportunity_id: Record ID
        opportunity_name: Deal Name
        customer: Associated Company | Associated Company (Primary) | Primary Company
        stage: Deal Stage
        amount: Amount
        currency: Currency
        probability: Deal probability
        created_on: Create Date
        expected_close: Close Date
        stage_entered_on: Date entered current stage
        region: Region | Sales Region | Deal Region
        product: Product | Product Line
        industry: Industry
        channel: Original Traffic Source | Original Source
        rep: Deal owner | Deal Owner
    """),
    kinds("""
        constant: Pipeline
        weighted: Weighted amount
        same amount: Amount in company currency
        category: Deal Type | Forecast category | Priority
        modified: Last Modified Date | Last Activity Date | Last Contacted
        whole: Number of Associated Contacts | Number of Sales Activities | Days to close
        reason: Closed Lost Reason | Closed Won Reason
        note: Next step | Deal Description
        account number: Associated Company IDs
        team: HubSpot Team
    """),
    ("hubspot", "hubspot inside"), ("long number",), ("iso time", "iso", "cell"), ("plain", "whole", "cell"),
    file_names=("hubspot-crm-exports-all-deals-{iso}", "all-deals"),
)  # fmt: skip
DYNAMICS = Dialect(
    "Dynamics", "Dynamics", "en",
    named("""
        opportunity_id: (Do Not Modify) Opportunity
        opportunity_name: Topic
        customer: Account | Potential Customer
        stage: Pipeline Phase
        amount: Est. Revenue
        currency: Currency
        probability: Probability
        created_on: Created On
        closed_on: Actual Close Date
        expected_close: Est. Close Date
        region: Territory | Sales Territory
        product: Product | Product Line
        industry: Industry
        channel: Lead Source | Source
        rep: Owner
    """),
    kinds("""
        checksum: (Do Not Modify) Row Checksum
        modified: (Do Not Modify) Modified On | Modified On
        won amount: Actual Revenue
        category: Rating | Purchase Timeframe | Forecast Category
        person: Contact | Modified By
        note: Current Situation | Proposed Solution
        whole: Opportunity Score
        same amount: Est. Revenue (Base)
    """),
    ("dynamics",), ("guid",), ("mdy/", "mdy/ time", "cell"), ("us $", "us", "cell"),
    status=("Status", "Open", "Won", "Lost"),
    file_names=("All Opportunities {mdy} 9-12-33 AM", "My Open Opportunities"),
    never_without=frozenset({"opportunity_name"}),
)  # fmt: skip
PIPEDRIVE = Dialect(
    "Pipedrive", "Pipedrive", "en",
    named("""
        opportunity_id: Deal - ID
        opportunity_name: Deal - Title
        customer: Deal - Organization | Organization - Name
        stage: Deal - Stage
        amount: Deal - Value
        currency: Deal - Currency
        probability: Deal - Probability
        created_on: Deal - Deal created
        closed_on: Deal - Deal closed on
        expected_close: Deal - Expected close date
        stage_entered_on: Deal - Last stage change
        region: Deal - Region | Organization - Region
        product: Deal - Product | Product - Name | Deal - Product name
        industry: Organization - Industry | Deal - Industry
        channel: Deal - Source channel | Deal - Lead source
        rep: Deal - Owner
    """),
    kinds("""
        constant: Deal - Pipeline
        weighted: Deal - Weighted value
        category: Deal - Label | Deal - Visible to
        person: Deal - Contact person | Deal - Creator
        stamp: Deal - Update time | Deal - Last activity date
        future: Deal - Next activity date
        whole: Deal - Total activities | Deal - Done activities | Deal - Email messages count
        reason: Deal - Lost reason
    """),
    ("pipedrive",), ("number",), ("iso time", "iso", "cell"), ("plain", "whole", "cell"),
    status=("Deal - Status", "Open", "Won", "Lost"), file_names=("deals-1234567-89", "deals"),
)  # fmt: skip
PIPEDRIVE_LIST = Dialect(
    "Pipedrive list", "Pipedrive", "en",
    named("""
        opportunity_id: ID
        opportunity_name: Title
        customer: Organization
        stage: Stage
        amount: Value
        currency: Currency of Value | Currency
        probability: Probability
        created_on: Deal created
        closed_on: Deal closed on
        expected_close: Expected close date
        stage_entered_on: Last stage change
        region: Region
        product: Product name | Product
        industry: Industry
        channel: Source channel
        rep: Owner
    """),
    kinds("""
        constant: Pipeline
        weighted: Weighted value
        person: Contact person | Creator
        stamp: Update time | Last activity date
        future: Next activity date
        whole: Total activities | Activities to do | Product quantity
        reason: Lost reason
    """),
    ("pipedrive",), ("number",), ("iso time", "iso", "cell"), ("plain", "whole", "cell"),
    status=("Status", "open", "won", "lost"), file_names=("deals-1234567-90",),
)  # fmt: skip
ZOHO = Dialect(
    "Zoho", "Zoho", "en",
    named("""
        opportunity_id: Record Id | Deal Id
        opportunity_name: Deal Name
        customer: Account Name
        stage: Stage
        amount: Amount
        currency: Currency
        probability: Probability (%)
        created_on: Created Time
        expected_close: Closing Date
        stage_entered_on: Stage Modified Time
        region: Territory | Territories | Region
        product: Product | Product Name
        industry: Industry
        channel: Lead Source
        rep: Deal Owner
    """),
    kinds("""
        weighted: Expected Revenue
        stamp: Modified Time | Last Activity Time
        person: Contact Name | Created By
        category: Type
        note: Next Step | Description
        campaign: Campaign Source
        whole: Sales Cycle Duration | Overall Sales Duration | Lead Conversion Time
        exchange: Exchange Rate
        reason: Reason For Loss
        constant: Pipeline
        user number: Deal Owner.id
    """),
    ("zoho",), ("long number",), ("iso time", "iso", "dmy/", "mon"), ("plain", "us $", "us", "whole"),
    file_names=("Deals_{iso_}", "Deals"),
)  # fmt: skip
ODOO = Dialect(
    "Odoo", "Odoo", "en",
    named("""
        opportunity_id: External ID | ID
        opportunity_name: Opportunity
        customer: Customer
        stage: Stage
        amount: Expected Revenue
        probability: Probability
        created_on: Created on
        closed_on: Closed Date
        expected_close: Expected Closing
        stage_entered_on: Last Stage Update
        region: Region | Territory
        product: Product | Product/Name
        industry: Industry
        channel: Source | Medium
        rep: Salesperson
    """),
    kinds("""
        weighted: Prorated Revenue
        phone: Phone
        mail: Email
        person: Contact Name
        category: Priority | Tags
        stamp: Last Updated on
        team: Sales Team
        campaign: Campaign
        note: Notes
        flag: Active
    """),
    ("odoo",), ("external", "number"), ("iso time", "iso", "cell"), ("plain", "cell"),
    file_names=("Lead_Opportunity (crm.lead)", "crm.lead"),
)  # fmt: skip
FRESHSALES = Dialect(
    "Freshsales", "Freshsales", "en",
    named("""
        opportunity_id: Id | ID
        opportunity_name: Deal name | Name
        customer: Account name | Account
        stage: Deal stage
        amount: Deal value
        currency: Currency
        probability: Probability (%)
        created_on: Created at
        closed_on: Closed date
        expected_close: Expected close date
        stage_entered_on: Stage updated at | Deal stage updated at
        region: Territory
        product: Product
        industry: Industry type | Industry
        channel: Source | Lead source
        rep: Sales owner
    """),
    kinds("""
        constant: Deal pipeline
        weighted: Expected deal value
        stamp: Updated at | Last contacted time
        category: Type | Forecast category | Payment status
        whole: Age (in days) | Recent note count
        reason: Lost reason
        mail: Related contacts
        tags: Tags
    """),
    ("freshsales",), ("long number",), ("iso zone", "iso time", "mon", "iso"), ("plain", "us", "whole"),
    file_names=("deals_export", "Deals-{iso}"),
)  # fmt: skip
SUGAR = Dialect(
    "SugarCRM", "SugarCRM", "en",
    named("""
        opportunity_id: ID
        opportunity_name: Opportunity Name | Name
        customer: Account Name
        stage: Sales Stage
        amount: Opportunity Amount | Likely | Amount
        currency: Currency | Currency ISO Code
        probability: Probability (%) | Probability
        created_on: Date Created
        expected_close: Expected Close Date
        region: Region | Territory
        product: Product | Product Category
        industry: Industry
        channel: Lead Source
        rep: Assigned User | Assigned to | Assigned User Name
    """),
    kinds("""
        high amount: Best
        low amount: Worst
        modified: Date Modified
        category: Type | Commit Stage
        note: Next Step | Description
        user id: Assigned User ID | Modified By ID
        team: Teams
        flag: Deleted
        campaign: Campaign
    """),
    ("salesforce", "lightning"), ("guid",), ("mdy/", "iso", "iso time"), ("plain", "us $", "us"),
    delimiters=(",", ";"), file_names=("Opportunities", "opportunities_{compact}"),
)  # fmt: skip
MONDAY = Dialect(
    "monday", "monday", "en",
    named("""
        opportunity_id: Item ID | Item ID (auto generated)
        opportunity_name: Name
        customer: Account | Accounts | Company
        stage: Stage | Deal Stage
        amount: Deal Value | Deal value
        probability: Close Probability
        created_on: Deal creation date | Creation date
        closed_on: Deal closed date | Actual close date
        expected_close: Expected Close Date | Expected close date
        region: Region
        product: Product
        industry: Industry
        channel: Source | Lead source
        rep: Owner | Deal owner
    """),
    kinds("""
        weighted: Forecast Value
        category: Priority
        person: Contacts
        note: Comments | Next step
        future: Next interaction | Follow-up date
        whole: Deal length
        won amount: Deal actual value
    """),
    ("monday",), ("long number",), ("iso", "cell"), ("plain", "whole", "cell"),
    file_names=("Deals_{epoch}", "Sales_Pipeline_{epoch}"),
)  # fmt: skip
EXPORTS = (
    SALESFORCE_REPORT, SALESFORCE_FIELDS, HUBSPOT, DYNAMICS, PIPEDRIVE, PIPEDRIVE_LIST, ZOHO, ODOO, FRESHSALES, SUGAR,
    MONDAY,
)  # fmt: skip
