"""The archive, open for writing from the spider's start to its end."""

from __future__ import annotations

from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from scrapy import signals

from archive.captures import CaptureStore
from archive.layout import Layout
from crawler.beside import ProcessBeside
from crawler.extensions.together import WritingTogether
from crawler.walk.steps import Answer

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from archive.captures import Capture, Exchange
    from crawler.walk.glance import Glance, Question


class ArchiveStore:
    """Holds the one writer of captures. Opening takes the archive's lock; a second crawl of it fails at once."""

    def __init__(self, layout: Layout, busy_from: int) -> None:
        self.layout = layout
        self._stack = ExitStack()
        self.store = self._stack.enter_context(CaptureStore(layout, writable=True))
        self._beside = ProcessBeside(busy_from)
        self._together = self._stack.enter_context(closing(WritingTogether(self.store, self._beside)))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        holder = cls(Layout(Path(crawler.settings["ARCHIVE_DIR"])), crawler.settings.getint("READ_BESIDE_FROM"))
        crawler.signals.connect(holder._close, signals.engine_stopped)
        return holder

    async def write(self, exchange: Exchange, question: Question | None) -> tuple[Capture, Glance | None]:
        """Store an exchange; the capture when it is durable, and what was read of the answer on the way.

        Raises:
            OSError: the disk refuses.
        """
        return await self._together.write(exchange, question)

    async def _close(self, *_: Any) -> None:
        self._stack.close()
        await self._beside.close()


class StoredAnswers:
    """The captures as a walk's memory."""

    def __init__(self, store: CaptureStore) -> None:
        self._store = store

    def recall(self, url: str) -> Answer | None:
        """The newest stored content of an address, as an answer."""
        capture = self._store.latest(url)
        if capture is None or capture.status is None:
            return None
        headers = self._store.response_headers(capture)
        return Answer(
            url,
            capture.status,
            headers,
            self._store.body(capture),
            capture.id,
            stored=True,
            title=capture.link_text or "",
        )

    def is_outdated(self, url: str, first: str) -> bool:
        """Whether what is stored of a further page is older than what the article's first page says now."""
        changes, stored = self._store.changes_of(first), self._store.latest(url)
        return bool(changes) and stored is not None and stored.captured_at < changes[-1]

    def capture_of(self, url: str) -> str | None:
        """The id of the newest stored content of an address."""
        capture = self._store.latest(url)
        return capture.id if capture else None

    def conditions(self, url: str) -> dict[str, str]:
        """Headers that ask for an address only if it changed since it was stored."""
        capture: Capture | None = self._store.latest(url)
        offered = {} if capture is None else {"If-None-Match": capture.etag, "If-Modified-Since": capture.last_modified}
        return {name: value for name, value in offered.items() if value}
