"""The rules that machines can check: imports, style, types, and where pages may stand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
CHECKS = {
    "imports go one way": ["lint-imports", "--no-cache"],
    "the style is one": ["ruff", "check", "."],
    "the layout is one": ["ruff", "format", "--check", "."],
    "the types hold": ["mypy"],
}


@pytest.mark.parametrize("command", CHECKS.values(), ids=CHECKS)
def test_the_house_keeps_its_rules(command):
    result = subprocess.run([BIN / command[0], *command[1:]], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, f"{' '.join(command)}\n{result.stdout}{result.stderr}"


def test_no_page_stands_where_streamlit_would_list_it_by_itself():
    assert not list((PROJECT / "pages").glob("*.py"))
