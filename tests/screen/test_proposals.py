"""Names that may be the same: each is asked once, whatever the answer is."""

from __future__ import annotations

from types import MappingProxyType

from analyzer.intake.report import Alike, ColumnMatch, IntakeReport, JoinReport, SheetReport
from analyzer.message import Message
from analyzer.screen.proposals import of, said_same
from analyzer.settings import Settings
from tests.screen.conftest import Open

SPELLED = Alike("product", "GTXPro", "GTX Pro", 3)
KEY = ColumnMatch("Office", "region", 1.0, Message("because"))
LOOKUP = JoinReport(
    "a.xlsx", "Offices", "Office", ("rep",), 0.9, MappingProxyType({"Est": (2, "East"), "X": (1, None)})
)
REPORT = IntakeReport(
    (SheetReport("a.xlsx", "Offices", "lookup", 2, 2, 0, 0, (KEY,)),), joins=(LOOKUP,), alike=(SPELLED,)
)


def test_what_is_alike_and_what_nearly_finds_its_row_is_proposed_once_each() -> None:
    assert of(REPORT, Settings()) == [SPELLED, Alike("region", "Est", "East", 2)]


def test_neither_answer_is_asked_again() -> None:
    accepted = said_same(Settings(), SPELLED, True)
    declined = said_same(accepted, Alike("region", "Est", "East", 2), False)
    assert declined.same_as == {"product": {"GTXPro": "GTX Pro"}, "region": {"Est": "Est"}}
    assert of(REPORT, declined) == []
    assert Settings.from_toml(declined.to_toml()) == declined


def test_two_spellings_of_a_product_become_one_when_accepted(open_app: Open) -> None:
    rows = "".join(f"{n},Lead,10,{'GTXPro' if n == 7 else 'GTX Pro'}\n" for n in range(1, 8))
    app = open_app("pages/data/upload.py")
    app.file_uploader[0].upload("deals_2026-11-16.csv", f"ID,Stage,Amount,Product\n{rows}".encode(), "text/csv")
    app.run()
    (accept,) = [button for button in app.main.button if button.label == "The same"]
    accept.click().run()
    assert not app.exception
    assert not [button for button in app.main.button if button.label == "The same"]
    app.switch_page("pages/story/products.py").run()
    assert list(app.dataframe[0].value["member"]) == ["GTX Pro"]
