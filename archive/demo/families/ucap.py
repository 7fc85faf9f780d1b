"""Channels with numbers and pages with hexadecimal names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from archive.demo.chance import stream, token
from archive.demo.families.trs import Family
from archive.demo.skin import Leaf, frame

if TYPE_CHECKING:
    from datetime import date


class Ucap(Family):
    """``/site/cNNNNNN/``: pages ``x.shtml``, ``x_2.shtml`` …, articles ``YYYYMM/<32 hex>.shtml``, files beside them."""

    size = 5
    root = "/qhx/"
    ending = "shtml"

    def home(self) -> str:
        """The home page stands below the site's directory."""
        return "/qhx/index.shtml"

    def column_path(self, *slugs: str) -> str:
        """A channel number, then a page name."""
        named = [slug for slug in slugs if slug.startswith("c1") and len(slugs) == 1]
        channel = named[0] if named else f"c{stream('channel', *slugs).randint(100_300, 199_999)}"
        return f"{self.root}{channel}/{'zfxxgk_gknb' if 'nb' in slugs or named else 'list'}.shtml"

    def article_path(self, column: str, day: date, name: str) -> str:
        """A hexadecimal name below the month."""
        return f"{column.rsplit('/', 1)[0]}/{day:%Y%m}/{token(32, column, name)}.shtml"

    def file_path(self, article: str, name: str, ending: str) -> str:
        """A folder of the article's own."""
        return f"{article.removesuffix('.shtml')}/files/{token(32, article, name)}.{ending}"

    def page_path(self, column: str, number: int) -> str:
        """Page 2 is ``_2``."""
        return column if number == 0 else f"{column.removesuffix('.shtml')}_{number + 1}.shtml"

    def pager(self, column: str, number: int, total: int, records: int) -> str:
        """The call that names its box, counts from 1 and knows the records."""
        stem = column.rsplit("/", 1)[1].removesuffix(".shtml")
        call = f"createPageHTML('page_div',{total}, {number + 1},'{stem}','shtml',{records});"
        return f'<div id="page_div" class="page"></div><script>{call}</script>'

    def body(self, html: str) -> str:
        """Tags of the system's own."""
        return f'<div id="zoomcon"><UCAPCONTENT>{html}</UCAPCONTENT></div>'

    def framed(self, leaf: Leaf) -> str:
        """Every page names its channel."""
        channel = ("channelid", token(32, self.face.facts["key"], leaf.title))
        return frame(self.face, replace(leaf, meta=(*leaf.meta, channel)))
