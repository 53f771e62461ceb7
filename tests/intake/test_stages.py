from __future__ import annotations

import pytest

from analyzer.intake.stages.ordinals import split_ordinal
from analyzer.intake.stages.placing import Label, Placing, place
from analyzer.model import Stage
from analyzer.settings import Settings
from tests.intake.tables import assert_nothing_is_lost, rows_of, understood


def placed(*labels: str | Label, settings: Settings | None = None, listed: tuple[Stage, ...] = ()) -> Placing:
    return place(
        [item if isinstance(item, Label) else Label(item, 1) for item in labels], settings or Settings(), listed
    )


def layers(placing: Placing) -> list[tuple[str, int | None]]:
    return [(stage.name, stage.layer) for stage in placing.stages]


SALESFORCE = (
    "Prospecting", "Qualification", "Needs Analysis", "Value Proposition", "Id. Decision Makers",
    "Perception Analysis", "Proposal/Price Quote", "Negotiation/Review", "Closed Won", "Closed Lost",
)  # fmt: skip


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (SALESFORCE, [1, 2, 3, 3, 3, 3, 4, 5, 7, None]),
        (("Appointment Scheduled", "Qualified To Buy", "Presentation Scheduled", "Decision Maker Bought-In",
          "Contract Sent", "Closed Won", "Closed Lost"), [2, 3, 3, 4, 6, 7, None]),
        (("Lead In", "Contact Made", "Needs Defined", "Proposal Made", "Negotiations Started"), [1, 2, 3, 4, 5]),
        (("New", "Qualified", "Proposition", "Won"), [1, 2, 4, 7]),
        (("1-Qualify", "2-Develop", "3-Propose"), [2, 3, 4]),
        (("潜在客户", "初步接触", "需求确认", "方案匹配", "谈判/验证", "决策", "成交", "丢单"), [1, 2, 3, 4, 5, 6,
        7, None]),
        (("潛在客戶", "初步接觸", "需求確認", "方案匹配", "談判/驗證", "決策", "成交", "丟單"), [1, 2, 3, 4, 5, 6,
        7, None]),
        (("Lead", "Contact established", "Needs identified", "Solution proposed", "Negotiation / POC", "Decision",
          "Closed won", "Closed lost"), [1, 2, 3, 4, 5, 6, 7, None]),
        (("验证客户", "需求确定", "方案/报价", "谈判审核", "赢单", "输单"), [2, 3, 4, 5, 7, None]),
        (("Prospecting", "Engaging", "Won", "Lost"), [1, 2, 7, None]),
    ],
)  # fmt: skip
def test_the_stages_of_common_crms_are_placed_in_order(labels: tuple[str, ...], expected: list[int | None]) -> None:
    placing = placed(*reversed(labels))
    assert layers(placing) == list(zip(labels, expected, strict=True))
    assert not placing.questions
    assert [stage.position for stage in placing.stages] == list(range(1, len(labels) + 1))


@pytest.mark.parametrize(
    ("label", "ordinal", "rest"),
    [
        ("B. Qualified", 2, "Qualified"), ("S3", 3, ""), ("S3 - Demo", 3, "Demo"), ("阶段四", 4, ""),
        ("階段四：报价", 4, "报价"),
        ("4-", 4, ""), ("4-Close", 4, "Close"), ("01 Lead", 1, "Lead"), ("(2) Demo", 2, "Demo"), ("L4方案", 4,
        "方案"),
        ("第三阶段", 3, ""), ("Stage 2: Demo", 2, "Demo"), ("Proposal", None, "Proposal"), ("E-mail sent", None,
        "E-mail sent"),
        ("Lead", None, "Lead"), ("Proposal 2", None, "Proposal 2"), ("Step up", None, "Step up"),
    ],
)  # fmt: skip
def test_letters_and_numbers_before_a_stage_are_its_ordinal(label: str, ordinal: int | None, rest: str) -> None:
    assert split_ordinal(label) == (ordinal, rest)


def test_bare_numbers_are_taken_for_layers() -> None:
    assert layers(placed("S3", "S1", "阶段四")) == [("S1", 1), ("S3", 3), ("阶段四", 4)]


def test_a_numbered_stage_of_unknown_name_stands_between_its_neighbours() -> None:
    placing = placed("A. Lead", "B. Zwischenschritt", "C. Discovery", "D. Won")
    assert layers(placing) == [("A. Lead", 1), ("B. Zwischenschritt", 2), ("C. Discovery", 3), ("D. Won", 7)]


def test_a_numbered_stage_between_layers_far_apart_is_asked_for_with_the_likeliest_place_first() -> None:
    question = placed("A. Lead", "C. Zwischenschritt", "D. Proposal", "E. Won").questions[0]
    assert question.about == "C. Zwischenschritt"
    assert question.options[0] == "Needs identified"


def test_the_mean_probability_places_an_unknown_name() -> None:
    placing = placed(Label("Lead", 5, 0.05), Label("Quibble", 5, 0.7), Label("Proposal", 5, 0.5))
    assert layers(placing) == [("Lead", 1), ("Proposal", 4), ("Quibble", 5)]
    assert next(item for item in placing.matches if item.label == "Quibble").confidence < 0.7


def test_spellings_that_differ_in_case_and_spaces_only_are_one_stage() -> None:
    placing = placed(Label("Closed Won", 9), Label("closed won ", 1), Label("ＣＬＯＳＥＤ－ＷＯＮ", 1))
    assert [stage.name for stage in placing.stages] == ["Closed Won"]
    assert set(placing.names.values()) == {"Closed Won"}


@pytest.mark.parametrize("label", ["Quibble", "Closed", "4-Close", "Blocked by Bob", "🚀"])
def test_a_name_without_any_evidence_is_asked_for(label: str) -> None:
    placing = placed("Lead", "Won", label)
    assert [question.about for question in placing.questions] == [label]
    assert label not in placing.names
    assert "Lead" in placing.questions[0].options


def test_an_answer_places_the_label() -> None:
    placing = placed("Lead", "Quibble", settings=Settings(stage_labels={"Quibble": "Decision"}))
    assert placing.names["Quibble"] == "Decision"
    assert layers(placing) == [("Lead", 1), ("Decision", 6)]
    assert not placing.questions


def test_a_label_can_be_left_out() -> None:
    intake = understood(
        ("deals.csv", ("id", "stage"), [("1", "Lead"), ("2", "Test data")]),
        settings=Settings(stage_labels={"Test data": ""}),
    )
    assert rows_of(intake, "opportunity_id") == [("1",)]
    assert not intake.report.questions
    assert_nothing_is_lost(intake)


def test_the_users_own_stages_beat_every_guess() -> None:
    own = (Stage("Proposal", 1, 2, "open"), Stage("Lead", 2, 6, "open", 14), Stage("Won", 3, 7, "won"))
    placing = placed("Lead", "proposal", "Won", settings=Settings(stages=own), listed=(Stage("Lead", 1, 1, "open"),))
    assert layers(placing) == [("Proposal", 2), ("Lead", 6), ("Won", 7)]
    assert placing.stages[1].benchmark_days == 14


def test_a_stage_sheet_beats_the_guesses_and_gives_the_order() -> None:
    listed = ("book.xlsx/Stages", ("Stage", "Order", "Layer", "Kind"), [
        ("Quibble", "2", "5", "open"), ("Proposal", "1", "2", "open"), ("Gone", "4", "", "lost"), ("Hooray", "3",
        "7", "won"),
    ])  # fmt: skip
    deals = ("book.xlsx/Deals", ("id", "stage"), [("1", "Quibble"), ("2", "Proposal"), ("3", "Gone"), ("4", "Hooray")])
    intake = understood(listed, deals)
    assert [(stage.name, stage.layer, stage.kind) for stage in intake.stages] == [
        ("Proposal", 2, "open"), ("Quibble", 5, "open"), ("Hooray", 7, "won"), ("Gone", None, "lost"),
    ]  # fmt: skip
    assert intake.report.sheets[0].table == "stages"
    assert not intake.report.questions
    assert_nothing_is_lost(intake)


def test_rows_of_an_unknown_stage_are_held_back_until_it_is_placed() -> None:
    sheet = ("deals.csv", ("id", "stage", "amount"), [("1", "Lead", "1"), ("2", "Quibble", "2"), ("3", "Won", "3")])
    intake = understood(sheet)
    assert rows_of(intake, "opportunity_id") == [("1",), ("3",)]
    assert [(row.row, row.field, row.value) for row in intake.report.sheets[0].rejected] == [(3, "stage", "Quibble")]
    assert [question.kind for question in intake.report.questions] == ["stages"]
    answered = understood(sheet, settings=Settings(stage_labels={"Quibble": "Negotiation / POC"}))
    assert rows_of(answered, "opportunity_id", "stage") == [("1", "Lead"), ("2", "Negotiation / POC"), ("3", "Won")]


def test_an_answer_can_be_read_back_from_the_setting_that_the_question_shows() -> None:
    label = 'He said "no"'
    question = placed("Lead", label).questions[0]
    settings = Settings.from_toml(question.setting)
    assert settings.stage_labels[label] == question.options[0]


def test_known_names_beat_a_probability_that_contradicts_them() -> None:
    placing = placed(Label("Negotiation", 5, 0.0), Label("Qualified", 5, 0.2), Label("Proposal", 5, 1.0))
    assert layers(placing) == [("Qualified", 2), ("Proposal", 4), ("Negotiation", 5)]


def test_a_status_beside_the_stage_tells_which_deals_are_won_and_lost() -> None:
    rows = [("1", "Proposal", "Open"), ("2", "Proposal", "Won"), ("3", "Lead", "Lost"), ("4", "Closed Won", "Won")]
    intake = understood(("deals.csv", ("id", "stage", "status"), rows))
    assert rows_of(intake, "stage") == [("Proposal",), ("Closed Won",), ("Lost",), ("Closed Won",)]
    assert "“status” tells which deals are won or lost." in map(str, intake.report.sheets[0].notes)
    assert [stage.kind for stage in intake.stages] == ["open", "won", "lost"]


@pytest.mark.parametrize("status", ["Hot", "Open"])
def test_a_status_that_tells_no_outcome_changes_no_stage(status: str) -> None:
    intake = understood(("deals.csv", ("id", "stage", "status"), [("1", "Lead", status)]))
    assert rows_of(intake, "stage") == [("Lead",)]


def test_a_status_that_the_user_set_aside_changes_no_stage() -> None:
    sheet = ("deals.csv", ("id", "stage", "status"), [("1", "Lead", "Won")])
    assert rows_of(understood(sheet, settings=Settings(columns={"status": ""})), "stage") == [("Lead",)]
