"""A site that answers 200 for everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.demo.chance import stream
from archive.demo.families.trs import Family
from archive.demo.skin import Leaf, frame

if TYPE_CHECKING:
    from datetime import date


class Soft(Family):
    """Pages by query, and a pager that promises more pages than there are."""

    size = 5
    root = "/"
    promised = 2

    def column_path(self, *slugs: str) -> str:
        """A short folder."""
        return f"/{'-'.join(slugs) or 'zfxxgk'}/index.html"

    def article_path(self, column: str, day: date, name: str) -> str:
        """The day as a folder."""
        return f"/info/{day}/{stream('info', column, name).randint(1000, 99999)}.html"

    def page_path(self, column: str, number: int) -> str:
        """Pages by query."""
        return column if number == 0 else f"{column}?page={number + 1}"

    def aliases(self, path: str) -> tuple[str, ...]:
        """The folder itself, and the first page by number."""
        return (path.removesuffix("index.html"), f"{path}?page=1") if path.endswith("/index.html") else ()

    def pager(self, column: str, number: int, total: int, records: int) -> str:  # noqa: ARG002
        """Numbers, a next page as long as one is promised, and a count that is too high."""
        promised = total + self.promised if total > 1 else 1
        numbers = [
            f"<b>{at + 1}</b>" if at == number else f'<a href="{self.page_path(column, at)}">{at + 1}</a>'
            for at in range(promised)
        ]
        if number + 1 < promised:
            numbers.append(f'<a class="next" href="{self.page_path(column, number + 1)}">下一页</a>')
        return f'<div class="page pagination">{"".join(numbers)} 共 {promised} 页</div>'

    def body(self, html: str) -> str:
        """A plain container."""
        return f'<div class="article-content" id="zoom">{html}</div>'

    def framed(self, leaf: Leaf) -> str:
        """The modern frame."""
        return frame(self.face, leaf)
