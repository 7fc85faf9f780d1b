"""What the head of a page declares: its title and the standard meta tags of government sites.

Names are those of the 政府网站发展指引 (国办发〔2017〕47号): ArticleTitle, PubDate, ContentSource, ColumnType, SiteName …
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.text import tidy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element


def read_head(metas: Iterable[_Element], titles: Iterable[_Element]) -> dict[str, str]:
    """Meta names in lower case with their content, the first that is not empty; ``title`` is the title element."""
    head: dict[str, str] = {}
    for meta in metas:
        name = meta.get("name") or meta.get("property")
        content = meta.get("content")
        if name and content and content.strip():
            head.setdefault(name.strip().lower(), tidy(content))
    title = next((text for title in titles if (text := tidy(title.text or ""))), "")
    if title:
        head.setdefault("title", title)
    return head
