"""A column of the user's own that says how hard a deal is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.model import EXTRA_ROLES, Role

WORDS = frozenset({"difficulty", "difficult", "hard", "hardness"})
PARTS = ("难度", "難度")


def difficulty_role(extra_roles: Sequence[str]) -> Role | None:
    """The role of the column whose header means difficulty; None where no column's does.

    extra_roles: the headers of the user's own columns, in the order of `model.EXTRA_ROLES`.
    """
    for role, header in zip(EXTRA_ROLES, extra_roles, strict=False):
        if WORDS & set(re.findall(r"[a-z]+", header.casefold())) or any(part in header for part in PARTS):
            return role
    return None
