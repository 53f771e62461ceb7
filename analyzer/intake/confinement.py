"""Limits that the reading process puts on itself before it touches a file; the system enforces them."""

from __future__ import annotations

from analyzer.intake.source import Limits

try:
    import resource
except ImportError:  # Windows: the parent's clock is the only limit there.
    resource = None  # type: ignore[assignment]


def confine(limits: Limits) -> None:
    """No more memory and processor time than ``limits`` allow, for good, and no core file."""
    if resource is None:
        return
    _lower(resource.RLIMIT_AS, limits.memory_bytes)
    # At the first limit comes the signal that says why, at the second the end.
    _lower(resource.RLIMIT_CPU, limits.processor_seconds, limits.processor_seconds + 5)
    _lower(resource.RLIMIT_CORE, 0)


def _lower(what: int, limit: int, hard_limit: int | None = None) -> None:
    hard = resource.getrlimit(what)[1]
    ceiling = limit if hard_limit is None else hard_limit
    if hard != resource.RLIM_INFINITY:
        limit, ceiling = min(limit, hard), min(ceiling, hard)
    resource.setrlimit(what, (limit, ceiling))
