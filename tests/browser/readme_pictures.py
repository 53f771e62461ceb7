"""The README's pictures, taken from the running app: `python -m tests.browser.readme_pictures`."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from tests.browser import chrome
from tests.browser.server import PROJECT, server
from tests.browser.visit import SMALL, Visit, visiting

FOLDER = PROJECT / "docs" / "screenshots"
PAGES = {
    "gauges": "",
    "waterfall": "waterfall",
    "week_over_week": "week-over-week",
    "products": "products",
    "advice": "advice",
    "rehearsal": "rehearsal",
}
MOST_BYTES = 200_000
COLOURS = 255


def main() -> None:
    """Write one picture a page. Raises ValueError where one stays larger than a README should load."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory() as folder,
        server(Path(folder) / "log.txt") as app,
        chrome.browser() as browser,
        visiting(browser, app, size=SMALL) as visit,
    ):
        visit.open()
        for name, address in PAGES.items():
            visit.turn_to(address)
            picture = taken(visit)
            if len(picture) > MOST_BYTES:
                raise ValueError(f"{name}.png has {len(picture):,} bytes, more than {MOST_BYTES:,}")
            (FOLDER / f"{name}.png").write_bytes(picture)
            sys.stdout.write(f"docs/screenshots/{name}.png  {len(picture) // 1024} KB\n")


def taken(visit: Visit) -> bytes:
    """The page as a PNG of few colours: flat areas and text lose nothing by it."""
    visit.rest()
    whole = Image.open(io.BytesIO(visit.page.screenshot())).convert("RGB")
    out = io.BytesIO()
    whole.quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    main()
