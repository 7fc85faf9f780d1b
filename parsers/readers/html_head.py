"""What the head of a page declares: its title and the standard meta tags of government sites.

Names are those of the 政府网站发展指引 (国办发〔2017〕47号): ArticleTitle, PubDate, ContentSource, ColumnType, SiteName …
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.text import tidy

if TYPE_CHECKING:
    from lxml.etree import _Element


def read_head(root: _Element) -> dict[str, str]:
    """Meta names in lower case with their content, the first that is not empty; ``title`` is the title element."""
    head: dict[str, str] = {}
    title = ""
    for element in root.iter("meta", "title"):
        if element.tag == "title":
            title = title or tidy(element.text or "")
            continue
        name = element.get("name") or element.get("property")
        content = element.get("content")
        if name and content and content.strip():
            head.setdefault(name.strip().lower(), tidy(content))
    if title:
        head.setdefault("title", title)
    return head
