"""On Maven's real dates the forecast's record is what the README says."""

from __future__ import annotations

import pytest

from tests.advice import maven

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not maven.FOLDER.is_dir(), reason=f"the real files are not there: {maven.FOLDER}"),
]


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    return maven_record.record().rows
