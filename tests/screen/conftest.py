"""The app as a browser without a window would run it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.runtime.caching import clear_session_resource_cache
from streamlit.testing.v1 import AppTest

APP = Path(__file__).resolve().parents[2] / "app.py"

Open = Callable[..., AppTest]


ONLY_SESSION = "test session id"


@pytest.fixture
def open_app() -> Iterator[Open]:
    """Opens the app at a page and with what the URL says; at the end its session leaves, as a closed tab does.

    All apps of one test are one session to Streamlit, as AppTest knows only one name for a session.
    """

    def opened(page: str = "", **in_the_url: str | list[str]) -> AppTest:
        app = AppTest.from_file(str(APP), default_timeout=60)
        for name, value in in_the_url.items():
            app.query_params[name] = value
        app.run()
        return app.switch_page(page).run() if page else app

    yield opened
    clear_session_resource_cache(ONLY_SESSION)
