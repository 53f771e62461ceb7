"""A workspace to try things on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from analyzer.workspace import Workspace
from tests.workspace.here import workspace_here


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    opened = workspace_here()
    yield opened
    opened.close()
