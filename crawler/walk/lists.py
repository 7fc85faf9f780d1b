"""Report columns and their pages, and the vague titles in them that only the page can judge."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin
from zlib import crc32

from crawler.walk import trouble
from crawler.walk.articles import MAX_COLUMN_DEPTH, attach, read_article, title_of, turn
from crawler.walk.bounds import is_foreign_home
from crawler.walk.scope import netloc_of, same_site
from crawler.walk.steps import Answer, Role, Step, names_later_year
from crawler.walk.survey import Lead, attachments, report_links, survey
from parsers.listings import MAX_PAGES, ListPage, article_pages, identity, is_file_link, probes
from parsers.recognition import ColumnVerdict, judge_column, judge_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.runs import Found
    from crawler.walk.site import SiteWalk
    from parsers.listings import Link

_NOWHERE = "/gongkai-{}-no-such-page.html"
_REPEATS = 2
_ITEMS = (Role.ARTICLE, Role.FILE, Role.CANDIDATE)
_PROSE = 40  # characters of sentences from which on a page is more than a list
_FULL_LIST = 10  # items from which on a list without a pager may have more pages


def read_column(walk: SiteWalk, step: Step, answer: Answer, page: ListPage) -> None:
    """A report column or one of its pages."""
    leads, asides = survey(page, "column", walk.home_links)
    if _is_repeated(walk, step, page, leads):
        walk.ledger.counts["repeated"] += 1
        if any(lead.role in _ITEMS for lead in leads):
            _leave_repeats(walk, step)
        return
    if step.role == Role.PROBE:
        walk.probing[step.via or ""] = True
    walk.ledger.counts["lists"] += 1
    if step.role not in (Role.LIST, Role.PROBE):
        _begin_column(walk, step, answer, page, leads)
    for aside in asides:
        if aside.link.zone == "body" and identity(aside.link.url) not in walk.home_links:
            walk.ledger.skip(aside.link.url, aside.kind, aside.link.title)
    via = (step.via or answer.url) if page.is_answer else answer.url
    for lead in leads:
        _descend(walk, step, via, lead, _name_of(page, step))
    _ask_whether_scripted(walk, step, answer, page, leads)
    for frame in page.frames:
        if same_site(frame, answer.url) and step.depth < MAX_COLUMN_DEPTH:
            role = Role.FILE if is_file_link(frame) else Role.COLUMN
            walk.agenda.add(Step(frame, role, answer.url, step.title, depth=step.depth + 1, root=step.root))
    _turn_pages(walk, replace(step, via=via), answer, page, leads)


def _is_repeated(walk: SiteWalk, step: Step, page: ListPage, leads: Sequence[Lead]) -> bool:
    """Whether a further page shows nothing, or only what another page of the site showed."""
    items = frozenset(identity(lead.link.url) for lead in leads if lead.role in _ITEMS)
    known = items in walk.lists_seen
    walk.lists_seen.add(items)
    if step.role not in (Role.LIST, Role.PROBE) or (page.is_answer and page.pages and not items):
        return False
    if not items and step.role == Role.LIST:
        trouble.instead(walk, step)
    return known or not items


def _leave_repeats(walk: SiteWalk, step: Step) -> None:
    """A pager that promises more than there is repeats its last page: after two of those the rest is not asked for."""
    walk.repeats[step.via or ""] += 1
    if step.role == Role.LIST and walk.repeats[step.via or ""] >= _REPEATS:
        walk.agenda.drop_lists(step.via)


def _begin_column(walk: SiteWalk, step: Step, answer: Answer, page: ListPage, leads: Sequence[Lead]) -> None:
    """The first page of a column, which may be a report itself."""
    walk.ledger.column(answer.url)
    walk.columns[step.root] = walk.columns.get(step.root, 0) + 1
    _ask_nowhere(walk, answer.url)
    if page.has_headings or _begins_report(page, leads):
        walk.ledger.found(step, answer, title_of(step, page), "page")
        if not report_links(leads):  # else the pager may be that of the list
            turn(walk, step, answer.url, page)
        attach(walk, step, answer, page)


def _begins_report(page: ListPage, leads: Sequence[Lead]) -> bool:
    """Whether a page that lists nothing has a report's title and goes on: the first page of one that its site cuts up."""
    verdicts = [judge_title(title) for title in (page.meta.article_title, page.meta.page_title)]
    listed = any(lead.role in _ITEMS for lead in leads)
    if listed or not any(verdict.is_report and verdict.year for verdict in verdicts):
        return False  # a column's own name has no year
    said = sum(len(line) for line in page.text.splitlines() if "。" in line)
    return said >= _PROSE and bool(article_pages(page))


def _ask_nowhere(walk: SiteWalk, url: str) -> None:
    """First contact learns what the host gives for what is not there."""
    host = walk.hosts.of(url)
    if not host.probed and not walk.past.whole:
        host.probed = True
        walk.agenda.add(
            Step(urljoin(url, _NOWHERE.format(format(crc32(netloc_of(url).encode()), "08x"))), Role.NOWHERE)
        )


def _ask_whether_scripted(walk: SiteWalk, step: Step, answer: Answer, page: ListPage, leads: Sequence[Lead]) -> None:
    """An empty list on a page whose scripts ask for rows is not known to be empty."""
    if page.asks_by_script and not leads:
        walk.needs_script = True
        trouble.refuse(walk, step, "a list whose rows a script would ask for", answer)


def _name_of(page: ListPage, step: Step) -> str:
    """The column's name as a page or the link to it prints it, where that is a report column's."""
    offered = (page.meta.column_name, step.title, page.meta.page_title)
    return next((name for name in offered if judge_column(name).kind == "report_column"), "")


def _descend(walk: SiteWalk, step: Step, via: str, lead: Lead, column: str) -> None:
    link = lead.link
    if not walk.scope.admits(link.url):
        if lead.role in (Role.ARTICLE, Role.FILE):
            walk.ledger.skip(link.url, "outside gov.cn and the site list", link.title)
        return
    known = _known(walk, link)
    if known is not None and known.whole:
        walk.agenda.see(link.url)
        walk.ledger.found_before(known)
        return
    deeper = step.depth + (lead.role in (Role.COLUMN, Role.CANDIDATE))
    if deeper > MAX_COLUMN_DEPTH or (lead.role in (Role.COLUMN, Role.CANDIDATE) and is_foreign_home(walk, link.url)):
        return
    title = link.title or link.text or step.title
    if lead.role == Role.FILE and not judge_title(title).is_report:
        title = _whole_title(link, column) or title
    walk.agenda.add(
        Step(
            link.url,
            lead.role,
            via,
            title,
            depth=deeper,
            root=step.root,
            strength=lead.strength,
            context=link.context,
        )
    )


def _known(walk: SiteWalk, link: Link) -> Found | None:
    """What an earlier run found at an address, unless the link names a later year by now: then another report is there."""
    known = walk.past.found.get(identity(link.url))
    if known is None:
        return None
    return None if names_later_year(link.title or link.text, known.title) else known


def _whole_title(link: Link, column: str) -> str:
    """The heads of a grid's row and column with the column's own name: together they are a file's title."""
    printed = " ".join(filter(None, (link.row, link.title or link.text, column)))
    without_words = " ".join(filter(None, (link.row, column)))
    return next((title for title in (printed, without_words) if judge_title(title).is_report), "")


def _turn_pages(walk: SiteWalk, step: Step, answer: Answer, page: ListPage, leads: Sequence[Lead]) -> None:
    named = report_links(leads)
    if walk.past.whole and named and all(_known(walk, lead.link) for lead in named):
        return  # everything on this page is known, so what follows is older and known too
    base = Step(answer.url, Role.LIST, step.via, step.title, depth=step.depth, root=step.root)
    if step.template:
        _follow_template(walk, step, base)
        return
    turned = step.role == Role.LIST and step.method == "POST" and not page.is_answer
    for further in () if turned else page.pages:  # a form that was posted names the same pages with another state
        if not walk.scope.admits(further.url):
            continue
        walk.agenda.add(
            replace(
                base,
                url=further.url,
                method=further.method,
                body=further.body,
                content_type=further.content_type,
                otherwise=further.otherwise,
                context=further.context,
            )
        )
    if step.role in (Role.LIST, Role.PROBE) or page.pages:
        return
    tried = page.probes or (probes(answer.url, None) if len(named) >= _FULL_LIST else ())
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


def _follow_template(walk: SiteWalk, step: Step, base: Step) -> None:
    """A guessed address hit: the others of its kind, or only the next where their number is not known."""
    for k in range(step.first + 1, step.last + 1):
        # Where the numbers begin at 1, the last is missing and the page before the one that answered is not yet seen.
        spare = step.template.replace("{k}", str(step.first - 1)) if k == step.last and step.first > 1 else None
        walk.agenda.add(replace(base, url=step.template.replace("{k}", str(k)), otherwise=spare))
    if not step.last and step.first < MAX_PAGES:
        following = step.first + 1
        url = step.template.replace("{k}", str(following))
        walk.agenda.add(replace(base, url=url, role=Role.PROBE, template=step.template, first=following))


def read_candidate(walk: SiteWalk, step: Step, answer: Answer, page: ListPage) -> None:
    """A vague title in a report column: the page decides whether it is a report, a list, or neither."""
    if page.has_headings:
        read_article(walk, step, answer, page)
        return
    leads, _ = survey(page, "column", walk.home_links)
    own = own_column(page)
    listed = report_links(leads) and not page.meta.article_title
    if (
        listed
        or own.kind == "report_column"
        or (own.kind == "none" and not page.meta.article_title and _is_unit_list(leads))
    ):
        read_column(walk, step, answer, page)
        return
    own_title = judge_title(page.meta.article_title or page.meta.page_title)
    files = attachments(page, walk.home_links)
    if own_title.is_report or (
        files and own_title.lookalike is None and judge_title(step.title).decision == "page_decides"
    ):
        read_article(walk, step, answer, page)
        return
    walk.ledger.skip(answer.url, "a vague title, and a page without the headings of a report", step.title)


def own_column(page: ListPage) -> ColumnVerdict:
    """What the page says of its own column; an article's column tags are those of the column it stands in."""
    if page.meta.article_title:
        return judge_column("")
    return judge_column(page.meta.column_name, page.meta.column_type)


def _is_unit_list(leads: Sequence[Lead]) -> bool:
    return len([lead for lead in leads if lead.role in (Role.CANDIDATE, Role.FILE)]) >= 3
