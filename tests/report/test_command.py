from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from analyzer.intake import SourceFile
from analyzer.report.command import main
from analyzer.workspace import Workspace

PROJECT = Path(__file__).parents[2]

WEEK_46 = """id,name,account,stage,amount,region,product
1,One,Acme,Lead,100.10,East,Alpha
2,Two,Acme,Proposal,200,West,Beta
3,Three,Bolt,Negotiation,300.05,,Alpha
4,Four,Bolt,Closed Won,50,East,Alpha
"""
WEEK_47 = """id,name,account,stage,amount,region,product
1,One,Acme,Proposal,120.10,East,Alpha
2,Two,Acme,Closed Won,210,West,Beta
3,Three,Bolt,Negotiation,300.05,,Alpha
5,Five,Bolt,Lead,,East,Beta
"""


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "analyzer", *map(str, arguments)],
        cwd=PROJECT,
        env=os.environ | {"PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def called(*arguments: object) -> int:
    """The exit code of the same command without a process of its own, for the many small cases."""
    try:
        return main(list(map(str, arguments)))
    except SystemExit as ended:
        return int(str(ended.code))


def figures(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / "figures.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def weeks(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("weeks")
    files = {"pipeline_2026-11-09.csv": WEEK_46, "pipeline_2026-11-16.csv": WEEK_47}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in files]


SETTINGS = """
[[targets]]
role = "region"
member = "East"
starts_on = 2026-10-01
ends_on = 2026-12-31
amount = 100
"""


@pytest.fixture(scope="module")
def done(weeks: list[Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    out = tmp_path_factory.mktemp("report") / "made" / "by" / "the command"
    settings = tmp_path_factory.mktemp("settings") / "settings.toml"
    settings.write_text(SETTINGS, encoding="utf-8")
    finished = run("report", *weeks, "--out", out, "--settings", settings)
    assert finished.returncode == 0, finished.stderr
    assert finished.stderr.splitlines()[-1].startswith("8 rows read: 8 loaded, 0 rejected, 0 not data.")
    return figures(out)


def test_the_two_newest_snapshots_are_compared(done: dict[str, Any]) -> None:
    assert (done["format"], done["as_of"], done["compare_to"]) == (1, "2026-11-16", "2026-11-09")
    assert done["advice"]["verdict"] == "not_enough_data"  # two snapshots, and nobody knows how long a sale takes


def test_totals_by_hand(done: dict[str, Any]) -> None:
    assert done["totals"] == {
        "open": {"count": 3, "amount": 420.15},
        "won": {"count": 1, "amount": 210.0},
        "lost": {"count": 0, "amount": 0.0},
    }
    assert done["waterfall"]["total"] == {"count": 3, "amount": 420.15}
    assert sum(bar["share"] or 0 for bar in done["waterfall"]["bars"]) == pytest.approx(1)
    assert done["waterfall"]["low_share"] + done["waterfall"]["high_share"] == 1


def test_quality_by_hand(done: dict[str, Any]) -> None:
    complete = {row["field"]: (row["complete"], row["deals"]) for row in done["quality"]["completeness"]}
    assert (complete["amount"], complete["region"], complete["industry"]) == ((3, 4), (3, 4), (0, 4))
    # One went from Lead to Proposal, nobody knows on which day
    assert done["quality"]["contradictions"] == [{"rule": "undated_jump", "count": 1, "amount": 120.1}]


def test_gauges_of_the_roles_that_the_data_has(done: dict[str, Any]) -> None:
    assert {gauge["role"] for gauge in done["gauges"]} == {"region", "product"}
    assert {gauge["member"] for gauge in done["gauges"] if gauge["role"] == "region"} == {"East", "West", "(blank)"}
    (east,) = [gauge for gauge in done["gauges"] if gauge["member"] == "East" and gauge["layer"] == 4]
    assert east == {
        "role": "region", "member": "East", "layer": 4, "amount": 120.1, "count": 1, "target": 100.0,
        "multiple": 1.5, "required": 150.0, "attainment": pytest.approx(0.80067, abs=1e-4), "light": "yellow",
    }  # fmt: skip


def test_transitions_by_hand(done: dict[str, Any]) -> None:
    assert sorted(map(list, (cell.values() for cell in done["transitions"]))) == sorted(
        [
            ["Lead", "Proposal", 1, 120.1],
            ["Proposal", "Closed Won", 1, 210.0],
            ["Negotiation", "Negotiation", 1, 300.05],
            ["(new)", "Lead", 1, None],
        ]
    )


def test_products_and_intake_have_the_shape_of_format_1(done: dict[str, Any]) -> None:
    alpha, beta = done["products"]
    assert (alpha["member"], alpha["count"], alpha["amount"], alpha["previous_amount"]) == ("Alpha", 2, 420.15, 400.15)
    assert (beta["member"], beta["amount"], beta["layers"]["1"], beta["layers"]["4"]) == ("Beta", None, None, 0.0)
    assert alpha.keys() == {
        "member", "count", "amount", "previous_amount", "layers", "target", "deviation", "light",
    }  # fmt: skip
    first = done["intake"][0]
    assert (first["file"], first["table"], first["rows_read"], first["rows_loaded"]) == (
        "pipeline_2026-11-09.csv", "opportunities", 4, 4,
    )  # fmt: skip
    assert first["columns"]["amount"] == "amount" and first["columns"]["customer"] == "account"
    assert all(stage.keys() == {"name", "position", "layer", "kind"} for stage in done["stages"])


def test_dates_and_language_can_be_chosen(weeks: list[Path], tmp_path: Path) -> None:
    finished = run("report", *weeks, "--out", tmp_path, "--as-of", "2026-11-09", "--language", "zh_CN")
    assert finished.returncode == 0, finished.stderr
    report = figures(tmp_path)
    assert (report["as_of"], report["compare_to"], report["transitions"]) == ("2026-11-09", None, [])
    assert report["products"][0]["previous_amount"] is None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "required"),
        (["--out", "OUT", "--as-of", "9.11.2026"], "is not a date"),
        (["--out", "OUT", "--as-of", "2020-01-01"], "2026-11-09"),
        (["--out", "OUT", "--compare-to", "2026-11-16"], "not before"),
        (["--out", "OUT", "--settings", "missing.toml"], "missing.toml"),
        (["--out", "OUT", "--language", "tlh"], "tlh"),
    ],
)
def test_wrong_usage_is_2(
    weeks: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    arguments = [str(tmp_path / "out") if argument == "OUT" else argument for argument in arguments]
    assert called("report", *weeks, *arguments) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_bad_value_in_the_settings_is_2_and_named(weeks: list[Path], tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text('gauge_basis = "everything"', encoding="utf-8")
    finished = run("report", *weeks, "--out", tmp_path / "out", "--settings", settings)
    assert finished.returncode == 2
    assert "gauge_basis" in finished.stderr and "Traceback" not in finished.stderr


def test_what_only_a_person_can_answer_is_3_and_the_printed_settings_answer_it(tmp_path: Path) -> None:
    source = tmp_path / "pipeline_2026-11-16.csv"
    source.write_text("id,stage,amount\n1,Lead,10\n2,Wobbly,20\n3,Frobnicate,5\n", encoding="utf-8")
    asked = run("report", source, "--out", tmp_path / "out")
    assert asked.returncode == 3
    assert "Wobbly" in asked.stderr and "Frobnicate" in asked.stderr
    assert not (tmp_path / "out").exists()
    example = asked.stderr[asked.stderr.index("[") :]
    assert tomllib.loads(example)["stage_labels"].keys() == {"Wobbly", "Frobnicate"}
    settings = tmp_path / "settings.toml"
    settings.write_text(example, encoding="utf-8")
    answered = run("report", source, "--out", tmp_path / "out", "--settings", settings)
    assert answered.returncode == 0, answered.stderr
    assert figures(tmp_path / "out")["totals"]["open"] == {"count": 3, "amount": 35.0}


def test_the_other_answer_makes_the_label_a_stage_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "pipeline_2026-11-16.csv"
    source.write_text('id,stage,amount\n1,Lead,10\n2,"Our ""own"" \\ step",20\n', encoding="utf-8")
    assert called("report", source, "--out", tmp_path / "out") == 3
    said = capsys.readouterr().err
    assert tomllib.loads(said[said.index("[") :]) == {"stage_labels": {'Our "own" \\ step': "Lead"}}
    settings = tmp_path / "settings.toml"
    commented = [line.removeprefix("# ") for line in said.splitlines() if line.startswith("# ")]
    settings.write_text("\n".join(commented[1:]), encoding="utf-8")
    assert called("report", source, "--out", tmp_path / "out", "--settings", settings) == 0
    assert {"name": 'Our "own" \\ step', "position": 2, "layer": 4, "kind": "open"} in figures(tmp_path / "out")[
        "stages"
    ]


def test_a_label_that_is_left_out_in_the_settings_is_left_out(tmp_path: Path) -> None:
    source, settings = tmp_path / "p.csv", tmp_path / "settings.toml"
    source.write_text("id,stage\n1,Lead\n2,Wobbly\n", encoding="utf-8")
    settings.write_text('[stage_labels]\nWobbly = ""\n', encoding="utf-8")
    assert called("report", source, "--out", tmp_path, "--settings", settings) == 0
    assert figures(tmp_path)["totals"]["open"]["count"] == 1


@pytest.mark.parametrize(
    "content",
    [b"", b"id,stage\n", b"PK\x03\x04 no archive", b"<html><body>Sign in</body></html>", b"a,b\n1,2\n", None],
    ids=["empty", "header only", "broken workbook", "web page", "no stages", "missing"],
)
def test_input_that_cannot_be_read_is_4_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    source = tmp_path / "export.xlsx"
    if content is not None:
        source.write_bytes(content)
    assert called("report", source, "--out", tmp_path / "out") == 4
    assert len(capsys.readouterr().err.splitlines()) >= 2


def test_unreadable_input_ends_the_process_with_4_and_no_traceback(tmp_path: Path) -> None:
    source = tmp_path / "export.xlsx"
    source.write_bytes(b"PK\x03\x04 no archive")
    finished = run("report", source, "--out", tmp_path / "out")
    assert finished.returncode == 4
    assert finished.stderr.strip() and "Traceback" not in finished.stderr


def test_an_output_folder_that_cannot_be_written_is_said(
    weeks: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file", encoding="utf-8")
    assert called("report", *weeks, "--out", taken) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_a_workspace_file_continues_with_its_answers_and_its_settings_unless_others_are_given(tmp_path: Path) -> None:
    first, second = tmp_path / "pipeline_2026-11-09.csv", tmp_path / "pipeline_2026-11-16.csv"
    first.write_text(WEEK_46.replace("Proposal", "Wobbly"), encoding="utf-8")
    second.write_text(WEEK_47.replace("Proposal", "Wobbly"), encoding="utf-8")
    with closing(Workspace()) as workspace:
        workspace.add([SourceFile(first.name, first)], date(2026, 11, 10))
        answered = replace(workspace.settings, stage_labels={"Wobbly": "Lead"}, multiple_layer_4=2.0)
        workspace.answer(answered, date(2026, 11, 10))
        workspace.write(tmp_path / "kept.zip")
    assert called("report", tmp_path / "kept.zip", second, "--out", tmp_path) == 0
    told = figures(tmp_path)
    assert (told["as_of"], told["compare_to"]) == ("2026-11-16", "2026-11-09")
    assert {gauge["multiple"] for gauge in told["gauges"] if gauge["layer"] == 4} == {2.0}
    settings = tmp_path / "settings.toml"
    settings.write_text(replace(answered, multiple_layer_4=3.0).to_toml(), encoding="utf-8")
    assert called("report", tmp_path / "kept.zip", second, "--out", tmp_path, "--settings", settings) == 0
    assert {gauge["multiple"] for gauge in figures(tmp_path)["gauges"] if gauge["layer"] == 4} == {3.0}
    (tmp_path / "broken.zip").write_bytes((tmp_path / "kept.zip").read_bytes()[:-300])
    assert called("report", tmp_path / "broken.zip", "--out", tmp_path / "none") == 4
    assert not (tmp_path / "none").exists()
