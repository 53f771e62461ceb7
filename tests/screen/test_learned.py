"""What the ledger teaches becomes a setting when the manager says so, and never by itself."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def ledger() -> None:
    """A ledger of 30 pushed deals, of which as many moved up as the session says."""
    from types import SimpleNamespace
    from typing import Any, cast

    import streamlit as st

    from analyzer.language import Language
    from analyzer.screen import learned
    from analyzer.settings import Settings
    from tests.advice.ledger.test_learned import pushed

    here: Any = SimpleNamespace(
        settings=st.session_state.get("settings", Settings()),
        language=Language(),
        text=Language().text,
        visitor=SimpleNamespace(change=lambda settings, _: st.session_state.update(settings=settings)),
    )
    moved = cast(int, st.session_state.get("moved", 3))
    learned.draw(here, [pushed(*(["moved_up"] * moved + ["stayed"] * (30 - moved)))])


def opened(moved: int) -> AppTest:
    app = AppTest.from_function(ledger)
    app.session_state["moved"] = moved
    return app.run()


def test_one_click_takes_the_learned_effect_over() -> None:
    app = opened(moved=7)
    assert "Pushed deals with a chance: 30. Moved up: 7." in app.markdown[1].value
    assert [button.label for button in app.button] == ["Expect +77% of a push from now on, instead of +25%"]
    assert "settings" not in app.session_state
    app.button[0].click().run()
    assert app.session_state["settings"].push_effect == 0.77
    assert not app.button and app.caption[0].value == "Advice and rehearsal expect +77% of a push."


def test_without_a_gain_there_is_nothing_to_take_over() -> None:
    app = opened(moved=0)
    assert not app.button
    assert app.markdown[2].value == "Pushing has shown no effect so far: nothing to take over."
