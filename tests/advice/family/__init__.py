"""Pipelines whose cause is known, and how often the advice names it."""
