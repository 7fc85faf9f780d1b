"""What an answer that is content means at its place in the walk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.walk import trouble
from crawler.walk.articles import is_list_of_reports, read_article, read_page_for_file, read_part
from crawler.walk.entrances import read_entrance
from crawler.walk.lists import read_candidate, read_column
from crawler.walk.steps import Answer, Role, Step

if TYPE_CHECKING:
    from crawler.walk.site import SiteWalk
    from parsers.listings import ListPage


def read_page(walk: SiteWalk, step: Step, answer: Answer, page: ListPage) -> None:
    """Take in a page in its role."""
    if page.is_unread:
        trouble.refuse(walk, step, "an answer without a list in it", answer)
        trouble.instead(walk, step)
        return
    match step.role:
        case Role.HOME:
            walk.home_reached = True
            read_entrance(walk, step, answer, page)
        case Role.PLATFORM:
            walk.platforms[step.root] = walk.platforms.get(step.root, 0) + 1
            read_entrance(walk, step, answer, page)
        case Role.UNIT | Role.UNITS:
            read_entrance(walk, step, answer, page)
        case Role.COLUMN | Role.LIST | Role.PROBE:
            read_column(walk, step, answer, page)
        case Role.CANDIDATE:
            read_candidate(walk, step, answer, page)
        case Role.ARTICLE if is_list_of_reports(walk, step, page):
            read_column(walk, replace(step, role=Role.COLUMN, depth=step.depth + 1), answer, page)
        case Role.ARTICLE:
            read_article(walk, step, answer, page)
        case Role.PART | Role.FILE:
            (read_part if step.role == Role.PART else read_page_for_file)(walk, step, answer, page)
        case _:
            pass


def read_file(walk: SiteWalk, step: Step, answer: Answer) -> None:
    """A document came back, whatever was expected."""
    walk.open_parts.pop(step.listed or step.url, None)
    if step.role in (Role.FILE, Role.ARTICLE, Role.CANDIDATE):
        walk.ledger.found(step, answer, step.title, "file")
    else:
        walk.ledger.skip(answer.url, "a file in place of a page", step.title)
