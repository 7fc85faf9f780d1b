"""Home pages, disclosure platforms and units: the way to report columns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.walk import trouble
from crawler.walk.articles import VAGUE_TITLES
from crawler.walk.bounds import is_others
from crawler.walk.lists import own_column, read_column
from crawler.walk.scope import netloc_of, same_site
from crawler.walk.steps import Answer, Role, Step
from crawler.walk.survey import Lead, report_links, survey
from parsers.listings import ListPage, identity, is_file_link
from parsers.recognition import is_way_in, judge_column

if TYPE_CHECKING:
    from crawler.walk.site import SiteWalk

MAX_UNITS = 300


def read_entrance(walk: SiteWalk, step: Step, answer: Answer, page: ListPage) -> None:
    """Home page, platform, units: find the way on to report columns."""
    if step.role == Role.HOME:
        walk.home_links = {identity(link.url) for link in page.links}
        if not (page.links or page.options or page.leads or page.frames):
            trouble.refuse(walk, step, "a home page with no link on it", answer)
            return
    own = own_column(page)
    if own.kind == "report_column" and own.strength >= 50 and step.role != Role.HOME:
        read_column(walk, step, answer, page)
        return
    leads, asides = survey(page, "entrance" if step.role == Role.HOME else "platform", walk.home_links)
    named = [lead for lead in report_links(leads) if identity(lead.link.url) not in walk.home_links]
    if step.role != Role.HOME and len(named) >= VAGUE_TITLES and not any(lead.role == Role.COLUMN for lead in leads):
        read_column(walk, step, answer, page)
    for aside in asides:
        if judge_column(aside.link.title).kind == "lookalike":
            walk.ledger.skip(aside.link.url, aside.kind, aside.link.title)
    for lead in leads:
        _enter(walk, step, lead)
    _way_on(walk, step, answer, page, lost=not leads)


def _way_on(walk: SiteWalk, step: Step, answer: Answer, page: ListPage, *, lost: bool) -> None:
    """Frames of the same site; and where a home page has no word of disclosure, its pictures: it is a splash page."""
    if step.role != Role.HOME or lost:
        for frame in page.frames:
            if same_site(frame, answer.url) and not is_file_link(frame):
                walk.agenda.add(Step(frame, Role.PLATFORM, answer.url, step.title, root=step.root, strength=60))
    if step.role == Role.HOME and lost:
        for link in page.links:
            if (not link.title or is_way_in(link.title)) and same_site(link.url, answer.url):
                walk.agenda.add(Step(link.url, Role.PLATFORM, answer.url, strength=1))


def _enter(walk: SiteWalk, step: Step, lead: Lead) -> None:
    url = lead.link.url
    if not walk.scope.admits(url):
        return
    following = Step(
        url,
        lead.role,
        step.url,
        lead.link.title or lead.link.text,
        root=step.root,
        strength=lead.strength,
        context=lead.link.context,
    )
    if lead.role in (Role.UNITS, Role.UNIT) and not _is_unit_of(walk, step, url):
        return
    if lead.role == Role.UNIT:
        following = replace(following, root=url)
        walk.ledger.counts["units"] += 1
    if lead.role == Role.PLATFORM and netloc_of(url) != netloc_of(walk.home) and walk.scope.is_listed(url):
        following = replace(following, strength=0)  # another site's platform: only where the own one leads nowhere
    if is_others(walk, url):
        if lead.role not in (Role.PLATFORM, Role.COLUMN):
            return
        following = replace(following, role=Role.PLATFORM, strength=-1)
    walk.agenda.add(following)


def _is_unit_of(walk: SiteWalk, step: Step, url: str) -> bool:
    """Units are looked for one level down, on the site itself, and never where another row of the list looks."""
    if step.root or walk.ledger.counts["units"] >= MAX_UNITS or not same_site(url, walk.home):
        return False
    return netloc_of(url) == netloc_of(walk.home) or not walk.scope.is_listed(url)
