"""Generated sites on loopback for `benchmarks/crawl.py`: ``python -m benchmarks.crawled_sites SITES PAGES_A_SITE ROWS``.

Prints the home pages as one line of JSON, then serves until it is ended. Pages are made when asked for; a report has two
tables of that many rows.
"""

from __future__ import annotations

import asyncio
import json
import re
import socket
import sys

from parsers.form import load_form

PER_LIST = 20
HEADINGS = tuple(f"{'一二三四五六'[section.number - 1]}、{section.heading}" for section in load_form().sections)
ROW = (
    "<tr>"
    + "".join(f"<td style='border:1px solid black;text-align:center'><p>{n}</p></td>" for n in range(8))
    + "</tr>"
)
TEXT = "<p>本机关依法推进政府信息公开，主动回应社会关切，不断完善制度，答复依申请公开事项若干件。</p>"
FOOT = "<div class='footer'>主办：办公室 网站标识码 9900000001 <a href='/about.html'>网站地图说明</a></div>"


def page(title: str, body: str, head: str = "") -> bytes:
    """A page of an invented government."""
    nav = "<div class='nav'><a href='/'>首页</a><a href='/news/'>新闻动态</a></div>"
    markup = f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title>{head}</head>"
    return f"{markup}<body>{nav}{body}{FOOT}</body></html>".encode()


def report(number: int, table_rows: int) -> bytes:
    """One report; with 22 rows a table about 25 KB."""
    title, table = title_of(number), f"<table>{ROW * table_rows}</table>"
    parts = "".join(f"<h3>{heading}</h3>{TEXT * 4}{table if n in (1, 2) else ''}" for n, heading in enumerate(HEADINGS))
    return page(title, f"<h1>{title}</h1><div id='zoom'>{parts}</div>", f"<meta name='ArticleTitle' content='{title}'>")


def title_of(number: int) -> str:
    return f"第{number // 10}局{2014 + number % 10}年政府信息公开工作年度报告"


def listing(k: int, pages: int) -> bytes:
    """The k-th page of the column, from 0."""
    rows = "".join(
        f"<li><a href='/nb/202401/t20240125_{n}.html' title='{title_of(n)}'>{title_of(n)}</a><span>2024-01-25</span></li>"
        for n in range(k * PER_LIST, min(pages, (k + 1) * PER_LIST))
    )
    script = f'<script>createPageHTML({-(-pages // PER_LIST)}, {k}, "index", "html");</script>'
    column = "<meta name='ColumnName' content='政府信息公开年报'><meta name='ColumnType' content='信息公开年报'>"
    return page("政府信息公开年报", f"<ul>{rows}</ul>{script}", column)


def answer(path: str, pages: int, table_rows: int) -> bytes | None:
    """What a site gives for a path."""
    if found := re.fullmatch(r"/nb/202401/t20240125_(\d+)\.html", path):
        return report(int(found[1]), table_rows)
    if found := re.fullmatch(r"/nb/(?:index_(\d+)\.html)?", path):
        return listing(int(found[1] or 0), pages)
    if path == "/":
        return page("某县人民政府", "<a href='/nb/'>政府信息公开年报</a>")
    return None


async def serve(sites: int, pages: int, table_rows: int) -> None:
    """One socket a site, all with one handler."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await _head(reader):
            body = answer(head.split(" ", 2)[1], pages, table_rows)
            status = "200 OK" if body is not None else "404 Not Found"
            body = body or b"<html><title>404</title>Not Found</html>"
            line = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
            writer.write(line.encode() + body)
            await writer.drain()
        writer.close()

    listeners = []
    for number in range(sites):
        listener = socket.socket()
        listener.bind((f"127.0.{number // 200 + 1}.{number % 200 + 1}", 0))
        listeners.append(listener)
    for listener in listeners:
        await asyncio.start_server(handle, sock=listener)
    print(json.dumps([f"http://{'{}:{}'.format(*listener.getsockname())}/" for listener in listeners]), flush=True)
    await asyncio.Event().wait()


async def _head(reader: asyncio.StreamReader) -> str:
    try:
        return (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    except (asyncio.IncompleteReadError, ConnectionResetError):
        return ""


if __name__ == "__main__":
    asyncio.run(serve(*map(int, sys.argv[1:])))
