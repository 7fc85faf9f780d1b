"""One report cut by its site into several pages, each with the head and foot of the site and the article's pager."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.parsers.rules.page import page

NAV = '<div class="nav"><a href="/">首页</a> <a href="/gk/">政府信息公开</a></div>'
FOOT = '<div class="footer"><p>主办单位：青禾县水务局</p><p>网站标识码：9900000001</p></div>'
Pager = Callable[[int, int], str]
"""Number of a page, from 1, and how many there are, to the markup of the pager."""


def whole(**change: object) -> str:
    """The report on one page."""
    said = "一年来，本机关依法做好政府信息公开工作，群众查阅更为便利，没有发生泄密事件，各项工作平稳有序。" * 8
    return page({"text": {"overview": said}, **change}).decode()


def numbered(stem: str) -> Pager:
    """Plain links: ``stem_2.html`` is page two."""

    def pager(number: int, total: int) -> str:
        at = {n: f"{stem}.html" if n == 1 else f"{stem}_{n}.html" for n in range(1, total + 1)}
        links = "".join(f"<b>{n}</b> " if n == number else f'<a href="{href}">{n}</a> ' for n, href in at.items())
        before = f'<a href="{at[number - 1]}">上一页</a>' if number > 1 else ""
        after = f'<a href="{at[number + 1]}">下一页</a>' if number < total else ""
        return f'<div class="page">{before}{links}{after}</div>'

    return pager


def counted(stem: str) -> Pager:
    """Plain links that say numbers and no words."""
    return lambda number, total: re.sub(r"<a [^>]*>[上下]一页</a>", "", numbered(stem)(number, total))


def scripted(stem: str) -> Pager:
    """TRS: a script that counts from 0; ``stem_1.html`` is page two."""
    return lambda number, total: (
        f'<div class="page"><script>createPageHTML({total}, {number - 1}, "{stem}", "html");</script></div>'
    )


def queried(number: int, total: int) -> str:
    """Only a way to the next page, by query."""
    return f'<div class="page"><a href="?id=7&amp;page={number + 1}">下一页</a></div>' if number < total else ""


def queried_by_number(number: int, total: int) -> str:
    """Numbers and no words, by query."""
    links = "".join(f'<a href="?id=7&amp;page={n}">{n}</a> ' for n in range(1, total + 1) if n != number)
    return f'<div class="page"><b>{number}</b> {links}</div>'


def cut_pages(pager: Pager, *, within_table: bool = False, **change: object) -> list[bytes]:
    """Three pages: cut before sections three and five, or in the middle of table three."""
    report = whole(**change)
    head, rest = report.split("<body>")
    title = re.search(r"<h1>.*?</h1>", rest)
    assert title is not None
    body = rest[title.end() : rest.rindex("</div></body>")]
    third = body.index("<p>收到和处理")
    fifth = body.index("<p>存在的主要问题")
    parts = [body[:third], body[third:fifth], body[fifth:]]
    if within_table:
        at = body.index("<tr>", body.index("属于行政执法案卷") if "属于行政执法案卷" in body else third + 4000)
        parts = [f"{body[:at]}</table>", f"<table>{body[at:fifth]}", body[fifth:]]
    return [
        f"{head}<body>{NAV}<div class='main'>{title.group()}<p>发布日期：2024-01-20 浏览次数：{7 * n} 次</p>"
        f"<div class='con'>{part}</div>{pager(n, len(parts))}</div>{FOOT}</body></html>".encode()
        for n, part in enumerate(parts, 1)
    ]
