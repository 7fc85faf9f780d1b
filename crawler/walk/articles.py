"""Pages under a report's title, and the files that belong to them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.walk import trouble
from crawler.walk.scope import same_site
from crawler.walk.steps import Answer, Role, Step
from crawler.walk.survey import attachments, report_links, survey
from parsers.listings import Link, ListPage, article_pages, is_file_link, is_picture, page_pictures
from parsers.recognition import judge_title

if TYPE_CHECKING:
    from crawler.walk.site import SiteWalk

MAX_COLUMN_DEPTH = 4
VAGUE_TITLES = 2


def is_list_of_reports(walk: SiteWalk, step: Step, page: ListPage) -> bool:
    """Whether a page under a report's title is a list: neither headings nor files nor a title tag, and several reports."""
    if page.has_headings or judge_title(page.meta.article_title).is_report:
        return False
    leads, _ = survey(page, "column", walk.home_links)
    others = [lead for lead in report_links(leads) if lead.link.zone == "body"]
    return len(others) > VAGUE_TITLES and not attachments(page, walk.home_links) and step.depth < MAX_COLUMN_DEPTH


def read_article(walk: SiteWalk, step: Step, answer: Answer, page: ListPage) -> None:
    """A report's page, and its files."""
    walk.ledger.found(step, answer, title_of(step, page), "page")
    turn(walk, step, answer.url, page)
    attach(walk, step, answer, page)


def turn(walk: SiteWalk, step: Step, first: str, page: ListPage) -> None:
    """Ask for the further pages of the article at `first` that one of its pages names."""
    for further in article_pages(page, first):
        if walk.scope.admits(further.url) and walk.agenda.add(
            Step(further.url, Role.PART, first, title_of(step, page), root=step.root, otherwise=further.otherwise)
        ):
            walk.open_parts[further.url] = first


def read_part(walk: SiteWalk, step: Step, answer: Answer, page: ListPage) -> None:
    """A further page of an article: it may name more of them, and have the files at the article's end."""
    first = step.via or answer.url
    walk.open_parts.pop(step.listed or step.url, None)
    walk.ledger.counts["parts"] += 1
    turn(walk, step, first, page)
    attach(walk, step, replace(answer, url=first), page)


def attach(walk: SiteWalk, step: Step, answer: Answer, page: ListPage) -> None:
    """Ask for the files of a report's page, and for framed viewers' documents."""
    files = attachments(page, walk.home_links)
    files += [Link(frame, "", "", is_file=True) for frame in page.frames if is_file_link(frame)]
    if not files:
        files = [Link(image, "", "", is_file=True) for image in page_pictures(page)]
    own = title_of(step, page)
    for link in files:
        if walk.scope.admits(link.url):
            title = link.title or link.text or own
            if not page.has_headings and not judge_title(title).is_report:
                title = own  # the page holds nothing itself: its title is that of the file
            asked = walk.agenda.add(Step(link.url, Role.FILE, answer.url, title, root=step.root))
            if asked and is_picture(link.url) and same_site(link.url, answer.url):
                walk.open_parts[link.url] = answer.url
        else:
            walk.ledger.skip(link.url, "a file outside gov.cn and the site list", link.title)


def read_page_for_file(walk: SiteWalk, step: Step, answer: Answer, page: ListPage) -> None:
    """A page came back where a file was asked for: a report, a viewer or download page, or nothing."""
    walk.open_parts.pop(step.listed or step.url, None)
    if page.has_headings:
        walk.ledger.found(step, answer, title_of(step, page), "page")
        return
    inner = [link for link in page.links if link.is_file] + [
        Link(frame, "", "", is_file=True) for frame in page.frames if is_file_link(frame)
    ]
    if inner and step.depth < MAX_COLUMN_DEPTH:
        for link in inner[:VAGUE_TITLES]:
            walk.agenda.add(Step(link.url, Role.FILE, answer.url, step.title, depth=step.depth + 1, root=step.root))
        return
    trouble.refuse(walk, step, "a page in place of a file", answer)


def title_of(step: Step, page: ListPage) -> str:
    """The best title at hand: the first that names a report, else the link's, else the page's own."""
    offered = [step.title, page.meta.article_title, page.meta.page_title]
    named = next((title for title in offered if title and judge_title(title).is_report), "")
    return named or next((title for title in offered if title), "")
