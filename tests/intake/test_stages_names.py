"""What the names of stages say: whole names, parts of them, words that add nothing, typos, and what denies them."""

from __future__ import annotations

import pytest

from analyzer.intake.stages.placing import Label, Placing, place
from analyzer.intake.stages.stage_words import find, key, only_ended, places
from analyzer.intake.stages.words import chinese, english, outcomes, steps, world
from analyzer.settings import Settings

WON, LOST = 7, None


def placed(*labels: str) -> Placing:
    return place([Label(label, 1) for label in labels], Settings())


@pytest.mark.parametrize(
    ("labels", "layers"),
    [
        ("New, Qualified, Proposition, Won", [1, 2, 4, WON]),
        ("Lead, MQL, SQL, Demo, Proposal, Closed Won, Churned", [1, 2, 2, 3, 4, WON, LOST]),
        ("New, Qualification, Discovery, Demo, Negotiation, Won, Lost", [1, 2, 3, 3, 5, WON, LOST]),
        ("Qualified, Follow-up, Presentation, Contract Sent, Negotiation", [2, 2, 3, 5, 5]),
        ("In Discussion, Identified Decision Makers, Proposal, In Negotiation, Purchasing", [2, 3, 4, 5, 6]),
        ("Incoming, Qualified, Quote, Closure, Won, Lost, Unqualified", [1, 2, 4, 6, WON, LOST, LOST]),
        ("Demo Completed, Proposal Sent, Contract Sent, Won, Lost", [3, 4, 6, WON, LOST]),
        ("Qualify, Develop, Propose, Close, Won, Lost", [2, 3, 4, 6, WON, LOST]),
        ("初步接洽, 需求确定, 方案报价, 谈判审核, 赢单, 输单", [2, 3, 4, 5, WON, LOST]),
        ("初步接觸, 意向溝通, 方案報價, 商務談判, 成交, 丟單", [2, 2, 4, 5, WON, LOST]),
        ("立项, 招标, 应标, 中标, 签约, 回款", [3, 5, 5, 6, WON, WON]),
        ("线索, 意向, 报价, 谈判, 签约, 赢单, 输单", [1, 1, 4, 5, 6, WON, LOST]),
        ("名單, 初次拜訪, 需求訪談, 報價, 議價, 得標, 未得標", [1, 2, 3, 4, 5, WON, LOST]),
        ("Neu, Erstgespräch, Qualifiziert, Angebot erstellt, Verhandlung, Gewonnen, Verloren",
         [1, 2, 2, 4, 5, WON, LOST]),
        ("Prospection, Analyse des besoins, Devis envoyé, Négociation, Gagné, Perdu", [1, 3, 4, 5, WON, LOST]),
        ("Prospecto, Contacto inicial, Propuesta, Negociación, Cerrado ganado, Cerrado perdido",
         [1, 2, 4, 5, WON, LOST]),
        ("見込み, 初回訪問, ヒアリング, 提案, 交渉, 受注, 失注", [1, 2, 3, 4, 5, WON, LOST]),
        ("잠재고객, 접촉, 니즈파악, 제안, 협상, 수주, 실주", [1, 2, 3, 4, 5, WON, LOST]),
        ("Новая, Квалификация, Презентация, Договор, Успешно реализовано", [1, 2, 3, 6, WON]),
    ],
)  # fmt: skip
def test_the_vocabularies_of_many_crms_and_languages_are_placed_in_order(labels: str, layers: list[int | None]) -> None:
    names = labels.split(", ")
    placing = placed(*reversed(names))
    found = {stage.name: stage.layer for stage in placing.stages}
    assert [found.get(name, "not placed") for name in names] == layers
    open_ones = [stage.name for stage in placing.stages if stage.kind == "open"]
    assert open_ones == [name for name in names if name in open_ones]


@pytest.mark.parametrize(
    ("label", "kind", "layer"),
    [
        ("Proposal sent to client", "open", 4), ("Qualified Lead - Marketing", "open", 2),
        ("谈判 Negotiation", "open", 5), ("需求确认 (Needs)", "open", 3), ("商务谈判阶段", "open", 5),
        ("客户需求沟通中", "open", 3), ("签约中", "open", 6), ("Negotation", "open", 5), ("Propsal", "open", 4),
        ("Closed Won - Renewal", "won", 7), ("Closed Won (Sales Pipeline)", "won", 7), ("赢单-待回款", "won", 7),
        ("Won - invoiced", "won", 7), ("Closed (Won)", "won", 7), ("Abgeschlossen - gewonnen", "won", 7),
        ("Closed - Lost (price)", "lost", None), ("Lost due to price", "lost", None), ("Fermée / Perdue", "lost", None),
        ("未中标", "lost", None), ("Not won", "lost", None),
    ],
)  # fmt: skip
def test_a_name_is_known_by_its_parts(label: str, kind: str, layer: int | None) -> None:
    found = find(label)
    assert found is not None
    assert (found.place.kind, found.place.layer) == (kind, layer)


@pytest.mark.parametrize(
    "label",
    ["Not qualified", "Won't proceed", "未报价", "待报价", "Lost contact", "Closed Won/Lost", "On Hold", "暂停",
     "Requalified", "Blocked by Bob", "Deal lost at proposal"],
)  # fmt: skip
def test_what_denies_or_mixes_known_words_is_not_guessed(label: str) -> None:
    assert find(label) is None


@pytest.mark.parametrize("label", ["Closed", "关闭", "已结束", "Fermé", "クローズ", "Done"])
def test_what_is_over_without_saying_how_is_asked_with_the_outcomes_first(label: str) -> None:
    assert only_ended(label)
    placing = placed("Lead", "Proposal", label)
    assert placing.questions[0].options[:2] == ("Closed won", "Closed lost")


def test_the_users_own_outcomes_come_before_the_usual_ones() -> None:
    placing = placed("Lead", "Lost", "Closed")
    assert placing.questions[0].options[:2] == ("Lost", "Closed won")


def test_close_is_the_last_step_where_other_stages_are_won_and_lost() -> None:
    assert "Close" in {stage.name for stage in placed("Qualify", "Close", "Won", "Lost").stages}
    assert [question.about for question in placed("Qualify", "Close", "Won").questions] == ["Close"]


def test_a_name_of_two_layers_is_asked_for_unless_the_order_tells() -> None:
    assert [question.about for question in placed("Lead", "Proposal & Negotiation").questions]
    told = placed("1 Lead", "2 Quote", "3 Proposal & Negotiation", "4 Negotiation", "5 Contract")
    assert not told.questions


def test_a_typo_of_another_stage_is_proposed_and_not_made() -> None:
    placing = place([Label("Negotiation", 40), Label("Negotation", 2), Label("Lead", 9)], Settings())
    question = placing.questions[0]
    assert question.about == "Negotation"
    assert question.options[:2] == ("Negotiation", "Negotation")
    assert "Negotation" not in placing.names


@pytest.mark.parametrize("answer", ["Negotiation", "Negotation"])
def test_a_proposed_typo_is_what_the_user_says(answer: str) -> None:
    settings = Settings(stage_labels={"Negotation": answer})
    placing = place([Label("Negotiation", 40), Label("Negotation", 2)], settings)
    assert placing.names["Negotation"] == answer
    assert not placing.questions


def test_names_that_differ_in_number_or_chance_are_no_typos() -> None:
    one, other = Label("Phase Quibble", 9, 0.2), Label("Phase Quibbly", 9, 0.6)
    asked = place([Label("Lead", 5, 0.1), one, other], Settings()).questions
    assert not any("the same as" in str(question.message) for question in asked)


def test_known_names_that_differ_by_a_letter_stand_side_by_side_and_it_is_said() -> None:
    placing = placed("Closed Won", "Close Won", "Lead")
    assert not placing.questions
    assert any("may be one stage" in str(note) for note in placing.notes)


def test_spellings_that_differ_in_case_and_spaces_are_one_and_it_is_said() -> None:
    placing = placed("Closed Won", "closed won ", "Lead")
    assert [stage.name for stage in placing.stages] == ["Lead", "Closed Won"]
    assert "2 spellings" in str(placing.notes[0])
    assert not placed("Closed Won", "Lead").notes


def test_labels_that_differ_in_a_sign_are_two() -> None:
    assert len(placed("A+", "A-", "A").questions) == 3


def test_each_name_stands_for_one_step() -> None:
    lists = [(step, names) for language in (english, chinese, world) for step, names in language.STEPS.items()]
    for kind in ("WON", "SIGNED", "AWARDED", "AFTER", "LOST", "ENDED"):
        lists.append((kind, getattr(outcomes, kind)))
    held: dict[str, set[str]] = {}
    for step, names in lists:
        for name in names.split(", "):
            held.setdefault(key(name), set()).add(step)
    assert {name: found for name, found in held.items() if len(found) > 1} == {}


def test_names_that_also_stand_elsewhere_are_names_of_steps() -> None:
    assert [name for name in steps.ALSO if key(name) not in places()] == []


def test_the_last_word_tells_the_outcome_of_a_step_or_paper() -> None:
    kinds = {name: found.place.kind for name in ("Tender Lost", "Contract Won") if (found := find(name))}
    assert kinds == {"Tender Lost": "lost", "Contract Won": "won"}
    assert find("Not Lost") is None


def test_a_word_as_good_as_the_usual_one_places_a_stage() -> None:
    layers = {name: found.place.layer for name in ("合約審查", "合約核准") if (found := find(name))}
    assert layers == {"合約審查": 6, "合約核准": 6}
