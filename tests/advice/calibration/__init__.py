"""Whether the bands of rehearsals and forecasts hold as many outcomes as they promise, in worlds that are known."""
