"""``python -m analyzer report``: files in, ``figures.json`` out, and what happened said in words."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import tomli_w

from analyzer import figures
from analyzer.errors import AnalyzerError, BadSettings, NoSuchSnapshot, NothingToAnalyze
from analyzer.intake import SourceFile
from analyzer.intake.report import IntakeReport, Question
from analyzer.language import LANGUAGES, Language
from analyzer.message import Message
from analyzer.model import OPEN_LAYERS, Selection
from analyzer.report.figures_json import figures_json
from analyzer.settings import Settings
from analyzer.workspace import Workspace

_OR_A_STAGE_OF_ITS_OWN = Message("Or make it a stage of its own: layer 1 to 6 is open, 7 is won, and none is lost.")
DONE, WRONG_USAGE, NEEDS_AN_ANSWER, UNREADABLE = 0, 2, 3, 4


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code: 0 done, 2 wrong usage, 3 needs an answer, 4 unreadable."""
    options = _parser().parse_args(arguments)
    language = Language(options.language or "en")
    try:
        settings = _settings(options.settings)
        language = Language(options.language or settings.language or "en")
        return _report(options, settings, language)
    except (BadSettings, NoSuchSnapshot) as error:
        return _say_error(error, language, WRONG_USAGE)
    except AnalyzerError as error:
        return _say_error(error, language, UNREADABLE)


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m analyzer", description="Sales Management Analyzer, without a screen.")
    commands = parser.add_subparsers(dest="command", required=True)
    report = commands.add_parser("report", help="write the figures of a review to DIR/figures.json")
    report.add_argument(
        "files", nargs="+", metavar="FILE", type=Path, help="opportunities, lookup tables, targets, a workspace"
    )
    report.add_argument("--out", required=True, metavar="DIR", type=Path, help="folder to write to; made if missing")
    report.add_argument("--settings", metavar="FILE.toml", type=Path, help="settings as downloaded from the analyzer")
    report.add_argument("--as-of", metavar="DATE", type=_day, help="review snapshot, YYYY-MM-DD (default: the newest)")
    report.add_argument(
        "--compare-to", metavar="DATE", type=_day, help="comparison snapshot (default: the one before the review)"
    )
    report.add_argument("--language", metavar="CODE", type=_language, help=", ".join(sorted(LANGUAGES)))
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is not a date; write it as 2026-11-16") from error


def _language(text: str) -> str:
    """The language a code asks for, as browsers and systems write it: ``zh``, ``zh-CN``, ``en_GB.UTF-8``."""
    code = text.partition(".")[0].replace("-", "_").casefold()
    if code.startswith("en_") or code in ("zh", "zh_hans", "zh_hans_cn", "zh_sg"):
        code = "en" if code.startswith("en") else "zh_cn"
    found = next((known for known in LANGUAGES if known.casefold() == code), None)
    if found is None:
        raise ArgumentTypeError(
            f"{text!r} is not a language of the analyzer; choose from {', '.join(sorted(LANGUAGES))}"
        )
    return found


def _settings(path: Path | None) -> Settings:
    if path is None:
        return Settings()
    try:
        return Settings.from_toml(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise BadSettings(
            Message("The settings file {file} cannot be read.", file=str(path)),
            Message("Give a TOML file, as the settings page of the analyzer lets you download it."),
        ) from error


def _report(options: Namespace, settings: Settings, language: Language) -> int:
    with closing(Workspace(settings)) as workspace:
        workspace.add(_sources(options.files), date.today(), settings_hold=options.settings is not None)
        language = Language(options.language or workspace.settings.language or language.code)
        report = workspace.report
        assert report is not None
        if report.questions:
            return _say_questions(report.questions, language)
        selection = _selection(workspace, options.as_of, options.compare_to)
        content = figures_json(workspace, selection, Language(language.code, workspace.currency))
        return _write(options.out, content, report, language)


def _sources(paths: Sequence[Path]) -> list[SourceFile]:
    for path in paths:
        if not path.is_file():
            raise AnalyzerError(
                Message("There is no file {file}.", file=str(path)), Message("Look at the spelling of its path.")
            )
    return [SourceFile(path.name, path) for path in paths]


def _selection(workspace: Workspace, as_of: date | None, compare_to: date | None) -> Selection:
    dates = [day.date() for day in workspace.run(figures.snapshots())["snapshot_date"]]
    if not dates:
        raise NothingToAnalyze(
            Message("No row of the files could be loaded."),
            Message("Open them on the upload page of the analyzer to see why, row by row."),
        )
    for asked in (as_of, compare_to):
        if asked is not None and asked not in dates:
            raise NoSuchSnapshot(
                Message("There is no snapshot of {date}.", date=asked),
                Message("There are snapshots of these dates: {dates}.", dates=[day.isoformat() for day in dates]),
            )
    review = as_of or dates[-1]
    earlier = [day for day in dates if day < review]
    if compare_to is not None and compare_to not in earlier:
        raise NoSuchSnapshot(
            Message(
                "The comparison snapshot {date} is not before the review snapshot {review}.",
                date=compare_to,
                review=review,
            ),
            Message("Choose a comparison snapshot that is earlier."),
        )
    return Selection(as_of=review, compare_to=compare_to or (earlier[-1] if earlier else None))


def _write(folder: Path, content: object, report: IntakeReport, language: Language) -> int:
    target = folder / "figures.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        _say(
            language.say(
                Message(
                    "The figures cannot be written to {file}: {reason}.", file=str(target), reason=error.strerror or ""
                )
            )
        )
        return WRONG_USAGE
    _say(
        language.say(
            Message(
                "{read} rows read: {loaded} loaded, {rejected} rejected, {not_data} not data. See {file}.",
                read=sum(sheet.rows_read for sheet in report.sheets),
                loaded=sum(sheet.rows_loaded for sheet in report.sheets),
                rejected=sum(sheet.rows_rejected for sheet in report.sheets),
                not_data=sum(sheet.rows_not_data for sheet in report.sheets),
                file=str(target),
            )
        )
    )
    return DONE


def _say_questions(questions: Sequence[Question], language: Language) -> int:
    for question in questions:
        _say(language.say(question.message))
    _say(language.say(Message("Answer in a settings file and give it with --settings; nothing was written. Example:")))
    _say(_settings_example(questions))
    unplaced = next((question.about for question in questions if question.kind == "stages"), None)
    if unplaced is not None:
        _say_as_comment(language.say(_OR_A_STAGE_OF_ITS_OWN))
        _say_as_comment(f"[[stages]]\n{tomli_w.dumps({'name': unplaced, 'layer': OPEN_LAYERS[3]})}")
    return NEEDS_AN_ANSWER


def _settings_example(questions: Sequence[Question]) -> str:
    """The settings that answer the questions, as one TOML text that names each table once."""
    tables: dict[str, list[str]] = {}
    for question in questions:
        *header, line = question.setting.strip().splitlines()
        tables.setdefault("\n".join(header), []).append(line)
    return "\n".join(line for header, lines in sorted(tables.items()) for line in (header, *lines) if line)


def _say_as_comment(text: str) -> None:
    for line in text.strip().splitlines():
        _say(f"# {line}")


def _say_error(error: AnalyzerError, language: Language, code: int) -> int:
    for message in (error.what, error.next_step):
        if message is not None:
            _say(language.say(message))
    return code


def _say(line: str) -> None:
    print(line, file=sys.stderr)
