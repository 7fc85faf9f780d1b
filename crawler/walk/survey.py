"""What the links of a page are good for: pure judgements, from which reading makes steps."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from crawler.walk.steps import Role
from parsers.listings import identity, is_trap
from parsers.recognition import judge_column, judge_title
from parsers.recognition.units import is_download_word, is_more_word, is_unit_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parsers.listings import Link, ListPage

_YEAR = re.compile(r"(?:19|20)\d{2}\s*(?:年度?)?")
Where = Literal["entrance", "platform", "column"]


@dataclass(frozen=True, slots=True)
class Lead:
    """One link worth a step, and how much."""

    link: Link
    role: Role
    strength: int = 0


@dataclass(frozen=True, slots=True)
class Aside:
    """One link seen and left, with the kind of look-alike it is."""

    link: Link
    kind: str


def links_of(page: ListPage) -> list[Link]:
    """Links, menu options and directory nodes of a page, traps left out."""
    return [link for link in (*page.leads, *page.links, *page.options) if not is_trap(link.url)]


def survey(page: ListPage, where: Where, home_links: set[str]) -> tuple[list[Lead], list[Aside]]:
    """Judge all links of a page. `home_links` are the identities of the home page's links: navigation, on inner pages."""
    leads: list[Lead] = []
    asides: list[Aside] = []
    turned = {identity(further.url) for further in page.pages} | {identity(page.url)}
    for link in links_of(page):
        if identity(link.url) in turned:
            continue
        judged = _judge(link, where, on_home=identity(link.url) in home_links)
        if isinstance(judged, Lead):
            leads.append(judged)
        elif judged is not None:
            asides.append(judged)
    return leads, asides


def _titled_by_row(link: Link) -> Link:
    """The link under its row's title, where it only says 下载, 查看 or the like itself; 更多 under its block's heading."""
    if link.row and is_more_word(link.title):
        return replace(link, title=link.row)
    bare = link.row and (is_download_word(link.text) or _YEAR.fullmatch(link.text.strip()))
    row = judge_title(link.row) if bare else None
    return replace(link, title=link.row) if row and (row.is_report or row.lookalike) else link


def _judge(link: Link, where: Where, *, on_home: bool) -> Lead | Aside | None:
    link = _titled_by_row(link)
    title = judge_title(link.title or link.text)
    column = judge_column(link.title or link.text, path=urlsplit(link.url).path)
    if title.is_report:
        return Lead(link, Role.FILE if link.is_file else Role.ARTICLE)
    if column.kind == "platform" and title.lookalike == "rule_or_guide" and where == "entrance" and not link.is_file:
        return Lead(
            link, Role.PLATFORM, column.strength - 30
        )  # 目录 may be the platform; 指南 stands beside the reports
    if title.lookalike or column.kind == "lookalike":
        return Aside(link, title.lookalike or "another yearly publication")
    if column.kind == "report_column" and not link.is_file:
        needed = 50 if where == "entrance" else 0
        return Lead(link, Role.COLUMN, column.strength) if column.strength >= needed else None
    if where == "column":
        return _below_column(link, vague=title.decision == "page_decides" and title.shape == "title", on_home=on_home)
    if column.kind == "platform":
        return Lead(link, Role.PLATFORM, column.strength)
    if column.kind == "units":
        return Lead(link, Role.UNITS, column.strength)
    if where == "platform" and is_unit_name(link.text) and not link.is_file:
        return Lead(link, Role.UNIT)
    return None


def _names_unit(text: str) -> bool:
    return is_unit_name(_YEAR.sub("", text))


def _below_column(link: Link, *, vague: bool, on_home: bool) -> Lead | None:
    """In a report column the titles may be vague: years, names of units, bare files. The page then decides."""
    if on_home or link.zone == "navigation":
        return None
    text = link.title or link.text
    if link.is_file:
        named = vague or _names_unit(text) or is_download_word(text)
        return Lead(link, Role.FILE) if named else None
    if vague or _names_unit(text):
        return Lead(link, Role.CANDIDATE, 10 if vague else 0)
    if is_download_word(text) and (_names_unit(link.row) or _YEAR.search(link.row)):
        return Lead(link, Role.CANDIDATE)
    return None


def attachments(page: ListPage, home_links: set[str]) -> list[Link]:
    """Files that belong to an article: not the site's own, not forms or other papers by their names."""
    kept = []
    for link in page.links:
        if not link.is_file or identity(link.url) in home_links:
            continue
        if judge_title(link.title).lookalike is None:
            kept.append(link)
    return kept


def report_links(leads: Iterable[Lead]) -> list[Lead]:
    """Those leads whose titles alone make them reports."""
    return [lead for lead in leads if lead.role in (Role.ARTICLE, Role.FILE) and judge_title(lead.link.title).is_report]
