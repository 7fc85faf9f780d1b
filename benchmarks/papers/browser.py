"""Pages to PDF by headless Chromium."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from playwright.sync_api import Route, sync_playwright

from benchmarks.papers.looks import Look

CHROMIUM = "/usr/bin/chromium"
ADDRESS = "http://wild.invalid/page.html"
_FOOT = '<div style="font-size:9px;width:100%;text-align:center">- <span class="pageNumber"></span> -</div>'


def print_pages(pages: Iterable[tuple[bytes, Look]]) -> Iterator[bytes]:
    """One PDF for every page. Nothing is fetched: the page itself is all that the browser gets."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        for body, look in pages:
            width, height = look.size
            page.unroute_all()
            page.route("**/*", partial(_answer, body, look))
            page.goto(ADDRESS)
            side = f"{look.margin}mm"
            yield page.pdf(
                width=f"{width}mm",
                height=f"{height}mm",
                margin={"top": side, "bottom": side, "left": side, "right": side},
                display_header_footer=look.numbered,
                header_template="<span></span>",
                footer_template=_FOOT,
            )
        browser.close()


def _answer(body: bytes, look: Look, route: Route) -> None:
    if route.request.url == ADDRESS:
        style = f"<style>{look.style}</style>".encode()
        route.fulfill(body=body + style, content_type="text/html; charset=utf-8")
    else:
        route.fulfill(status=404, body="")
