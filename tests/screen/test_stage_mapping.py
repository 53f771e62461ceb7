"""Placing labels: each stands for a stage, stages keep their order, a new one finds its place by its layer."""

from __future__ import annotations

from analyzer.intake.report import StageMatch
from analyzer.message import Message
from analyzer.model import Stage
from analyzer.screen.stage_mapping import LOST, code_of, in_funnel_order, placed
from analyzer.settings import Settings

HELD = (
    Stage("Lead", 1, 1, "open"),
    Stage("Offer", 2, 4, "open"),
    Stage("Won", 3, 7, "won"),
    Stage("Lost", 4, None, "lost"),
)
ROWS = [
    {"label": "lead", "stage": "Lead", "layer": 1},
    {"label": "offer", "stage": "Offer", "layer": 4},
    {"label": "won", "stage": "Won", "layer": 7},
    {"label": "lost", "stage": "Lost", "layer": LOST},
]


def test_a_new_stage_comes_after_the_last_of_its_layer_or_below() -> None:
    settings = placed(Settings(), HELD, [*ROWS, {"label": "Demo", "stage": None, "layer": 3}])
    assert [(stage.name, stage.position, stage.layer, stage.kind) for stage in settings.stages] == [
        ("Lead", 1, 1, "open"),
        ("Demo", 2, 3, "open"),
        ("Offer", 3, 4, "open"),
        ("Won", 4, 7, "won"),
        ("Lost", 5, None, "lost"),
    ]
    assert settings.stage_labels["Demo"] == "Demo"


def test_a_label_can_join_a_stage_that_is_there() -> None:
    settings = placed(Settings(), HELD, [*ROWS, {"label": "Quote", "stage": "Offer", "layer": 4}])
    assert settings.stage_labels["Quote"] == "Offer"
    assert len(settings.stages) == len(HELD)


def test_a_changed_layer_moves_the_stage_in_the_funnel_not_in_the_order() -> None:
    rows = [row | {"layer": 5} if row["label"] == "offer" else row for row in ROWS]
    settings = placed(Settings(), HELD, rows)
    assert settings.stages[1] == Stage("Offer", 2, 5, "open")


def test_a_second_lost_stage_goes_last() -> None:
    settings = placed(Settings(), HELD, [*ROWS, {"label": "Dead", "stage": "Dead", "layer": LOST}])
    assert settings.stages[-1] == Stage("Dead", 5, None, "lost")


def test_the_settings_survive_their_file() -> None:
    settings = placed(Settings(), HELD, ROWS)
    assert Settings.from_toml(settings.to_toml()) == settings


def test_lost_won_and_not_placed_are_told_apart() -> None:
    assert (code_of(None, "lost"), code_of(7, "won"), code_of(None, None)) == (LOST, 7, None)


def test_labels_stand_in_the_order_of_the_funnel_and_unknown_ones_first() -> None:
    def match(label: str, stage: str | None, rows: int) -> StageMatch:
        return StageMatch(label, stage, None, None, rows, 1.0, Message("because"))

    matches = [match("lost", "Lost", 90), match("Offer", "Offer", 2), match("quote", "Offer", 5), match("?", None, 1)]
    matches += [match("lead", "Lead", 40), match("??", None, 3)]
    assert [m.label for m in in_funnel_order(matches, HELD)] == ["??", "?", "lead", "quote", "Offer", "lost"]
