"""The tables of the README: what was right by cause, and what the advice is worth."""

from __future__ import annotations

from collections.abc import Sequence

from tests.advice.family.judging import Judgement

HEAD = """\
| cause | pipelines | verdict right | not enough data, though there was | unsupported verdict | guards right | regions right | regions wrong |
|---|---:|---:|---:|---:|---:|---:|---:|"""  # noqa: E501


def markdown(found: Sequence[Judgement]) -> str:
    """One row a cause and one for all."""
    causes = list(dict.fromkeys(one.case.cause for one in found))
    rows = [_row(cause, [one for one in found if one.case.cause == cause]) for cause in causes]
    return "\n".join([HEAD, *rows, _row("**all**", found)])


def misses(found: Sequence[Judgement]) -> str:
    """Each pipeline of which something was wrong, with what was said of it."""
    return "\n".join(_told(one) for one in found if not (one.is_right and one.guards_are_right))


def share(answers: Sequence[bool]) -> str:
    return f"{100 * sum(answers) / len(answers):.1f}%" if answers else "-"


def _row(name: str, found: Sequence[Judgement]) -> str:
    regions = [sum(column) for column in zip(*(one.regions_right for one in found), strict=True)]
    all_regions = sum(regions)
    cells = (
        name,
        len(found),
        share([one.is_right for one in found]),
        sum(one.is_silent for one in found),
        sum(one.is_unsupported for one in found),
        share([one.guards_are_right for one in found]),
        f"{100 * regions[0] / all_regions:.0f}%" if all_regions else "-",
        f"{100 * regions[2] / all_regions:.0f}%" if all_regions else "-",
    )
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def _told(one: Judgement) -> str:
    lines = [str(one.case)]
    if not one.is_right:
        lines.append(f"    verdict {one.verdict}, true {one.case.verdict}")
        lines += [f"      {said}" for said in one.said[:2]]
    if not one.spread_is_right:
        lines += [f"    G1 {one.crowded}, true {one.case.crowded}", f"      {one.said[2]}"]
    if not one.load_is_right:
        lines += [f"    G2 {sorted(one.overloaded)}, true {sorted(one.case.overloaded)}", f"      {one.said[3]}"]
    return "\n".join(lines)
