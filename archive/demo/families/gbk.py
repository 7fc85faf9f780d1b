"""A hand-made site in GBK with words for its pager."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.demo.chance import stream
from archive.demo.families.trs import Family, Item
from archive.demo.skin import Leaf, old_frame

if TYPE_CHECKING:
    from datetime import date


class Gbk(Family):
    """``list.htm``, ``list_2.htm`` …; layout tables; files in one upload folder."""

    encoding = "gb18030"
    declares_charset = False
    root = "/xxgk/"
    ending = "htm"

    def column_path(self, *slugs: str) -> str:
        """A folder a column."""
        return f"{self.root}{''.join(f'{slug}/' for slug in slugs)}list.htm"

    def article_path(self, column: str, day: date, name: str) -> str:
        """A running number."""
        return f"{column.rsplit('/', 1)[0]}/{day.year}/show_{stream('show', column, name).randint(100, 99999)}.htm"

    def file_path(self, article: str, name: str, ending: str) -> str:
        """The upload folder."""
        return f"/upload/{stream('file', article, name).randint(10**9, 10**10 - 1)}.{ending}"

    def page_path(self, column: str, number: int) -> str:
        """Page 2 is ``list_2``."""
        return column if number == 0 else f"{column.removesuffix('.htm')}_{number + 1}.htm"

    def lines(self, column: str, items: list[Item]) -> str:  # noqa: ARG002
        """Rows of a layout table, whole titles, a line break within the tag."""
        rows = []
        for item in items:
            link = f'<A style="font-size:14px"\n   href="{item.href}" target=_blank>{item.title}</A>'
            rows.append(f"<TR>\n<TD height=30>&nbsp;·{link}</TD><TD width=110>{item.day}</TD></TR>\n")
        return f'<TABLE width="98%" align=center><TBODY>{"".join(rows)}</TBODY></TABLE>'

    def pager(self, column: str, number: int, total: int, records: int) -> str:
        """Words for the first, previous, next and last page."""
        steps = {"首页": 0, "上一页": number - 1, "下一页": number + 1, "尾页": total - 1}
        words = []
        for text, to in steps.items():
            href = self.page_path(column, to).rsplit("/", 1)[1]
            words.append(f'<A href="{href}">{text}</A>' if 0 <= to < total and to != number else text)
        return f"<P align=center class=fanye>共{records}条 第{number + 1}/{total}页 {' '.join(words)}</P>"

    def body(self, html: str) -> str:
        """A cell."""
        return f'<TABLE width="98%" align=center><TR><TD id=zoom class=zw>{html}</TD></TR></TABLE>'

    def framed(self, leaf: Leaf) -> str:
        """The old frame; the charset is named in the page alone."""
        return old_frame(self.face, leaf, charset="gb2312")
