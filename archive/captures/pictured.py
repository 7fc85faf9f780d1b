"""Pictures in a web archive that an earlier page in it shows as its report: who made the archive did not say what led to them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from archive.captures.coding import decode_body, header
from parsers.listings import identity, is_picture, page_pictures, read_list
from parsers.recognition import judge_title

if TYPE_CHECKING:
    from archive.captures.model import Exchange


class Pictured:
    """Remembers the pictures of pages under a report's title, and names the page when one of them comes."""

    def __init__(self) -> None:
        self._shown: dict[str, tuple[str, str]] = {}

    def led_to(self, exchange: Exchange) -> Exchange:
        """The exchange, with the page that shows it and the title of this one where only that can be told from the page."""
        if exchange.via is not None or exchange.status != 200:
            return exchange
        if is_picture(exchange.url):
            via, title = self._shown.get(identity(exchange.url), (None, None))
            return replace(exchange, via=via, link_text=title) if via else exchange
        self._look(exchange)
        return exchange

    def _look(self, exchange: Exchange) -> None:
        kind = header(exchange.response_headers, "Content-Type") or ""
        if "html" not in kind.lower():
            return
        body = decode_body(exchange.response_headers, exchange.body)
        if b"<img" not in body.lower():
            return
        page = read_list(body, exchange.url, kind)
        titles = (page.meta.article_title, page.meta.page_title)
        title = next((one for one in titles if (verdict := judge_title(one)).is_report and verdict.year), None)
        if title:
            for image in page_pictures(page):
                self._shown.setdefault(identity(image), (exchange.url, title))
