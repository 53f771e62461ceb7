"""What to say where the stage and the outcome beside it do not agree."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from analyzer.intake.stages.tallies import Told
from analyzer.message import Message

_MOST = 5


def contradictions(
    headers: Sequence[str], told: Sequence[Told], kinds: Mapping[str, str | None], moved: Collection[Told]
) -> tuple[Message, ...]:
    """One sentence for each pair that does not agree, at most five. ``headers`` name what told the outcomes.

    kinds: of the stages by themselves. moved: what is put where the stage is.
    """
    found = [
        *_stage_stands(headers, told, kinds),
        *_other_stands(headers, told, kinds, moved),
        *_unclear(headers, told, kinds),
    ]
    return tuple(found[:_MOST])


def _stage_stands(headers: Sequence[str], told: Sequence[Told], kinds: Mapping[str, str | None]) -> Iterator[Message]:
    for item in told:
        kind = kinds[item.label]
        if kind not in ("won", "lost") or item.outcome in (None, "over", kind):
            continue
        yield Message(
            "{count} deals in the stage “{stage}” are {outcome} by “{header}”, such as in row {rows}. "
            "The stage stands.",
            count=item.rows, stage=item.label, outcome=_outcome(item), header=headers[0], rows=_rows(item),
        )  # fmt: skip


def _other_stands(
    headers: Sequence[str], told: Sequence[Told], kinds: Mapping[str, str | None], moved: Collection[Told]
) -> Iterator[Message]:
    """Where stages of their own say what is won and lost, an open one with an outcome beside it is a contradiction."""
    held = {kinds[item.label] for item in told}
    for item in told:
        if item not in moved or item.outcome not in held or kinds[item.label] != "open":
            continue
        yield Message(
            "{count} deals in the stage “{stage}” are {outcome} by “{header}”, such as in row {rows}. "
            "“{header}” stands.",
            count=item.rows, stage=item.label, outcome=_outcome(item), header=headers[0], rows=_rows(item),
        )  # fmt: skip


def _unclear(headers: Sequence[str], told: Sequence[Told], kinds: Mapping[str, str | None]) -> Iterator[Message]:
    for item in told:
        if item.outcome == "over" and kinds[item.label] not in ("won", "lost"):
            yield Message(
                "{count} deals in the stage “{stage}” are over by “{header}”, which does not say whether they are won "
                "or lost, such as in row {rows}. The stage stands.",
                count=item.rows, stage=item.label, header=headers[0], rows=_rows(item),
            )  # fmt: skip


def _outcome(item: Told) -> Message:
    return _OUTCOMES[item.outcome or ""]


_OUTCOMES = {"open": Message("open"), "won": Message("won"), "lost": Message("lost")}


def _rows(item: Told) -> list[str]:
    # Not quantities: they take no thousands separator.
    return [str(row) for row in item.first]
