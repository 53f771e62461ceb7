from __future__ import annotations

from collections.abc import Iterator

import pytest

from analyzer.warehouse import Warehouse
from tests.pipelines import ROWS, STAGES, TARGETS, warehouse


@pytest.fixture(scope="module")
def house() -> Iterator[Warehouse]:
    held = warehouse(ROWS, STAGES, TARGETS)
    yield held
    held.close()
