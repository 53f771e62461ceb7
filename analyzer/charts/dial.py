"""The geometry of one round dial: arcs and a needle as paths in pixels around the dial's centre."""

from __future__ import annotations

from math import cos, pi, radians, sin

START, SWEEP = 210.0, 240.0
FULL = 1.5


def angle(attainment: float) -> float:
    """The direction, in degrees from the right and anticlockwise, of an attainment held within 0 and `FULL`."""
    return START - SWEEP * min(max(attainment, 0.0), FULL) / FULL


def band(low: float, high: float, outer: float, inner: float, gap: float = 0.0) -> str:
    """A ring segment from attainment ``low`` to ``high``, ``gap`` degrees short of ``high``."""
    start, end = angle(low), angle(high) + gap
    return f"M{_point(start, outer)}{_arc(start, end, outer)}L{_point(end, inner)}{_arc(end, start, inner)}Z"


def needle(attainment: float, length: float, hub: float) -> str:
    """A slim needle from a round hub, pointing at the attainment."""
    direction = angle(attainment)
    left, right = _point(direction + 90, hub), _point(direction - 90, hub)
    return f"M{left}L{_point(direction, length)}L{right}{_arc(direction - 90, direction - 270, hub)}Z"


def _arc(start: float, end: float, radius: float) -> str:
    """Cubic curves along a circle (plotly's paths know no arcs), each of 60 degrees at most."""
    pieces = max(1, -(-abs(end - start) // 60))
    step = (end - start) / pieces
    return "".join(_curve(start + i * step, step, radius) for i in range(int(pieces)))


def _curve(start: float, step: float, radius: float) -> str:
    """One Bezier curve; its handles are 4/3 tan(step/4) of the radius long, the usual fit to a circle."""
    reach = 4 / 3 * radius * sin(radians(step / 4)) / cos(radians(step / 4))
    end = start + step
    first = _offset(start, radius, reach)
    second = _offset(end, radius, -reach)
    return f"C{first} {second} {_point(end, radius)}"


def _offset(direction: float, radius: float, along: float) -> str:
    x, y = _xy(direction, radius)
    tangent_x, tangent_y = _xy(direction + 90, along)
    return f"{x + tangent_x:.1f},{y + tangent_y:.1f}"


def _point(direction: float, radius: float) -> str:
    x, y = _xy(direction, radius)
    return f"{x:.1f},{y:.1f}"


def _xy(direction: float, radius: float) -> tuple[float, float]:
    turn = direction * pi / 180
    return radius * cos(turn), radius * sin(turn)
