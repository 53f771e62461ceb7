"""DataFrame in, plotly Figure out, in one theme."""
