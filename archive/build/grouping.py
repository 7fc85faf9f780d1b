"""One report in several files: page and attachments, text and image edition, PDF and OFD of one text follow their best reading.

Files belong together when one was linked from the other, or both from one page, and agency, year, scope and edition do not
speak against it. Each is read by itself; nothing of one reading goes into another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.build.staging import Row, Staging

PREFERENCE = ("html", "docx", "word_xml", "xlsx", "excel_xml", "doc", "xls", "rtf", "mhtml", "ofd", "pdf", "text")
"""Formats from the one whose reading rests least on geometry to the one that rests most on it; images come after all."""

_PLAIN = "('html', 'text', '')"
_READ = "file.is_read AND other.is_read AND file.key IN (SELECT key FROM near)"
PAGE_OF = """FROM (SELECT page.*, page.year IS {0}.year AS same_year, page.first_seen <= {0}.first_seen AS was_there
    FROM candidate AS page WHERE page.url = {0}.via AND page.is_read
    AND ({0}.year IS NULL OR page.year IS NULL OR {0}.year = page.year))
  ORDER BY same_year DESC, was_there DESC, first_seen DESC LIMIT 1"""
"""SQL: the report on the page from which a file was linked; of several in turn that of its year, else the one of its time."""
_SAME_BODY = """coalesce(file.scope, other.scope) IS coalesce(other.scope, file.scope)
  AND coalesce(file.edition, other.edition) IS coalesce(other.edition, file.edition)"""
_ON_PAGE = f"""file.key, other.key FROM candidate AS file JOIN candidate AS other ON other.key = (SELECT key {PAGE_OF.format("file")})
  WHERE {_READ} AND {_SAME_BODY} AND file.format NOT IN {_PLAIN}
  AND coalesce(file.agency, other.agency) IS coalesce(other.agency, file.agency)
  AND coalesce(file.year, other.year) IS coalesce(other.year, file.year)"""
_BESIDE = f"""file.key, other.key FROM candidate AS file JOIN candidate AS other ON other.agency = file.agency
  AND other.year = file.year AND other.via = file.via AND other.url != file.url
  WHERE {_READ} AND {_SAME_BODY} AND file.format NOT IN {_PLAIN}"""
_STATUS_RANK = {"parsed": 0, "partial": 1}


def join_files(staging: Staging) -> None:
    """Let all readings of one report follow the best of them."""
    home: dict[str, str] = {}
    for sql in (_ON_PAGE, _BESIDE):
        for file, other in list(staging.select(sql)):
            a, b = (_root(home, _leader(staging, key)) for key in (file, other))
            home[max(a, b)] = min(a, b)
    groups: dict[str, list[str]] = {}
    for key in home:
        groups.setdefault(_root(home, key), []).append(key)
    for keys in groups.values():
        rows = [row for key in sorted(keys) for row in staging.find("key = ?", key)]
        best = min(rows, key=quality)
        for row in rows:
            for member in staging.members(row.key):
                staging.follow(member.key, best.key)


def quality(row: Row) -> tuple[object, ...]:
    """Best first: with tables, whole, in a format that keeps their structure, with the most cells."""
    kind = PREFERENCE.index(row.format) if row.format in PREFERENCE else len(PREFERENCE)
    return (row.cells == 0, _STATUS_RANK.get(row.status, 2), kind, -row.cells, row.key)


def speaker(shown: Row, members: Sequence[Row]) -> Row:
    """The member that says whose report it is: the one shown, unless it names no agency or year and another does."""
    if shown.agency is not None and shown.year is not None:
        return shown
    named = [row for row in members if row.is_read and row.agency is not None and row.year is not None]
    return min(named, key=quality) if named else shown


def _leader(staging: Staging, key: str) -> str:
    return str(next(staging.select("leader FROM candidate WHERE key = ?", key))[0])


def _root(home: dict[str, str], key: str) -> str:
    while home.setdefault(key, key) != key:
        key = home[key]
    return key
