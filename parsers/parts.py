"""A report that its site cuts into several pages, read as one: the pages' blocks one behind the other, each cell with its page."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from parsers.document import Document, Grid, Paragraph
from parsers.listings.parts import article_pages, goes_on, lists_reports, may_go_on, part_number
from parsers.model import Refusal
from parsers.recognition import count_headings, judge_page, judge_title

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from parsers.document import Block
    from parsers.listings import ListPage, Page

FIRST_FURTHER = 2
"""The number of the first of the further pages in a locator: the page of the article itself is 1."""
_PROSE = 40
"""Characters of sentences from which on a page without headings is no list."""
_TOP = 20
"""Lines among which the title of an article stands."""
_NOWHERE = "http://page.invalid/"
_DEEP = 1_000_000
"""As the depth of a seam between two pages: it never looks like the end of the article."""
_TABLES_A_PAGE = 100_000
_TURNS = re.compile(
    r"\d{1,3}$|(?:共|第)\s*\d+\s*[页条].*|(?:[<>«»‹›.…|\s\[\]]|首页|上一?页|前一?页|下一?页|后一?页|尾页|末页|\d{1,3}\b)+$"
)

_COUNTS = re.compile(r"浏览|阅读|点击|访问|次数|第\d+页")
"""Lines of a page's head whose figures are others on every page."""
_DIGITS = re.compile(r"\d+")


class Part(NamedTuple):
    """A further page of an article: its address, bytes and declared type."""

    url: str
    body: bytes
    content_type: str | None = None


class Whole(NamedTuple):
    """An article. `read` are the addresses of the further pages in it, `missing` those that its pager names besides.

    `lists` says that its first page lists reports: what follows may be the rest of the list.
    """

    document: Document
    read: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    lists: bool = False


def whole_article(
    document: Document, body: bytes, url: str | None, content_type: str | None, parts: Sequence[Part]
) -> Whole:
    """Join the `parts` of the article to its first page, in order; a page alone is given back as it is."""
    from parsers.listings import read_list

    if document.kind != "html":
        return Whole(document)
    text = document.plain() if document.plain else ""
    if not parts and not may_go_on(text, url or _NOWHERE):
        return Whole(document)
    first = read_list(body, url or _NOWHERE, content_type or "")
    start = url or _start(first)
    if start is None:
        return Whole(document)
    given, pages = _named(first, start, parts)
    if not all(goes_on(first, page) for page in pages):
        return Whole(document)
    joined, numbers = _join(document, given)
    read = tuple(given[number].url for number in sorted(numbers))
    return Whole(joined, read, _lacking(pages, start, numbers), lists_reports(first))


def listed_pages(
    body: bytes, url: str, content_type: str | None, parts: Sequence[Part]
) -> tuple[list[ListPage], tuple[str, ...]]:
    """The pages of the article that are here, in order, with what they link to and show; and the addresses of those that are not."""
    from parsers.listings import read_list

    given, pages = _named(read_list(body, url, content_type or ""), url, parts)
    return pages, _lacking(pages, url, given.keys())


def _lacking(pages: Sequence[ListPage], start: str, numbers: Collection[int]) -> tuple[str, ...]:
    """The addresses of further pages that pagers name, apart from those of these numbers."""
    named = (further for page in pages for further in article_pages(page, start))
    return tuple(dict.fromkeys(one.url for one in named if not _numbers(one, start).intersection(numbers)))


def _named(first: ListPage, start: str, parts: Sequence[Part]) -> tuple[dict[int, Part], list[ListPage]]:
    """Those of the parts that the pagers of the first page and of those so named name, by number; and all these pages as read."""
    from parsers.listings import read_list

    offered = {number: part for part in parts if (number := part_number(start, part.url)) is not None}
    given: dict[int, Part] = {}
    pages = [first]
    for page in pages:
        for number in sorted({n for further in article_pages(page, start) for n in _numbers(further, start)}):
            part = offered.pop(number, None)
            if part is not None and judge_page(part.body, 200, ()).is_content:
                given[number] = part
                pages.append(read_list(part.body, part.url, part.content_type or ""))
    return dict(sorted(given.items())), pages


def _numbers(further: Page, start: str) -> set[int]:
    """The numbers in the address of a further page, and in the one that it may have instead."""
    found = (part_number(start, url) for url in (further.url, further.otherwise) if url)
    return {number for number in found if number is not None}


def too_little(whole: Whole, refusal: Refusal) -> Refusal:
    """Why there is no report: where a report begins and goes on on pages that are not here, it is that."""
    if refusal.code != "not_a_report" or not whole.missing or whole.lists:
        return refusal
    lines = [block.text for block in whole.document.blocks if isinstance(block, Paragraph)]
    titles = [whole.document.head.get("articletitle", ""), *lines[:_TOP], whole.document.head.get("title", "")]
    title = next((text for text in titles if (verdict := judge_title(text)).is_report and verdict.year), None)
    said = sum(len(line) for line in lines if "。" in line)
    if title is None or (said < _PROSE and not count_headings("\n".join(lines))[0]):
        return refusal
    message = (
        f"正文分页，另有 {len(whole.missing)} 页未读到，已有的不足以读出报告：{'、'.join(whole.missing[:3])}。"
        f"The article goes on on {len(whole.missing)} further page{'s' if len(whole.missing) > 1 else ''} that could not be read, "
        "and what is here is too little."
    )
    return Refusal("pages_missing", message, title)


def _start(page: ListPage) -> str | None:
    """The address that a page of unknown address must have for the pages that its pager names to be its own."""
    for further in page.pages:
        path = urlsplit(further.url).path
        stem = re.sub(r"[_-]\d{1,3}(\.\w+)$", r"\1", path)
        if stem != path:
            return further.url.replace(path, stem)
    return None


def _join(first: Document, parts: dict[int, Part]) -> tuple[Document, set[int]]:
    """The document of all pages, and the numbers of those that say something new."""
    from parsers.formats.reading import read_plain

    pages: list[Document] = [first]
    numbers: set[int] = set()
    for number, part in parts.items():
        document = read_plain(part.body, part.content_type)
        if document.kind == "html" and _same_start(first.blocks, document.blocks) < len(document.blocks):
            pages.append(document)
            numbers.add(number)
    if not numbers:
        return first, numbers
    blocks: list[Block] = []
    for at, page in enumerate(pages, 1):
        begin = _same_start(first.blocks, page.blocks) if at > 1 else 0
        end = len(page.blocks) - (_same_end(page.blocks, pages[-1].blocks) if at < len(pages) else 0)
        kept = page.blocks[begin:end]
        if at > 1:
            kept = [_of_part(block, at, is_seam=i == 0) for i, block in enumerate(kept)]
        blocks += kept
    texts = [page.plain for page in pages if page.plain]
    return replace(first, blocks=blocks, plain=lambda: "\n".join(text() for text in texts)), numbers


def _says(block: Block) -> object:
    if isinstance(block, Paragraph):
        text = "".join(block.text.split())
        return _DIGITS.sub("#", text) if _COUNTS.search(text) else text
    return tuple(tuple(cell.text for cell in row) for row in block.rows)


def _same_start(one: Sequence[Block], two: Sequence[Block]) -> int:
    """How many blocks at the start of `two` are the head of the page, which `one` has too."""
    return _same(one, two)[1]


def _same_end(one: Sequence[Block], two: Sequence[Block]) -> int:
    """How many blocks at the end of `one` are the foot of the page, which `two` has too; the pager belongs to it."""
    return _same(one[::-1], two[::-1])[0]


def _same(one: Sequence[Block], two: Sequence[Block]) -> tuple[int, int]:
    i = j = 0
    while i < len(one) and j < len(two):
        if _says(one[i]) == _says(two[j]):
            i, j = i + 1, j + 1
        elif _turns(one[i]):
            i += 1
        elif _turns(two[j]):
            j += 1
        else:
            break
    return i, j


def _turns(block: Block) -> bool:
    return isinstance(block, Paragraph) and _TURNS.match(block.text.strip()) is not None


def _of_part(block: Block, number: int, *, is_seam: bool) -> Block:
    """The block with places that name its page."""
    low = _DEEP if is_seam else block.low
    if isinstance(block, Paragraph):
        return replace(block, locator={"part": number, **block.locator}, low=low)
    rows = [[cell._replace(address=(number, *cell.address)) for cell in row] for row in block.rows]
    table = None if block.table is None else number * _TABLES_A_PAGE + block.table
    return Grid(rows, block.positioned, block.rows_marked, low, table)
