"""A visitor without a browser: Streamlit's own messages over its own websocket, as a browser sends them."""

from __future__ import annotations

import time
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

LARGEST_MESSAGE = 200 * 1024 * 1024
SELECT_BOX = "selectbox"


class Visitor:
    """One session on a server, looking at one page. Call `open` first and `close` last.

    choices: the number of options that each select box and segmented control offers, by what it chooses.
    """

    def __init__(self, port: int, page: str) -> None:
        self._address = f"ws://127.0.0.1:{port}/_stcore/stream"
        self._page = page
        self._page_hash = ""
        self._widgets: dict[str, Any] = {}
        self._chosen: dict[str, WidgetState] = {}
        self._failures: list[str] = []
        self._socket: ClientConnection

    @property
    def choices(self) -> dict[str, int]:
        """How many options each widget offers."""
        return {name: len(options) for name, (_, _, options) in self._widgets.items()}

    async def open(self) -> float:
        """Come to the page; the seconds until all of it is here."""
        self._socket = await connect(
            self._address, subprotocols=[Subprotocol("streamlit")], max_size=LARGEST_MESSAGE, compression=None
        )
        return await self.run()

    async def close(self) -> None:
        """Leave, as by closing the tab."""
        await self._socket.close()

    async def choose(self, name: str, place: int) -> float:
        """Choose the option at ``place``; the seconds until all of the answer is here."""
        kind, widget_id, options = self._widgets[name]
        state = WidgetState(id=widget_id)
        if kind == SELECT_BOX:
            state.string_value = options[place]
        else:
            state.string_array_value.data.append(options[place])
        self._chosen[name] = state
        return await self.run()

    async def run(self) -> float:
        """Have the script run; the seconds until its last message is here. Raises RuntimeError where it failed."""
        message = BackMsg()
        state = message.rerun_script
        state.page_name, state.page_script_hash = self._page, self._page_hash
        state.widget_states.widgets.extend(self._chosen.values())
        state.context_info.locale, state.context_info.timezone = "en-US", "UTC"
        start = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        while not self._take(ForwardMsg.FromString(await self._socket.recv(decode=False))):
            pass
        if self._failures:
            raise RuntimeError(self._failures[0])
        return time.perf_counter() - start

    def _take(self, message: ForwardMsg) -> bool:
        """Remember what is needed of a message; whether it is the last one of a run."""
        kind = message.WhichOneof("type")
        if kind == "navigation":
            self._find_page(message.navigation)
        elif kind == "delta" and message.delta.HasField("new_element"):
            self._remember(message.delta.new_element)
        elif kind == "script_finished":
            return bool(message.script_finished == ForwardMsg.ScriptFinishedStatus.FINISHED_SUCCESSFULLY)
        return False

    def _find_page(self, navigation: Any) -> None:
        self._page_hash = navigation.page_script_hash
        shown = next(page for page in navigation.app_pages if page.page_script_hash == self._page_hash)
        # The page that comes first has no path of its own.
        path = self._page if any(page.url_pathname == self._page for page in navigation.app_pages) else ""
        if shown.url_pathname != path:
            self._failures.append(f"Asked for {self._page}, was shown {shown.url_pathname}")

    def _remember(self, element: Any) -> None:
        kind = str(element.WhichOneof("type"))
        if kind == "exception":
            self._failures.append(f"{element.exception.type}: {element.exception.message}")
        elif kind in (SELECT_BOX, "button_group"):
            widget = getattr(element, kind)
            # An id ends with the key that the app gave the widget, and the key with the language.
            name = widget.id.split("-", 2)[2].split(".")[0]
            options = [option if kind == SELECT_BOX else option.content for option in widget.options]
            self._widgets[name] = (kind, widget.id, options)
