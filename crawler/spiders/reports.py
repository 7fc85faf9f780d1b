"""The spider: takes the steps of many walks through Scrapy's downloader, one request a site at a time."""

from __future__ import annotations

import asyncio
import gc
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import scrapy
from scrapy.exceptions import CloseSpider

from archive.clock import now
from archive.revisits import Due, Visits, add_visits, due_sites, refused_sites
from archive.runs import load_runs
from archive.sitelist import Site, read_sites, site_of
from crawler.extensions.store import ArchiveStore, StoredAnswers
from crawler.failures import in_words
from crawler.handlers import LEGACY_TLS
from crawler.header_pairs import pairs_of
from crawler.outgoing import Outgoing
from crawler.robots_queue import RobotsQueue
from crawler.run_book import RunBook
from crawler.walk.glance import question_of
from crawler.walk.hosts import HostBook
from crawler.walk.memory import Past, add_pasts
from crawler.walk.scope import Scope, netloc_of
from crawler.walk.site import SiteWalk
from crawler.walk.steps import REVISITED, Answer, Role, Step
from parsers.listings import identity

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from archive.layout import Layout

SELECTIONS: dict[str, Callable[[list[Site], dict[str, Visits]], Due]] = {
    "": lambda sites, _: Due(sites),
    "due": lambda sites, visits: due_sites(sites, visits, now()),
    "refused": lambda sites, visits: Due(refused_sites(sites, visits)),
}


_GARBAGE = 8_000
"""New objects after which cycles are looked for: an answer makes hundreds, and hardly any is in one."""


class ReportsSpider(scrapy.Spider):
    """Finds and captures the annual reports of a list of sites.

    Arguments: ``sites`` a CSV file, ``urls`` addresses separated by blanks, ``run_id`` a name for the run's record,
    ``only`` to leave sites out: ``due`` those that are not due, ``refused`` those that could be checked at their last visit.
    """

    name = "reports"

    def __init__(
        self, sites: str = "", urls: str = "", run_id: str | None = None, only: str = "", **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        given = [site_of(url) for url in urls.split()]
        self._sites: list[Site] = [*given, *(read_sites(Path(sites)) if sites else ())]
        self._only = only
        self._open: dict[int, SiteWalk] = {}
        self._visitors: list[asyncio.Task[None]] = []
        self._stopping = False
        self._pasts: dict[str, Past] = {}
        self._run_id = run_id
        self._scope = Scope([url for site in self._sites for url in (site.url, site.column_url) if url])
        self._hosts = HostBook()
        self._robots = RobotsQueue()

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """Walk the sites, many at once, one request a site at a time. The walks ask by themselves: nothing is yielded."""
        gc.freeze()  # what is loaded now stays
        gc.set_threshold(_GARBAGE)
        if not self._sites:
            raise CloseSpider("no sites: give -a sites=FILE.csv or -a urls='http://… …'")
        holder = self.crawler.get_extension(ArchiveStore)
        assert holder is not None
        self._memory = StoredAnswers(holder.store)
        self._outgoing = Outgoing(self.settings)
        chosen = SELECTIONS[self._only](self._sites, self._history(holder.layout.runs))
        book = RunBook(self._records(holder.layout), self._run_id, events=self.settings.getbool("PROGRESS_EVENTS"))
        if self._only:
            book.chosen(self._only, len(self._sites), chosen)
        if not chosen.now:
            book.nothing()
            return
        self._book = book
        self._book.start(len(chosen.now))
        sites = iter(chosen.now)
        self._visitors = [asyncio.create_task(self._visit(sites)) for _ in range(self.settings.getint("OPEN_SITES"))]
        try:
            await asyncio.wait(self._visitors)
        finally:
            self._stopping = True  # told to stop: answers that are on their way are still taken in
        nothing: tuple[scrapy.Request, ...] = ()
        for request in nothing:
            yield request

    def _history(self, runs: Path) -> dict[str, Visits]:
        """Read the run records once, for what was seen of each site and for when it was visited."""
        visits: dict[str, Visits] = {}
        for record in load_runs(runs):
            add_pasts(self._pasts, record)
            add_visits(visits, record)
        return visits

    def _records(self, layout: Layout) -> Path:
        """Where the run's record goes: what a web archive gave says nothing of how the site itself stands today."""
        return layout.recalls if self.settings["RECALL_FROM"] else layout.runs

    async def _visit(self, sites: Iterator[Site]) -> None:
        """Walk one site after the other."""
        for site in sites:
            past = self._pasts.get(identity(site.url)) or Past()
            walk = SiteWalk(site, self._scope, self._hosts, self._memory, past, self.settings.getint("MAX_PAGES"))
            self._open[id(walk)] = walk
            cut_off = ""
            try:
                await self._walk(walk)
            except Exception as error:
                self.logger.exception("walking %s", site.url)
                cut_off = f"the walk failed ({error!r})"
            if self._stopping:
                return
            del self._open[id(walk)]
            self._book.add(walk.close(cut_off))

    async def _walk(self, walk: SiteWalk) -> None:
        """Take one step after the other."""
        while not self._stopping:
            step = walk.next()
            if not await self._robots.may_go(walk, step):
                continue
            if step is None:
                return
            answer = await self._ask(step)
            self._book.page(step.url)
            try:
                walk.receive(step, answer)
            except Exception as error:
                self.logger.exception("reading %s", step.url)
                walk.unreadable(step, error)
            if step.role == Role.ROBOTS:
                self._keep_pace(step.url)
            if walk.pause:
                pause, walk.pause = walk.pause, 0.0
                await asyncio.sleep(pause)

    async def _ask(self, step: Step) -> Answer:
        """The answer to a step, or why there is none."""
        request = self._request(step)
        assert self.crawler.engine is not None
        try:
            response = await self.crawler.engine.download_async(request)
        except Exception as error:
            return Answer(step.url, None, failure=in_words(error))
        meta = request.meta
        glance, read = meta.get("glance"), meta.get("glance_of")
        if read and hashlib.sha256(response.body).hexdigest() != read:
            glance = None  # Scrapy has unpacked it otherwise
        capture_id, headers = meta.get("capture_id", ""), pairs_of(response.headers)
        return Answer(response.url, response.status, headers, response.body, capture_id, glance=glance)

    def _request(self, step: Step) -> scrapy.Request:
        headers = {"Referer": step.via} if step.via and step.role != Role.ROBOTS else {}
        if step.content_type:
            headers["Content-Type"] = step.content_type
        if step.role in REVISITED and step.method == "GET" and not step.fresh:
            headers |= self._memory.conditions(step.url)
        about = {
            "question": question_of(step),
            "via": step.via,
            "link_text": step.title or None,
            LEGACY_TLS: self._hosts.of(step.url).legacy_tls,
        }
        return self._outgoing.request(step.url, headers, about, step.method, step.body.encode())

    def _keep_pace(self, url: str) -> None:
        """A host's Crawl-delay, where it asks for more than ours."""
        delay = self._hosts.of(url).crawl_delay
        if delay is None or delay <= self.settings.getfloat("DOWNLOAD_DELAY"):
            return
        host = netloc_of(url).partition(":")[0]
        assert self.crawler.engine is not None
        downloader = self.crawler.engine.downloader
        downloader.per_slot_settings[host] = {"delay": delay, "concurrency": 1, "randomize_delay": False}
        if host in downloader.slots:
            downloader.slots[host].delay = delay

    def closed(self, reason: str) -> None:
        """Called by Scrapy at the end: walks that are still open were cut off."""
        if not hasattr(self, "_book"):
            return  # it never began
        self._stopping = True
        for visitor in self._visitors:
            visitor.cancel()
        for walk in list(self._open.values()):
            self._book.add(walk.close(cut_off=f"the run was cut off ({reason})"))
        self._book.finish(whole=reason == "finished" and not self._open)
