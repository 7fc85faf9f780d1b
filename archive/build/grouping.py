"""One report in several files: page and attachments, text and image edition, PDF and OFD of one text follow their best reading.

Files belong together when one was linked from the other, or both from one page, and agency, year, scope and edition do not
speak against it. Each is read by itself; nothing of one reading goes into another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.build.staging import Row, Staging

PREFERENCE = ("html", "docx", "xlsx", "doc", "xls", "rtf", "mhtml", "ofd", "pdf", "text")
"""Formats from the one whose reading rests least on geometry to the one that rests most on it; images come after all."""

_PLAIN = "('html', 'text', '')"
_READ = "file.is_read AND other.is_read AND file.url IN (SELECT url FROM near)"
_SAME_BODY = """coalesce(file.scope, other.scope) IS coalesce(other.scope, file.scope)
  AND coalesce(file.edition, other.edition) IS coalesce(other.edition, file.edition)"""
_ON_PAGE = f"""file.url, other.url FROM candidate AS file JOIN candidate AS other ON other.url = file.via
  WHERE {_READ} AND {_SAME_BODY} AND file.format NOT IN {_PLAIN}
  AND coalesce(file.agency, other.agency) IS coalesce(other.agency, file.agency)
  AND coalesce(file.year, other.year) IS coalesce(other.year, file.year)"""
_BESIDE = f"""file.url, other.url FROM candidate AS file JOIN candidate AS other ON other.agency = file.agency
  AND other.year = file.year AND other.via = file.via AND other.url != file.url
  WHERE {_READ} AND {_SAME_BODY} AND file.format NOT IN {_PLAIN}"""
_STATUS_RANK = {"parsed": 0, "partial": 1}


def join_files(staging: Staging) -> None:
    """Let all readings of one report follow the best of them."""
    home: dict[str, str] = {}
    for sql in (_ON_PAGE, _BESIDE):
        for file, other in list(staging.select(sql)):
            a, b = (_root(home, _leader(staging, url)) for url in (file, other))
            home[max(a, b)] = min(a, b)
    groups: dict[str, list[str]] = {}
    for url in home:
        groups.setdefault(_root(home, url), []).append(url)
    for urls in groups.values():
        rows = [row for url in sorted(urls) for row in staging.find("url = ?", url)]
        best = min(rows, key=quality)
        for row in rows:
            for member in staging.members(row.url):
                staging.follow(member.url, best.url)


def quality(row: Row) -> tuple[object, ...]:
    """Best first: with tables, whole, in a format that keeps their structure, with the most cells."""
    kind = PREFERENCE.index(row.format) if row.format in PREFERENCE else len(PREFERENCE)
    return (row.cells == 0, _STATUS_RANK.get(row.status, 2), kind, -row.cells, row.url)


def speaker(shown: Row, members: Sequence[Row]) -> Row:
    """The member that says whose report it is: the one shown, unless it names no agency or year and another does."""
    if shown.agency is not None and shown.year is not None:
        return shown
    named = [row for row in members if row.is_read and row.agency is not None and row.year is not None]
    return min(named, key=quality) if named else shown


def _leader(staging: Staging, url: str) -> str:
    return str(next(staging.select("leader FROM candidate WHERE url = ?", url))[0])


def _root(home: dict[str, str], url: str) -> str:
    while home.setdefault(url, url) != url:
        url = home[url]
    return url
