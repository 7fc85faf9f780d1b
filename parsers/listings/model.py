"""What a list page gives: links with their titles and dates, further pages, meta tags, frames and menus."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Zone = Literal["body", "navigation"]


@dataclass(frozen=True, slots=True)
class Link:
    """One link: absolute `url`, `title` (title attribute first, else the text), `text` as shown, `date` seen beside it.

    `date` is ``YYYY-MM-DD`` or None. `zone` is ``navigation`` inside a header, footer, menu or breadcrumb.
    `is_file` when the target is a document, archive or image to download rather than a page. `row` is what names the
    row or the grid's column that the link stands in, for links that only say 查看. `context` goes with the request.
    """

    url: str
    title: str
    text: str
    date: str | None = None
    zone: Zone = "body"
    is_file: bool = False
    row: str = ""
    context: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A further page of the same list: what to request, and what to request instead when that is missing.

    `context` is what the page that asks knows and the answer does not say; it is needed to read the answer.
    """

    url: str
    method: Literal["GET", "POST"] = "GET"
    body: str = ""
    content_type: str = ""
    otherwise: str | None = None
    context: str = ""


@dataclass(frozen=True, slots=True)
class Probe:
    """An address to try once when nothing on the page says how it goes on; `template` with ``{k}`` if it answers.

    `last` is 0 where nobody knows the last page: then one page is asked after the other.
    """

    url: str
    template: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Meta:
    """Standard meta tags of 国办发〔2017〕47号, empty when absent."""

    site_name: str = ""
    site_id_code: str = ""
    column_name: str = ""
    column_type: str = ""
    article_title: str = ""
    published: str = ""
    page_title: str = ""


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page read as a list. `family` names the declaration that fitted, or ``generic``.

    `is_unread` when an interface answered, and no list stands in the answer. `has_headings` when its text has those of a
    report. `asks_by_script` when there are none, nor further pages or frames, and scripts ask for rows or fill
    placeholders. `leads` are nodes of a directory platform that lead to the reports;
    `images` the pictures outside navigation. `is_answer` when it is no page but what a page's script asked for, and
    belongs to that page.
    """

    url: str
    family: str
    meta: Meta = field(default_factory=Meta)
    links: tuple[Link, ...] = ()
    pages: tuple[Page, ...] = ()
    probes: tuple[Probe, ...] = ()
    frames: tuple[str, ...] = ()
    options: tuple[Link, ...] = ()
    leads: tuple[Link, ...] = ()
    images: tuple[str, ...] = ()
    text: str = ""
    has_headings: bool = False
    is_answer: bool = False
    asks_by_script: bool = False
    is_unread: bool = False
