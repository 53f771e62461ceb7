"""What a manager does with the app before and in the weekly review, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.server import PROJECT, Server
from tests.browser.visit import Visit, visiting
from tests.browser.weeks import two_weeks

REAL = PROJECT.parent / "shared" / "data" / "derived"
REAL_WEEKS = (REAL / "pipeline_2017-12-24.csv", REAL / "pipeline_2017-12-31.csv")
MOVES = "Deals by where they came from and where they went"


def test_a_review_from_the_upload_to_one_deal_and_in_chinese(visit: Visit, tmp_path: Path) -> None:
    visit.open()
    expect(visit.page.get_by_text("Sample data: upload your own")).to_be_visible()
    uploads_two_weeks(visit, two_weeks(tmp_path))
    moves_a_stage_and_sees_the_figure_change(visit)
    walks_the_four_acts(visit)
    clicks_a_move_and_sees_its_deals(visit)
    drills_a_product_down_to_one_deal(visit)
    reads_it_in_chinese(visit)
    assert visit.faults() == []


def uploads_two_weeks(visit: Visit, files: tuple[Path, ...]) -> None:
    visit.go_to("Upload")
    visit.upload(*files)
    assert "22 rows read = 22 loaded + 0 rejected + 0 not data" in visit.sentence
    expect(visit.page.get_by_text("Sample data: upload your own")).to_have_count(0)
    visit.go_to("Intake report")
    report = visit.table()
    assert report.column("Rows read") == ["10", "12"]
    assert report.column("Snapshots") == ["9 Nov 2026", "16 Nov 2026"]


def moves_a_stage_and_sees_the_figure_change(visit: Visit) -> None:
    """Of the 3.1M that is open, 0.47M is in low stages; with the 1.33M of Proposal it is 1.8M, 58%."""
    visit.go_to("Waterfall")
    assert visit.sentence == "85% of the open pipeline is in high stages: 2.6M of 3.1M."
    places_proposal(visit, "3: Needs identified")
    visit.go_to("Waterfall")
    assert visit.sentence == "58% of the open pipeline is in low stages: 1.8M of 3.1M."
    places_proposal(visit, "4: Solution proposed")


def places_proposal(visit: Visit, place: str) -> None:
    visit.go_to("Upload")
    visit.unfold(visit.page.locator(".st-key-stages_otherwise details"))
    visit.table("Stages").choose_in_cell("In the data", "Proposal", "Place in the funnel", place)
    visit.press("Apply the stages")


def walks_the_four_acts(visit: Visit) -> None:
    visit.go_to("Gauges")
    assert "the regions add up to the 1,330,000 in the pipeline" in visit.text
    visit.filter("Regions", "West")
    expect(visit.page.get_by_role("button", name="Reset filters")).to_be_enabled()
    visit.go_to("Waterfall")
    assert "12 deals" not in visit.text
    assert "5 deals" in visit.chart().inner_text(), "West holds D03, D04, D08, D10 and D12"
    visit.go_to("Week over week")
    assert visit.chosen("region") == ["West"]
    visit.open_filters()
    visit.press("Reset filters")
    visit.choose("Focus stage", "Proposal")
    assert "Balance: 1,500,000 at the start + 930,000 in - 1,100,000 out" in visit.text
    assert "= 1,330,000 now; unexplained: 0." in visit.text


def clicks_a_move_and_sees_its_deals(visit: Visit) -> None:
    moves = visit.table(MOVES)
    assert moves.rows()[1]["Proposal"] == "550000", "Cedar Bank and Jay Retail went from Qualified to Proposal"
    moves.click_cell("from / to", "Qualified", "Proposal")
    expect(visit.heading("From Qualified to Proposal")).to_be_visible()
    visit.settle()
    assert sorted(visit.table("Deals").column("Deal")) == ["Shop tills", "Vault doors"]


def drills_a_product_down_to_one_deal(visit: Visit) -> None:
    visit.go_to("Products")
    assert sorted(visit.table("products").column("Product")) == ["Alpha", "Beta"]
    visit.table("products").click_row("Product", "Beta")
    visit.settle()
    assert visit.chosen("trail") == ["product:Beta"]
    assert visit.sentence == "Beta: 4 open deals worth 1.3M"
    visit.table("Deals").click_row("Deal", "Vault doors")
    expect(visit.heading("Vault doors, week by week")).to_be_visible()
    visit.settle()
    history = visit.table(number=1)
    assert history.column("Snapshot")[0].startswith("2026-11-16")
    assert history.column("Stage") == ["Proposal", "Qualified"]


def reads_it_in_chinese(visit: Visit) -> None:
    visit.switch("Language", "简体中文")
    assert visit.chosen("lang") == ["zh_CN"]
    assert visit.chosen("trail") == ["product:Beta"], "the same view in the other language"
    visit.go_to("瀑布")
    assert "310万" in visit.chart().inner_text()
    visit.go_to("仪表")
    assert "1,330,000" in visit.text
    visit.reload()
    assert visit.chosen("lang") == ["zh_CN"]
    expect(visit.page.get_by_role("link", name="周变化")).to_be_visible()
    # The upload went with the old tab: the sample is shown again, and is named as such.
    expect(visit.page.locator("[data-testid=stSidebar]").get_by_text("示例数据")).to_be_visible()


def test_a_link_opens_the_same_view_for_somebody_else(browser: Browser, app: Server, visit: Visit) -> None:
    visit.open("/week-over-week")
    visit.choose("Review", "2 Nov 2026")
    visit.choose("Compared with", "19 Oct 2026")
    visit.choose("Focus stage", "Negotiation / POC")
    visit.switch("Measure", "Count")
    visit.filter("Regions", "East")
    visit.filter("Channels", "Partner")
    seen, moves = visit.sentence, visit.table(MOVES).rows()
    with visiting(browser, app, locale="zh-CN") as other:
        other.open(visit.page.url.removeprefix(app.url) + "&lang=en")
        assert other.sentence == seen
        assert other.table(MOVES).rows() == moves
        other.go_to("Waterfall")
        for name in ("as_of", "compare_to", "focus", "measure", "region", "channel"):
            assert other.chosen(name) == visit.chosen(name) != [], name
        other.reload()
        assert other.chosen("region") == ["East"]
        assert other.faults() == []
    assert visit.faults() == []


@pytest.mark.real_data
@pytest.mark.skipif(not REAL.is_dir(), reason="THE REAL DATA IS NOT HERE: ../shared/data/derived is missing")
def test_the_real_weeks_come_out_right_to_the_cent(visit: Visit) -> None:
    visit.open("/upload")
    visit.upload(*REAL_WEEKS)
    visit.go_to("Week over week")
    rows = {row["from / to"]: row for row in visit.table(MOVES).rows()}
    counts = {(state, to): int(float(row[to])) for state, row in rows.items() for to in row if row[to].isdigit()}
    assert counts["Engaging", "Engaging"] == 1589, "no open deal has an amount, so the page counts"
    assert counts["Engaging", "Won"] == 128
    assert counts["Engaging", "Lost"] == 27
    assert counts["(new)", "Won"] == 3
    visit.table(MOVES).click_cell("from / to", "Engaging", "Won")
    expect(visit.heading("From Engaging to Won")).to_be_visible()
    visit.settle()
    assert "128 deals" in visit.text
    visit.go_to("Waterfall")
    assert "1,589" in visit.chart().inner_text()
    assert "500" in visit.chart().inner_text()
    assert visit.faults() == []
