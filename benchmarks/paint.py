"""When a reader first sees something: ``python benchmarks/paint.py ARCHIVE [--each 5]``.

Opens pages of every kind over a real `gongkai serve` in Debian's Chromium, each in a new browser context, so that nothing is kept
from page to page, at the width of a phone and of a desk, and reads the browser's own first contentful paint. Exit status 1 when one
takes a second or more.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.site import page_paths
from scripts.pictures import CHROMIUM, FLAGS, WIDTHS
from tests.support.serving import serving

GOAL_MS = 1000
KINDS = ("home", "report", "region", "agency", "agencies", "problems", "sites, data")
_PAINT = """() => new Promise(done => new PerformanceObserver(list =>
    list.getEntries().forEach(entry => entry.name === "first-contentful-paint" && done(entry.startTime))
).observe({type: "paint", buffered: true}))"""


def first_paint(browser: Browser, address: str, width: int, height: int) -> float:
    """Milliseconds from the start of the navigation to the first contentful paint."""
    context = browser.new_context(viewport={"width": width, "height": height})
    try:
        page = context.new_page()
        page.goto(address)
        return float(page.evaluate(_PAINT))
    finally:
        context.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("archive", type=Path)
    parser.add_argument("--each", type=int, default=5, help="pages of each kind")
    chosen = parser.parse_args()
    with sqlite3.connect(chosen.archive / "gongkai.db") as connection:
        paths = page_paths(connection)
    worst = 0.0
    with serving(chosen.archive) as base, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for kind in KINDS:
            for name, (width, height) in WIDTHS.items():
                took = sorted(first_paint(browser, base + path, width, height) for path in paths[kind][: chosen.each])
                worst = max(worst, took[-1])
                print(f"{kind:>12} {name:5}: median {took[len(took) // 2]:4.0f} ms, worst {took[-1]:4.0f}", flush=True)
        browser.close()
    sys.exit(0 if worst < GOAL_MS else 1)


if __name__ == "__main__":
    main()
