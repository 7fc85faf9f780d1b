"""What an answer that is content means at its place in the walk: which steps follow, and what is a report."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin
from zlib import crc32

from crawler.walk import trouble
from crawler.walk.scope import netloc_of, same_site
from crawler.walk.steps import Answer, Role, Step
from crawler.walk.survey import Lead, attachments, report_links, survey
from parsers.listings import Link, ListPage, identity, is_file_link, probes, read_list
from parsers.recognition import ColumnVerdict, has_report_headings, judge_column, judge_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.walk.site import SiteWalk

MAX_COLUMN_DEPTH = 4
MAX_UNITS = 300
_NOWHERE = "/gongkai-{}-no-such-page.html"
_FULL_LIST = 10  # items from which on a list without a pager may have more pages
_VAGUE_TITLES = 2


def read_page(walk: SiteWalk, step: Step, answer: Answer) -> None:
    """Read a page in its role."""
    page = read_list(answer.body, answer.url, answer.header("content-type"), step.body)
    match step.role:
        case Role.HOME:
            walk.home_reached = True
            _entrance(walk, step, answer, page)
        case Role.PLATFORM:
            walk.platforms[step.root] = walk.platforms.get(step.root, 0) + 1
            _entrance(walk, step, answer, page)
        case Role.UNIT | Role.UNITS:
            _entrance(walk, step, answer, page)
        case Role.COLUMN | Role.LIST | Role.PROBE:
            _column(walk, step, answer, page)
        case Role.CANDIDATE:
            _candidate(walk, step, answer, page)
        case Role.ARTICLE:
            _article(walk, step, answer, page)
        case Role.FILE:
            _page_for_file(walk, step, answer, page)
        case _:
            pass


def read_file(walk: SiteWalk, step: Step, answer: Answer) -> None:
    """A document came back, whatever was expected."""
    if step.role in (Role.FILE, Role.ARTICLE, Role.CANDIDATE):
        walk.ledger.found(step, answer, step.title, "file")
    else:
        walk.ledger.skip(answer.url, "a file in place of a page", step.title)


def _entrance(walk: SiteWalk, step: Step, answer: Answer, page: ListPage) -> None:
    """Home page, platform, units: find the way on to report columns."""
    if step.role == Role.HOME:
        walk.home_links = {identity(link.url) for link in page.links}
    own = _own_column(page)
    if own.kind == "report_column" and own.strength >= 50 and step.role != Role.HOME:
        _column(walk, step, answer, page)
        return
    leads, asides = survey(page, "entrance" if step.role == Role.HOME else "platform", walk.home_links)
    if step.role != Role.HOME and len(report_links(leads)) >= 2:
        _column(walk, step, answer, page)
        return
    for aside in asides:
        if judge_column(aside.link.title).kind == "lookalike":
            walk.ledger.skip(aside.link.url, aside.kind, aside.link.title)
    for lead in leads:
        _enter(walk, step, lead)
    for frame in page.frames:
        if same_site(frame, answer.url) and not is_file_link(frame) and step.role != Role.HOME:
            walk.agenda.add(Step(frame, Role.PLATFORM, answer.url, step.title, root=step.root, strength=60))


def _enter(walk: SiteWalk, step: Step, lead: Lead) -> None:
    url = lead.link.url
    if not walk.scope.admits(url):
        return
    following = Step(
        url, lead.role, step.url, lead.link.title or lead.link.text, root=step.root, strength=lead.strength
    )
    if lead.role in (Role.UNITS, Role.UNIT) and not _is_unit_of(walk, step, url):
        return
    if lead.role == Role.UNIT:
        following = replace(following, root=url)
        walk.ledger.counts["units"] += 1
    if lead.role == Role.PLATFORM and not same_site(url, walk.home) and walk.scope.is_listed(url):
        return
    if lead.role in (Role.COLUMN, Role.ARTICLE, Role.FILE) and _is_others(walk, url):
        return
    walk.agenda.add(following)


def _is_unit_of(walk: SiteWalk, step: Step, url: str) -> bool:
    """Units are looked for one level down, on the site itself, and never where another row of the list looks."""
    if step.root or walk.ledger.counts["units"] >= MAX_UNITS or not same_site(url, walk.home):
        return False
    return netloc_of(url) == netloc_of(walk.home) or not walk.scope.is_listed(url)


def _is_others(walk: SiteWalk, url: str) -> bool:
    """Whether an address is another listed site's entrance rather than a column this site keeps there."""
    return netloc_of(url) != netloc_of(walk.home) and walk.scope.is_listed(url) and identity(url).count("/") <= 1


def _column(walk: SiteWalk, step: Step, answer: Answer, page: ListPage) -> None:
    """A report column or one of its pages."""
    leads, asides = survey(page, "column", walk.home_links)
    items = frozenset(
        identity(lead.link.url) for lead in leads if lead.role in (Role.ARTICLE, Role.FILE, Role.CANDIDATE)
    )
    if step.role in (Role.LIST, Role.PROBE) and (not items or items in walk.lists_seen):
        walk.ledger.counts["repeated"] += 1
        return
    walk.lists_seen.add(items)
    if step.role == Role.PROBE:
        walk.probing[step.via or ""] = True
    walk.ledger.counts["lists"] += 1
    if step.role not in (Role.LIST, Role.PROBE):
        walk.ledger.column(answer.url)
        walk.columns[step.root] = walk.columns.get(step.root, 0) + 1
        _ask_nowhere(walk, answer.url)
        if has_report_headings(page.text):
            walk.ledger.found(step, answer, _title(step, page), "page")
            _attach(walk, step, answer, page)
    for aside in asides:
        if aside.link.zone == "body" and identity(aside.link.url) not in walk.home_links:
            walk.ledger.skip(aside.link.url, aside.kind, aside.link.title)
    for lead in leads:
        _descend(walk, step, answer, lead)
    for frame in page.frames:
        if same_site(frame, answer.url) and step.depth < MAX_COLUMN_DEPTH:
            role = Role.FILE if is_file_link(frame) else Role.COLUMN
            walk.agenda.add(Step(frame, role, answer.url, step.title, depth=step.depth + 1, root=step.root))
    _turn_pages(walk, step, answer, page, leads)


def _ask_nowhere(walk: SiteWalk, url: str) -> None:
    """First contact learns what the host gives for what is not there."""
    host = walk.hosts.of(url)
    if not host.probed and not walk.past.whole:
        host.probed = True
        walk.agenda.add(
            Step(urljoin(url, _NOWHERE.format(format(crc32(netloc_of(url).encode()), "08x"))), Role.NOWHERE)
        )


def _descend(walk: SiteWalk, step: Step, answer: Answer, lead: Lead) -> None:
    link = lead.link
    if not walk.scope.admits(link.url):
        if lead.role in (Role.ARTICLE, Role.FILE):
            walk.ledger.skip(link.url, "outside gov.cn and the site list", link.title)
        return
    known = walk.past.found.get(identity(link.url))
    if known is not None:
        walk.agenda.see(link.url)
        walk.ledger.found_before(known)
        return
    deeper = step.depth + (lead.role in (Role.COLUMN, Role.CANDIDATE))
    if deeper > MAX_COLUMN_DEPTH or (lead.role in (Role.COLUMN, Role.CANDIDATE) and _is_others(walk, link.url)):
        return
    title = link.title or link.text or step.title
    walk.agenda.add(Step(link.url, lead.role, answer.url, title, depth=deeper, root=step.root, strength=lead.strength))


def _turn_pages(walk: SiteWalk, step: Step, answer: Answer, page: ListPage, leads: Sequence[Lead]) -> None:
    named = report_links(leads)
    if walk.past.whole and named and all(identity(lead.link.url) in walk.past.found for lead in named):
        return  # everything on this page is known, so what follows is older and known too
    base = Step(answer.url, Role.LIST, answer.url, step.title, depth=step.depth, root=step.root)
    if step.role == Role.PROBE and step.template:
        for k in range(step.first + 1, step.last + 1):
            walk.agenda.add(replace(base, url=step.template.replace("{k}", str(k))))
        return
    for further in page.pages:
        walk.agenda.add(
            replace(
                base,
                url=further.url,
                method=further.method,
                body=further.body,
                content_type=further.content_type,
                otherwise=further.otherwise,
            )
        )
    if step.role in (Role.LIST, Role.PROBE) or page.pages:
        return
    tried = page.probes or (probes(answer.url, _FULL_LIST)[:1] if len(named) >= _FULL_LIST else ())
    for order, probe in enumerate(tried):
        walk.agenda.add(
            replace(
                base,
                url=probe.url,
                role=Role.PROBE,
                template=probe.template,
                first=probe.first,
                last=probe.last,
                strength=-order,
            )
        )


def _candidate(walk: SiteWalk, step: Step, answer: Answer, page: ListPage) -> None:
    """A vague title in a report column: the page decides whether it is a report, a list, or neither."""
    if has_report_headings(page.text):
        walk.ledger.found(step, answer, _title(step, page), "page")
        _attach(walk, step, answer, page)
        return
    leads, _ = survey(page, "column", walk.home_links)
    own = _own_column(page)
    listed = report_links(leads) and not page.meta.article_title
    if (
        listed
        or own.kind == "report_column"
        or (own.kind == "none" and not page.meta.article_title and _is_unit_list(leads))
    ):
        _column(walk, step, answer, page)
        return
    own_title = judge_title(page.meta.article_title or page.meta.page_title)
    files = attachments(page, walk.home_links)
    if own_title.is_report or (
        files and own_title.lookalike is None and judge_title(step.title).decision == "page_decides"
    ):
        walk.ledger.found(step, answer, _title(step, page), "page")
        _attach(walk, step, answer, page)
        return
    walk.ledger.skip(answer.url, "a vague title, and a page without the headings of a report", step.title)


def _own_column(page: ListPage) -> ColumnVerdict:
    """What the page says of its own column; an article's column tags are those of the column it stands in."""
    if page.meta.article_title:
        return judge_column("")
    return judge_column(page.meta.column_name, page.meta.column_type)


def _is_unit_list(leads: Sequence[Lead]) -> bool:
    return len([lead for lead in leads if lead.role in (Role.CANDIDATE, Role.FILE)]) >= 3


def _article(walk: SiteWalk, step: Step, answer: Answer, page: ListPage) -> None:
    """A page under a report's title. Without headings, text or files it may still be a list of reports."""
    if not has_report_headings(page.text) and not judge_title(page.meta.article_title).is_report:
        leads, _ = survey(page, "column", walk.home_links)
        others = [lead for lead in report_links(leads) if lead.link.zone == "body"]
        if len(others) > _VAGUE_TITLES and not attachments(page, walk.home_links) and step.depth < MAX_COLUMN_DEPTH:
            _column(walk, replace(step, role=Role.COLUMN, depth=step.depth + 1), answer, page)
            return
    walk.ledger.found(step, answer, _title(step, page), "page")
    _attach(walk, step, answer, page)


def _attach(walk: SiteWalk, step: Step, answer: Answer, page: ListPage) -> None:
    """Ask for the files of a report's page, and for framed viewers' documents."""
    framed = [Link(frame, "", "", is_file=True) for frame in page.frames if is_file_link(frame)]
    for link in [*attachments(page, walk.home_links), *framed]:
        if walk.scope.admits(link.url):
            title = link.title or link.text or _title(step, page)
            walk.agenda.add(Step(link.url, Role.FILE, answer.url, title, root=step.root))
        else:
            walk.ledger.skip(link.url, "a file outside gov.cn and the site list", link.title)


def _page_for_file(walk: SiteWalk, step: Step, answer: Answer, page: ListPage) -> None:
    if has_report_headings(page.text):
        walk.ledger.found(step, answer, _title(step, page), "page")
        return
    inner = [link for link in page.links if link.is_file] + [
        Link(frame, "", "", is_file=True) for frame in page.frames if is_file_link(frame)
    ]
    if inner and step.depth < MAX_COLUMN_DEPTH:
        for link in inner[:_VAGUE_TITLES]:
            walk.agenda.add(Step(link.url, Role.FILE, answer.url, step.title, depth=step.depth + 1, root=step.root))
        return
    trouble.refuse(walk, step, "a page in place of a file", answer)


def _title(step: Step, page: ListPage) -> str:
    """The best title at hand: the first that names a report, else the link's, else the page's own."""
    offered = [step.title, page.meta.article_title, page.meta.page_title]
    named = next((title for title in offered if title and judge_title(title).is_report), "")
    return named or next((title for title in offered if title), "")
