"""Take pictures of the site over an archive folder, at the width of a phone and of a desk.

    python scripts/pictures.py demo-data pictures/            # every kind of page, <page>-<width>.png
    python scripts/pictures.py demo-data docs/pictures --readme   # the two that the README shows

Starts `gongkai serve` on a free port and opens the pages in Debian's chromium.
Stops with an error when a page logs an error, asks for anything outside, or is wider than its window.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]
WIDTHS = {"desk": (1280, 860), "phone": (390, 844)}
PAGES = {
    "home": "/",
    "home-english": "/en/",
    "regions": "/regions",
    "agencies": "/agencies",
    "about": "/about",
    "glossary-english": "/en/glossary",
    "search": "/search?q=公开",
    "sites": "/sites",
    "problems": "/problems",
    "health": "/health",
    "runs": "/runs",
    "data": "/data",
    "api": "/api",
    "api-english": "/en/api",
    "question": "/gongkai/share_disclosed_by_province",
    "problems-english": "/en/problems",
    "table": "/gongkai/reports",
    "tables": "/-/search?q=公开",
    "missing": "/no-such-page",
}
IN_README = ("home", "evidence")


@contextmanager
def site(archive: Path) -> Iterator[str]:
    """Serve an archive folder on a free port and give the address, without the slash at its end."""
    command = [str(Path(sys.executable).with_name("gongkai")), "serve", "--archive", str(archive), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        if "http://" not in line:
            raise SystemExit(f"the site did not start over {archive}")
        yield line[line.index("http://") :].split("/（")[0].split("（")[0].rstrip("/ \n")
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextmanager
def browser() -> Iterator[Browser]:
    """Debian's chromium, headless, with no request of its own."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield opened
        finally:
            opened.close()


def watch(page: Page, base: str) -> list[str]:
    """A list that fills with what a page must not do: log an error, fail, or ask for anything outside `base`."""
    troubles: list[str] = []
    page.on(
        "console", lambda said: troubles.append(f"console: {said.text}") if said.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
    page.on("request", lambda asked: None if asked.url.startswith(base) else troubles.append(f"outside: {asked.url}"))
    return troubles


def report_pages(page: Page, base: str) -> dict[str, str]:
    """The report with the first finding, and the evidence of a cell that the finding names."""
    page.goto(f"{base}/problems")
    link = page.locator("ol.results a[href*='/report/']").first
    if not link.count():
        page.goto(f"{base}/search?q=公")
        link = page.locator("ol.results a[href*='/report/']").first
    report = (link.get_attribute("href") or "").split("#")[0]
    page.goto(base + report)
    wrong = page.locator("table.form td.error > a")
    cell = (wrong if wrong.count() else page.locator("table.form td > a")).last.get_attribute("href") or ""
    return {"report": report, "evidence": cell, **front_pages(page, base)}


def front_pages(page: Page, base: str) -> dict[str, str]:
    """The first region of the first page, and the first agency of the list in English."""
    page.goto(base)
    region = page.locator("ul.ways a[href*='/region/'], .tiles a[href*='/region/']").first
    found = {"region": region.get_attribute("href") or ""} if region.count() else {}
    page.goto(f"{base}/agencies")
    agency = page.locator("td a[href*='/agency/']").first.get_attribute("href") or ""
    return found | {"agency": agency, "agency-english": f"/en{agency}"}


def main() -> None:
    """Read the command line and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("archive", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--whole", action="store_true", help="whole pages, not what a window shows")
    parser.add_argument(
        "--readme", action="store_true", help="only home and evidence at the desk's width, as home.png …"
    )
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    troubles: list[str] = []
    with site(chosen.archive) as base, browser() as opened:
        for width, (across, down) in WIDTHS.items():
            if chosen.readme and width != "desk":
                continue
            page = opened.new_page(viewport={"width": across, "height": down})
            seen = watch(page, base)
            for name, path in (PAGES | report_pages(page, base)).items():
                if chosen.readme and name not in IN_README:
                    continue
                page.goto(base + path, wait_until="load")
                wide = page.evaluate("document.documentElement.scrollWidth")
                troubles += [f"{name}-{width} is {wide} px wide"] if wide > across else []
                file = f"{name}.png" if chosen.readme else f"{name}-{width}.png"
                page.screenshot(path=str(chosen.out / file), full_page=chosen.whole)
            troubles += [trouble for trouble in seen if "404" not in trouble]
            page.close()
    print(*troubles, sep="\n")
    raise SystemExit(1 if troubles else 0)


if __name__ == "__main__":
    main()
