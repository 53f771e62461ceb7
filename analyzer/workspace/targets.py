"""Targets that the user typed, and those that came in files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from analyzer.model import Target
from analyzer.settings import Settings
from analyzer.workspace.held import Held


def with_arrived(typed: Iterable[Target], arrived: Iterable[Target]) -> tuple[Target, ...]:
    """Typed targets and those from files: where both speak of the same days of a member, the typed one stands."""
    standing = tuple(typed)
    return standing + tuple(part for target in arrived for part in _left_of(target, standing))


def in_force(held: Held, arrived: Iterable[Target]) -> Settings:
    """The settings with the targets that are in force. arrived: all that the files hold."""
    standing = [target for target in arrived if target not in held.dismissed]
    return replace(held.settings, targets=with_arrived(held.settings.targets, standing))


def with_settings(held: Held, settings: Settings, arrived: Sequence[Target]) -> Held:
    """What is held when ``settings`` are to be in force: a target of a file that is not among theirs stays away."""
    standing = [target for target in arrived if target not in held.dismissed]
    parts = {target: _left_of(target, held.settings.targets) for target in standing}
    stays = {target for target in standing if set(parts[target]) <= set(settings.targets)}
    from_files = {part for target in stays for part in parts[target]}
    typed = tuple(target for target in settings.targets if target not in from_files)
    dismissed = held.dismissed | (set(standing) - stays)
    return replace(held, settings=replace(settings, targets=typed), dismissed=dismissed)


def still_dismissed(held: Held, arrived: Iterable[Target]) -> Held:
    """What is held, without a word on targets that no file holds any more: when they come again, they are new."""
    return replace(held, dismissed=held.dismissed & frozenset(arrived))


def _left_of(target: Target, standing: Iterable[Target]) -> tuple[Target, ...]:
    parts: tuple[Target, ...] = (target,)
    for other in standing:
        if (other.role, other.member) == (target.role, target.member):
            parts = tuple(left for part in parts for left in part.outside(other.starts_on, other.ends_on))
    return parts
