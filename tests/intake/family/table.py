"""The shares of columns, stages and files that are right, as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from analyzer.errors import AnalyzerError
from tests.intake.family.case import Case
from tests.intake.family.judging import COSTS, Outcome, Verdict, judge
from tests.intake.family.reading import read_here

LEFT_OPEN = "Left open"


def verdicts(cases: Iterable[Case]) -> Iterator[Verdict]:
    """Each case read and judged. What is not an `AnalyzerError` goes through: it is a fault of the reader."""
    for case in cases:
        try:
            answer = read_here(case.files)
        except AnalyzerError as error:
            yield judge(case, error)
        else:
            yield judge(case, answer)


@dataclass(frozen=True)
class Share:
    """How many of one thing were right, asked, told and wrong."""

    counts: Counter[Outcome]

    @property
    def total(self) -> int:
        return self.counts.total()

    @property
    def right(self) -> float:
        """0..1; of nothing it is 1."""
        return self.counts["right"] / self.total if self.total else 1.0

    @property
    def cost(self) -> float:
        """What a hundred of them cost: a question 1, something left out 3, a silent wrong guess 10."""
        return 100 * sum(COSTS[outcome] * count for outcome, count in self.counts.items()) / max(self.total, 1)


def columns(found: Iterable[Verdict]) -> Share:
    return Share(Counter(outcome for verdict in found for _, outcome, _ in verdict.columns))


def stages(found: Iterable[Verdict]) -> Share:
    return Share(Counter(outcome for verdict in found for _, outcome, _ in verdict.stages))


def files(found: Iterable[Verdict]) -> Share:
    return Share(Counter(verdict.file for verdict in found))


def plain(found: Iterable[Verdict]) -> list[Verdict]:
    """Those whose files leave nothing open."""
    return [verdict for verdict in found if verdict.case.group != LEFT_OPEN]


def left_open(found: Iterable[Verdict]) -> list[Verdict]:
    """Those whose right answer is a question."""
    return [verdict for verdict in found if verdict.case.group == LEFT_OPEN]


_SHARES: tuple[Callable[[Iterable[Verdict]], Share], ...] = (columns, stages, files)


def markdown(found: Sequence[Verdict]) -> str:
    """One row a group, then all that leave nothing open, then those that do."""
    groups = list(dict.fromkeys(sorted(verdict.case.group for verdict in plain(found))))
    lines = [
        "| from | uploads | columns right | stages right | files right, no question | asked | left out, told | wrong |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
        *(_row(group, [verdict for verdict in found if verdict.case.group == group]) for group in groups),
        _row("**all**", plain(found)),
    ]
    asked = left_open(found)
    right = files(asked).counts["right"]
    costs = ", ".join(f"{share.__name__} {share(plain(found)).cost:.1f}" for share in _SHARES)
    return "\n".join([
        *lines, "", *_outcomes(found), "",
        f"Left open: {right} of {len(asked)} were asked about, and nothing else was.",
        f"Cost of a hundred (a question 1, left out 3, a silent wrong guess 10): {costs}.",
    ])  # fmt: skip


def _outcomes(found: Sequence[Verdict]) -> list[str]:
    """What was told and what was guessed, of each kind of thing."""
    lines = [
        "| all uploads | known | right | asked | left out, told | silently wrong |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for share in _SHARES:
        counts, total = share(found).counts, share(found).total
        parts = " | ".join(f"{counts[outcome] / max(total, 1):.1%}" for outcome in COSTS)
        lines.append(f"| {share.__name__} | {total} | {parts} |")
    return lines


def _row(name: str, found: Sequence[Verdict]) -> str:
    shares = " | ".join(f"{share(found).right:.1%}" for share in _SHARES)
    counts = files(found).counts
    return f"| {name} | {len(found)} | {shares} | {counts['asked']} | {counts['told']} | {counts['wrong']} |"
