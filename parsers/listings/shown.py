"""Pages that hold their report as pictures: which pictures may be its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parsers.listings.model import ListPage

_PICTURED = 300
"""Characters of sentences below which a report's page is its pictures."""
_MOST = 40
"""Pictures of which a report is made at most."""


def page_pictures(page: ListPage) -> tuple[str, ...]:
    """The addresses of the pictures that may be the pages of a report's page; none where its own text is the report."""
    if page.has_headings or _said(page) >= _PICTURED:
        return ()
    return page.images[:_MOST]


def _said(page: ListPage) -> int:
    """Characters of the lines that are sentences; menus are none."""
    return sum(len(line) for line in page.text.splitlines() if "。" in line)
