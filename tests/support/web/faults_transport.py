"""Servers that redirect in circles, break off, drip, hurry, and open endless spaces."""

from __future__ import annotations

import gzip
import socket
import struct
import time
from http.server import BaseHTTPRequestHandler

from tests.support.web.fault import Fault, sound, spoil, urls
from tests.support.web.pages import column_head, page, report, rows
from tests.support.web.server import Host, Reply


def redirect_loop(host: Host, place: str) -> Fault:
    spoil(host, "/", Reply("", 302, headers={"Location": "/a"}))
    spoil(host, "/a", Reply("", 302, headers={"Location": "/"}))
    return Fault("error", "redirected")


def leads_away(host: Host, place: str) -> Fault:
    items = sound(host, place)
    spoil(host, items[0].path, Reply("", 302, headers={"Location": "http://127.0.0.99:9/report.html"}))
    return Fault("ok", "outside", urls(host, items[1:]))


def cookie_bounce(host: Host, place: str) -> Fault:
    items = sound(host, place)
    home = host.pages["/"]

    def bounce(handler: BaseHTTPRequestHandler) -> Reply:
        if "COLLCK=123" in handler.headers.get("Cookie", ""):
            return home if isinstance(home, Reply) else home(handler)
        return Reply("", 302, headers={"Location": "/", "Set-Cookie": "COLLCK=123; path=/"})

    spoil(host, "/", bounce)
    return Fault("ok", "", urls(host, items))


def reset(host: Host, place: str) -> Fault:
    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        handler.connection.close()
        handler.close_connection = True

    sound(host, place)
    spoil(host, "/", Reply(act=act))
    return Fault("unreachable", "connection")


def short_body(host: Host, place: str) -> Fault:
    items = sound(host, place)

    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<html>"
            + report("x").encode()[:99]
        )
        handler.close_connection = True
        handler.connection.shutdown(socket.SHUT_WR)

    spoil(host, items[0].path, Reply(act=act))
    return Fault("ok", "breaks off", urls(host, items[1:]))


def slow_drip(host: Host, place: str) -> Fault:
    items = sound(host, place)

    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 90\r\n\r\n")
        for _ in range(90):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.25)

    spoil(host, items[0].path, Reply(act=act))
    return Fault("ok", "in time", urls(host, items[1:]))


def unasked_gzip(host: Host, place: str) -> Fault:
    items = sound(host, place)
    for item in items[:2]:
        reply = host.pages[item.path]
        assert isinstance(reply, Reply)
        spoil(host, item.path, Reply(gzip.compress(reply.raw), headers={"Content-Encoding": "gzip"}))
    return Fault("ok", "", urls(host, items))


def busy_once(host: Host, place: str) -> Fault:
    items = sound(host, place)
    column, asked = host.pages["/xxgk/xxgknb/"], []

    def busy(handler: BaseHTTPRequestHandler) -> Reply:
        asked.append(handler.path)
        if len(asked) == 1:
            return Reply("busy", 503, headers={"Retry-After": "0"})
        return column if isinstance(column, Reply) else column(handler)

    spoil(host, "/xxgk/xxgknb/", busy)
    return Fault("ok", "", urls(host, items))


def too_many(host: Host, place: str) -> Fault:
    items = sound(host, place)
    spoil(host, items[1].path, Reply("slow down", 429, headers={"Retry-After": "86400"}))
    return Fault("declined", "429", urls(host, items[:1]))


def empty_column(host: Host, place: str) -> Fault:
    sound(host, place)
    spoil(host, "/xxgk/xxgknb/", Reply(page("年报", "<ul></ul>", column_head())))
    return Fault("empty", "column")


def no_column(host: Host, place: str) -> Fault:
    spoil(
        host,
        "/",
        Reply(page(f"{place}人民政府", '<a href="/news/">新闻</a><a href="/ndbb/">政府网站年度工作报表</a>' * 3)),
    )
    return Fault("empty", "no report column")


def endless_pager(host: Host, place: str) -> Fault:
    items = sound(host, place)

    def column(handler: BaseHTTPRequestHandler) -> Reply:
        k = int(handler.path.rpartition("=")[2] or 1) if "=" in handler.path else 1
        return Reply(
            page(
                "年报",
                rows(items) + f'<div class="page"><a href="/xxgk/xxgknb/?page={k + 1}">下一页</a></div>',
                column_head(),
            )
        )

    spoil(host, "/xxgk/xxgknb/", column)
    return Fault("ok", "", urls(host, items))


def calendar_and_clones(host: Host, place: str) -> Fault:
    items = sound(host, place)
    traps = "".join(f'<a href="/xxgk/xxgknb/?year=2023&amp;month={m}&amp;day=1">{m}月</a>' for m in range(1, 13))
    clone = f'<li><a href="http://127.0.0.98:9/art.html" title="{place}2018年政府信息公开工作年度报告">镜像</a></li>'
    session = rows(items).replace('.html"', '.html;jsessionid=A1B2C3"') + rows(items)
    big5 = f'<li><a href="/gate/big5/{host.netloc}{items[0].path}">{place}2019年政府信息公开工作年度報告</a></li>'
    spoil(host, "/xxgk/xxgknb/", Reply(page("年报", session + traps + clone + big5, column_head())))
    for item in items:
        host.pages[item.path + ";jsessionid=A1B2C3"] = host.pages[item.path]
    return Fault("ok", "", urls(host, items))
