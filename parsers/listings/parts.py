"""An article that its site cuts into several pages: which of the pages that a pager names are its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, AnyStr, Generic, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from parsers.listings.files import is_file_link
from parsers.listings.hrefs import identity
from parsers.recognition import judge_title

if TYPE_CHECKING:
    from collections.abc import Callable

    from parsers.listings.model import ListPage, Page

MOST_PARTS = 30
"""Pages of one article that are ever asked for."""
_PAGE_WORDS = frozenset({"page", "p", "pageno", "pageindex", "pagenum", "currpage", "curpage", "currentpage", "pn"})
_NUMBERED = re.compile(r"[_-](\d{1,3})(?:\.\w+)?$")
_PAGE_TWO = rf"[?&;](?:{'|'.join(sorted(_PAGE_WORDS))})=2\b"


class _Signs(NamedTuple, Generic[AnyStr]):
    """The signs of a pager, for text or for bytes: words as what stands before what several share, and addresses."""

    words: tuple[tuple[AnyStr, tuple[AnyStr, ...]], ...]
    link: AnyStr
    numbers: tuple[AnyStr, ...]
    page_two: re.Pattern[AnyStr]
    spelt: Callable[[str], AnyStr]


_IN_TEXT = _Signs(
    (("页", ("下一", "下", "后一")), ("Page", ("create", "count"))), 'rel="next"', ("_1.", "_2.", "-1.", "-2."),
    re.compile(_PAGE_TWO, re.IGNORECASE | re.ASCII), str,
)  # fmt: skip
_IN_BYTES = _Signs(
    tuple((shared.encode(), tuple(map(str.encode, begun))) for shared, begun in _IN_TEXT.words), b'rel="next"',
    tuple(map(str.encode, _IN_TEXT.numbers)), re.compile(_PAGE_TWO.encode(), re.IGNORECASE), str.encode,
)  # fmt: skip


def may_go_on(markup: str, url: str) -> bool:
    """Whether the page at `url` may have a pager, told quickly by its words and by addresses made from its own.

    Where it has none it need not be read as a list.
    """
    return _shows(markup, url, _IN_TEXT)


def names_pages(markup: bytes, url: str) -> bool:
    """`may_go_on` for markup in UTF-8."""
    return _shows(markup, url, _IN_BYTES)


def _shows(markup: AnyStr, url: str, signs: _Signs[AnyStr]) -> bool:
    """Whether any of the signs is there. What several share is looked for once."""
    for shared, begun in signs.words:
        if shared in markup and any(before.endswith(begun) for before in markup.split(shared)[:-1]):
            return True
    parts = urlsplit(url)
    stem = signs.spelt(parts.path.rpartition("/")[2].partition(".")[0] or "index")
    at = markup.find(stem)
    while at >= 0:
        if markup.startswith(signs.numbers, at + len(stem)):
            return True
        at = markup.find(stem, at + 1)
    return signs.link in markup or (bool(parts.query) and signs.page_two.search(markup) is not None)


def part_number(first: str, url: str) -> int | None:
    """The number in the address `url` if that names a further page of the article at `first`: ``a_1.html`` of ``a.html``, ``?page=2``."""
    ours, theirs = urlsplit(first), urlsplit(url)
    if (ours.netloc, ours.scheme) != (theirs.netloc, theirs.scheme):
        return None
    if ours.path == theirs.path:
        return _by_query(ours.query, theirs.query)
    folder, _, name = ours.path.rpartition("/")
    their_folder, _, their_name = theirs.path.rpartition("/")
    stem, dot, ending = name.partition(".")
    found = _NUMBERED.search(their_name)
    if found is None or folder != their_folder or ours.query != theirs.query:
        return None
    same_ending = not name or their_name.partition(".")[1:] == (dot, ending)
    return int(found.group(1)) if same_ending and their_name[: found.start()] == (stem or "index") else None


def _by_query(ours: str, theirs: str) -> int | None:
    one, two = dict(parse_qsl(ours)), dict(parse_qsl(theirs))
    differing = {name for name in one.keys() | two.keys() if one.get(name) != two.get(name)}
    if len(differing) != 1 or (name := differing.pop()).lower() not in _PAGE_WORDS:
        return None
    number = two.get(name, "")
    return (
        int(number) if number.isdecimal() and len(number) <= 3 and int(number) > int(one.get(name, "0") or 0) else None
    )


def first_addresses(url: str) -> set[str]:
    """The addresses whose article the page at `url` may be a further page of, by its own address alone."""
    head, _, query = url.partition("?")
    folder, _, name = head.rpartition("/")
    ending = f"?{query}" if query else ""
    found: set[str] = set()
    if numbered := _NUMBERED.search(name):
        stem, suffix = name[: numbered.start()], name[numbered.end(1) :]
        found.add(f"{folder}/{stem}{suffix}{ending}")
        if stem == "index":
            found.add(f"{folder}/{ending}")
    fields = query.split("&") if query else []
    for at, field in enumerate(fields):
        word = field.partition("=")[0]
        rest = [fields[:at] + ([f"{word}={first}"] if first else []) + fields[at + 1 :] for first in ("", "0", "1")]
        found |= {head + ("?" + "&".join(others) if others else "") for others in rest}
    return {first for first in found if part_number(first, url) is not None}


def article_pages(page: ListPage, first: str | None = None) -> list[Page]:
    """The further pages of an article that one of its pages names; `first` is the address of the first, if that is another."""
    first = first or page.url
    found = [
        further
        for further in page.pages
        if further.method == "GET" and not is_file_link(further.url) and part_number(first, further.url) is not None
    ]
    return found[:MOST_PARTS]


def goes_on(first: ListPage, other: ListPage) -> bool:
    """Whether `other` is the article of `first` going on, and no page of a list: that lists other reports than its first page."""
    return _reports(other) <= _reports(first)


def lists_reports(page: ListPage) -> bool:
    """Whether reports other than the page itself are linked in its body."""
    return bool(_reports(page))


def _reports(page: ListPage) -> set[str]:
    turned = {identity(further.url) for further in page.pages} | {identity(page.url)}
    return {
        identity(link.url)
        for link in page.links
        if link.zone == "body" and identity(link.url) not in turned and judge_title(link.title or link.text).is_report
    }
