"""The best way to give each field its own column, judged over the whole sheet."""

from __future__ import annotations

from collections.abc import Sequence

Scores = Sequence[Sequence[float]]


def best_assignment(scores: Scores) -> list[int | None]:
    """For each row of ``scores`` the column it gets, so that the sum is the largest possible.

    A score of 0 is no match: such a row gets None. Each column is given once. This is the Hungarian method with
    potentials (Kuhn 1955; Munkres 1957), O(rows squared x columns).
    """
    # Most columns of a wide sheet suit nothing.
    wanted = [column for column, held in enumerate(zip(*scores, strict=True)) if any(held)]
    if not wanted:
        return [None] * len(scores)
    rows, columns = len(scores), max(len(wanted), len(scores))
    costs = [[-row[column] for column in wanted] + [0.0] * (columns - len(wanted)) for row in scores]
    owner = _owners(costs, rows, columns)
    result: list[int | None] = [None] * rows
    for place, row in enumerate(owner[1:]):
        if row and place < len(wanted) and scores[row - 1][wanted[place]] > 0:
            result[row - 1] = wanted[place]
    return result


def _owners(costs: list[list[float]], rows: int, columns: int) -> list[int]:
    row_potential, column_potential = [0.0] * (rows + 1), [0.0] * (columns + 1)
    owner = [0] * (columns + 1)
    for row in range(1, rows + 1):
        owner[0] = row
        _augment(costs, owner, row_potential, column_potential)
    return owner


def _augment(costs: list[list[float]], owner: list[int], rows: list[float], columns: list[float]) -> None:
    count = len(owner)
    slack, came_from, seen = [float("inf")] * count, [0] * count, [False] * count
    at = 0
    while owner[at]:
        seen[at] = True
        row = owner[at]
        for column in (column for column in range(1, count) if not seen[column]):
            reduced = costs[row - 1][column - 1] - rows[row] - columns[column]
            if reduced < slack[column]:
                slack[column], came_from[column] = reduced, at
        following = min((column for column in range(1, count) if not seen[column]), key=slack.__getitem__)
        step = slack[following]
        for column in range(count):
            if seen[column]:
                rows[owner[column]] += step
                columns[column] -= step
            else:
                slack[column] -= step
        at = following
    while at:
        owner[at] = owner[came_from[at]]
        at = came_from[at]
