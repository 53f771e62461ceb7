"""How far forecasts were off."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Accuracy:
    """How one way of forecasting fared.

    wape: the sum of the absolute errors / the sum of what came. bias: the sum of the errors (predicted - actual) / the
    sum of what came; above 0 is too much. coverage: the share of outcomes inside the 80% band; None without a band.
    All None where nothing came. (Hyndman and Koehler 2006, "Another look at measures of forecast accuracy": a sum of
    errors over a sum of outcomes bears outcomes of 0, which a mean of percentages does not.)
    """

    forecasts: int
    wape: float | None
    bias: float | None
    coverage: float | None

    @classmethod
    def of(
        cls,
        predicted: npt.ArrayLike,
        actual: npt.ArrayLike,
        low: npt.ArrayLike | None = None,
        high: npt.ArrayLike | None = None,
    ) -> Accuracy:
        """The accuracy of ``predicted``, held against ``actual`` in the same order."""
        came, errors = np.asarray(actual, float), np.asarray(predicted, float) - np.asarray(actual, float)
        in_all = came.sum()
        if not in_all:
            return cls(len(came), None, None, None)
        inside = (
            None
            if low is None or high is None
            else float(np.mean((np.asarray(low) <= came) & (came <= np.asarray(high))))
        )
        return cls(len(came), float(np.abs(errors).sum() / in_all), float(errors.sum() / in_all), inside)
