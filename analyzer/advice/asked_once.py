"""An engine that is asked each question once, for figures that several parts of the advice need."""

from __future__ import annotations

import pandas as pd

from analyzer.model import Engine, Query


class AskedOnce:
    """An engine before another one, which holds its answers. The frames that it gives must not be changed.

    For one visitor, and for as long as the data behind it stay the same. most_rows: larger answers are not held, as
    they take memory; None for all.
    """

    def __init__(self, engine: Engine, most_rows: int | None = None) -> None:
        self._engine = engine
        self._most_rows = most_rows
        self._held: dict[str, pd.DataFrame] = {}

    def run(self, query: Query) -> pd.DataFrame:
        """The rows of the answer. Raises what the other engine raises."""
        code = repr((query.figure, sorted(query.parameters.items()), sorted(query.scope.items())))
        if code in self._held:
            return self._held[code]
        answer = self._engine.run(query)
        if self._most_rows is None or len(answer) <= self._most_rows:
            self._held[code] = answer
        return answer
