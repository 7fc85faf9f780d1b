"""The walk through one site: which step is next, what an answer means, and what became of the site in the end."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from archive.clock import now
from crawler.walk import contact, reading, trouble
from crawler.walk.agenda import Agenda
from crawler.walk.bounds import is_others
from crawler.walk.glance import Glance, Question, look
from crawler.walk.ledger import Ledger
from crawler.walk.outcome import conclude
from crawler.walk.scope import netloc_of, same_site
from crawler.walk.steps import MAX_HOPS, REVISITED, Answer, Role, Step, names_later_year
from parsers.listings import identity

if TYPE_CHECKING:
    from archive.runs import SiteRun
    from archive.sitelist import Site
    from crawler.walk.hosts import Host, HostBook
    from crawler.walk.memory import Memory, Past
    from crawler.walk.scope import Scope


class SiteWalk:
    """One site. Call `next` for a step, `receive` with its answer, and `close` when there is none left.

    `pause` holds seconds to wait before the next step, when a host asked for it.
    """

    def __init__(self, site: Site, scope: Scope, hosts: HostBook, memory: Memory, past: Past, max_pages: int) -> None:
        self.site, self.scope, self.hosts, self.memory, self.past = site, scope, hosts, memory, past
        self.max_pages = max_pages
        self.ledger = Ledger(site)
        self.agenda = Agenda()
        self.home_links: set[str] = set()
        self.home = site.url
        self.platforms: dict[str, int] = {}
        self.columns: dict[str, int] = {}
        self.probing: dict[str, bool] = {}
        self.lists_seen: set[frozenset[str]] = set()
        self.repeats: Counter[str] = Counter()
        self.home_reached = False
        self.home_trouble: tuple[str, str] | None = None
        self.needs_script = False
        self.pause = 0.0
        self.tried: set[str] = set()
        self.open_parts: dict[
            str, str
        ] = {}  # further pages and pictures of articles that have not come yet, and their first pages
        self._used: dict[str, str] = {}
        self._begin()

    def _begin(self) -> None:
        revisit = self.past.whole and self.past.columns and self.past.is_recent(now())
        for column in self.past.columns if revisit else ():
            self.agenda.add(Step(column, Role.COLUMN, title="", strength=90))
        if self.site.column_url:
            self.agenda.add(Step(self.site.column_url, Role.COLUMN, strength=100))
        if not revisit:
            self.ask_home()

    def ask_home(self) -> None:
        """Put the home page on the agenda: the walk starts there, or comes back to it when the columns have moved."""
        if self.agenda.add(Step(self.site.url, Role.HOME)):
            self.ledger.counts["from_home"] = 1

    def next(self) -> Step | None:
        """The next step that needs the network; what the archive holds already is read on the way."""
        while (step := self.agenda.pop()) is not None:
            ready = self._gate(step)
            if ready is not None:
                return ready
        if not self.ledger.counts["from_home"] and not self.columns and self.agenda.add(Step(self.site.url, Role.HOME)):
            self.ledger.counts["from_home"] = 1  # the columns of the last visit are gone: find them anew
            return self.next()
        return None

    def _gate(self, step: Step) -> Step | None:
        if not self._wanted(step):
            return None
        host = self.hosts.of(step.url)
        self._used.setdefault(netloc_of(step.url), step.url)
        if host.refusal:
            trouble.left_host(self, step, host)
            return None
        if step.role == Role.FILE and host.files_closed:
            trouble.refuse(self, step, host.files_closed)
            return None
        if step.role not in REVISITED and step.role != Role.ROBOTS and self._recalled(step):
            return None
        if not host.robots_asked and step.role != Role.ROBOTS:
            self.agenda.put_back(step)
            return Step(urljoin(step.url, "/robots.txt"), Role.ROBOTS, via=step.url)
        if step.role != Role.ROBOTS and not self.hosts.may_ask(step.url):
            trouble.forbidden(self, step)
            return None
        if self.ledger.counts["requests"] >= self.max_pages:
            trouble.cut_short(self, [step, *self.agenda.drop_all()])
            return None
        return step

    def _wanted(self, step: Step) -> bool:
        """Whether a platform page may still show something: after a column is found, one is enough."""
        if step.role == Role.PROBE:
            return not self.probing.get(step.via or "")
        if step.role != Role.PLATFORM:
            return True
        if self.columns and is_others(self, step.url):
            return False
        visited = self.platforms.get(step.root, 0)
        enough = 1 if self.columns.get(step.root) and not step.root else (0 if self.columns.get(step.root) else 6)
        return visited < enough

    def _recalled(self, step: Step) -> bool:
        if step.fresh or step.method != "GET":
            return False
        if step.role == Role.PART and self.memory.is_outdated(step.url, step.via or ""):
            return False
        answer = self.memory.recall(step.url)
        if answer is None or names_later_year(step.title, answer.title):
            return False
        glance = self._look(step, answer)
        if not glance.verdict.is_content:
            return False
        self.ledger.counts["stored"] += 1
        self._read(step, replace(answer, glance=glance))
        return True

    def receive(self, step: Step, answer: Answer) -> None:
        """Take in the answer to a step."""
        self.ledger.counts["requests"] += 1
        if step.role == Role.ROBOTS:
            contact.receive_robots(self, step, answer)
        elif step.role == Role.NOWHERE:
            self.hosts.learn_missing(step.url, answer)
        elif answer.status is None:
            trouble.no_answer(self, step, answer)
        elif answer.status == 304:
            self._unchanged(step, answer)
        elif self.hosts.is_missing(answer):
            trouble.missing(self, step, answer, "the page this host gives for what is not there")
        elif 300 <= answer.status < 400:
            self.follow(step, answer.target, answer)
        else:
            self._read(step, answer)

    def _unchanged(self, step: Step, answer: Answer) -> None:
        stored = self.memory.recall(step.url)
        if stored is None:
            self.agenda.put_back(replace(step, fresh=True, tries=step.tries + 1))
        else:
            self._read(step, replace(stored, unchanged=True, capture_id=answer.capture_id or stored.capture_id))

    def follow(self, step: Step, target: str | None, answer: Answer) -> None:
        """Go where a redirect points, within bounds."""
        if target is None or step.hops >= MAX_HOPS:
            trouble.refuse(self, step, f"redirected {step.hops + 1} times, the last to {target or 'nowhere'}", answer)
        elif not self.scope.admits(target):
            trouble.outside(self, step, target, answer)
        elif (
            step.role != Role.HOME
            and identity(target) == identity(self.home)
            and identity(step.url) != identity(target)
        ):
            trouble.missing(self, step, answer, "redirected to the home page")
        elif identity(target) != identity(step.url) and self.agenda.has_seen(target) and step.role != Role.HOME:
            self.ledger.counts["doubled"] += 1
            self.open_parts.pop(step.listed or step.url, None)
        else:
            if step.role == Role.HOME:
                self.home = target
            self.agenda.put_back(step.moved(target))

    def _read(self, step: Step, answer: Answer) -> None:
        glance = answer.glance or self._look(step, answer)
        verdict = glance.verdict
        if not verdict.is_content:
            trouble.not_content(self, step, answer, verdict)
            return
        self.hosts.of(answer.url).answered = True
        if verdict.kind == "file":
            reading.read_file(self, step, answer)
            return
        if glance.page is not None:
            reading.read_page(self, step, answer, glance.page)
        elif glance.target:
            if same_site(glance.target, answer.url) or same_site(glance.target, self.home):
                self.follow(step, glance.target, answer)
            else:
                trouble.outside(self, step, glance.target, answer)

    @staticmethod
    def _look(step: Step, answer: Answer) -> Glance:
        question = Question(answer.url, step.role, step.body, step.context)
        return look(question, answer.status, answer.headers, answer.body)

    def unreadable(self, step: Step, error: Exception) -> None:
        """Reading an answer failed: a fault of ours, named like any other trouble."""
        trouble.refuse(self, step, f"could not be read: {error!r}")

    def close(self, cut_off: str = "") -> SiteRun:
        """The record of the site, with its state and the reason in plain words."""
        live = len(self.ledger.run.found)
        contact.note_address(self)
        self.ledger.leave_open(set(self.open_parts.values()))
        for found in self.past.found.values():
            self.ledger.found_before(found)
        return conclude(self, live, cut_off)

    def hosts_used(self) -> list[Host]:
        """The hosts this walk asked, or would have asked."""
        return [self.hosts.of(url) for url in self._used.values()]
