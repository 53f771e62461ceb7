"""Whether a page still moves, and how to do to it what may be lost while it does."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Callable
from contextlib import suppress

from playwright.sync_api import Page, TimeoutError

QUIET = 300
A_WHILE = 4_000
LONG = 90_000
TRIES = 4
# Chance loses a click now and then; what is lost again and again is a fault of the app, which a person meets too.
LOST_BY_CHANCE = 2
LOST: Counter[str] = Counter()

# Runs before the app: what is asked of the server, whether it was answered, what is on its way, and the last change.
WATCH = """(() => {
    const seen = window.seen = {asked: 0, answered: false, onTheWay: 0, changed: 0}
    window.WebSocket = class extends WebSocket {
        constructor(...all) {
            super(...all)
            this.addEventListener('message', () => { seen.answered = true })
        }
        send(data) {
            seen.asked += 1
            seen.answered = false
            super.send(data)
        }
    }
    const send = XMLHttpRequest.prototype.send
    XMLHttpRequest.prototype.send = function (...all) {
        seen.onTheWay += 1
        this.addEventListener('loadend', () => { seen.onTheWay -= 1 })
        return send.apply(this, all)
    }
    new MutationObserver(() => { seen.changed = performance.now() })
        .observe(document, {subtree: true, childList: true, characterData: true})
})()"""

# All that was asked is answered, nothing runs, nothing waits to be drawn again, and nothing has changed for a while.
SETTLED = """quiet => {
    const app = document.querySelector('[data-testid=stApp]')
    const busy = !app || app.dataset.testScriptState !== 'notRunning' || app.dataset.testConnectionState !== 'CONNECTED'
        || !window.seen.answered || window.seen.onTheWay
        || document.querySelector('[data-stale=true], [data-testid=stSkeleton], [data-testid=stSpinner]')
        || [...document.querySelectorAll('[data-testid=stPlotlyChart]')].some(c => !c.querySelector('svg.main-svg'))
    if (busy) window.quietSince = null
    else window.quietSince ??= performance.now()
    return !busy && performance.now() - Math.max(window.quietSince, window.seen.changed) >= quiet
}"""
DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def settle(page: Page, quiet: int = QUIET) -> None:
    """Wait until the app has nothing left to do. The app itself puts off what it sends and reads out by up to 0.2 s."""
    page.wait_for_load_state()
    page.evaluate("window.quietSince = null")
    page.wait_for_function(SETTLED, arg=quiet, polling=50, timeout=LONG)


def asked(page: Page) -> int:
    """How often the page has asked the server for something since it was opened."""
    return int(page.evaluate("window.seen.asked"))


def asks(page: Page, before: int) -> bool:
    """Whether the page asks the server once more than ``before``, now or in a while."""
    return holds(lambda: page.wait_for_function("before => window.seen.asked > before", arg=before, timeout=A_WHILE))


def holds(waiting: Callable[[], object]) -> bool:
    """Whether what is waited for comes."""
    with suppress(AssertionError, TimeoutError):
        waiting()
        return True
    return False


def again(what: str, act: Callable[[], object], came: Callable[[], bool]) -> None:
    """Do what a busy page may lose, and once more where nothing came of it; warns of what had to be done again.

    Raises AssertionError where nothing came of it at last, and where the same had to be done again too often.
    """
    for turn in range(TRIES):
        done = holds(act)
        if came():
            if turn:
                _note(f"{what}: done {turn + 1} times until it was heard", what)
            return
    told = "nothing came of it" if done else "it could not be done"
    raise AssertionError(f"{what}: tried {TRIES} times, and {told}.")


def _note(told: str, what: str) -> None:
    LOST[what] += 1
    warnings.warn(told.upper(), stacklevel=3)
    assert LOST[what] <= LOST_BY_CHANCE, f"{told}, and so were {LOST[what] - 1} before it: that is no chance."
