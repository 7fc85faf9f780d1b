"""Articles that stand only in a script of their page, as on directory platforms: found, read, and each number shown in its place."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from lxml import html

from archive.build import build
from archive.layout import Layout
from archive.site.app import open_site
from parsers import parse
from tests.support.own_report import page as own_page
from tests.support.own_report import report
from tests.support.web.crawling import crawl
from tests.support.web.pages import Item, column_head, page, put_home, rows
from tests.support.web.server import Host, Reply, running

AT = "/gkmlpt/content/9/9103/post_9103540.html"
FILE = "/attachment/0/1/9103540/tables.txt"


def held(markup: str) -> str:
    """A page whose article is a string for its script to show, brackets as numbers."""
    body = markup.partition("<body>")[2].partition("</body>")[0]
    said = json.dumps(body + f'<p><a href="{FILE}">附件：说明.txt</a></p>', ensure_ascii=False)
    said = said.replace("<", "\\u003C").replace(">", "\\u003E")
    script = f'<script>window._CONFIG = {{ SID: \'755041\', DETAIL: {{"id":9103540,"content":{said}}} }};</script>'
    return f'<html><head><title>政府信息公开目录</title>{script}</head><body><div id="app"></div></body></html>'


def serve(host: Host, name: str, whole: str) -> None:
    put_home(host, "云溪市青禾县", "/xxgk/", "/xxgk/xxgknb/")
    items = [Item(name, AT)]
    host.pages["/xxgk/xxgknb/"] = Reply(page("年报", rows(items), column_head()))
    host.pages[AT] = Reply(held(whole))
    host.pages[FILE] = Reply("说明", 200)


async def test_an_article_in_a_script_is_found_read_and_shown(tmp_path: Path) -> None:
    own = report(7)
    whole = own_page(own).decode()
    expected = {cell.path: cell for cell in parse(whole.encode()).cells}
    layout = Layout(tmp_path / "archive")
    with running() as web:
        host = web.host("held")
        serve(host, own.title, whole)
        run = crawl(layout.root, [("青禾县人民政府", host.home)])
        assert run.found(host.home) == {host.url(AT)}
        assert FILE in host.paths(), "a file that only the article links to"
    build(layout, full=False, workers=1, progress=lambda *_: None)
    with closing(sqlite3.connect(layout.database)) as db:
        ((key, status, cells),) = db.execute("SELECT id, status, cells FROM reports").fetchall()
    assert (status, cells) == ("parsed", len(expected))
    site = open_site(layout)
    await site.invoke_startup()
    for path, cell in list(expected.items())[::40]:
        answer = await site.client.get(f"/report/{key}/capture?cell={path}")
        (marked,) = html.fromstring(answer.text).xpath("//*[@id='cell']")
        assert marked.text_content().strip() == cell.raw, path
