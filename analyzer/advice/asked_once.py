"""An engine that is asked each question once, for figures that several parts of the advice need."""

from __future__ import annotations

import pandas as pd

from analyzer.model import Engine, Query

# What is larger is a list of deals: it is asked for once, and would only take memory.
MOST_ROWS_HELD = 10_000


class AskedOnce:
    """An engine before another one; it holds small answers. The frames that it gives must not be changed.

    For one visitor, and for as long as the data behind it stay the same.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._held: dict[str, pd.DataFrame] = {}

    def run(self, query: Query) -> pd.DataFrame:
        """The rows of the answer. Raises what the other engine raises."""
        code = repr((query.figure, sorted(query.parameters.items()), sorted(query.scope.items())))
        if code in self._held:
            return self._held[code]
        answer = self._engine.run(query)
        if len(answer) <= MOST_ROWS_HELD:
            self._held[code] = answer
        return answer
