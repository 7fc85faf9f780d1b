"""Answers that are cut, squeezed, swollen or lie about themselves, each on a site that is otherwise sound."""

from __future__ import annotations

import gzip
import zlib
from http.server import BaseHTTPRequestHandler

from tests.support.web.fault import Fault, sound, spoil, urls
from tests.support.web.pages import column_head, page, rows
from tests.support.web.server import Host, Reply


def _body(host: Host, path: str) -> bytes:
    reply = host.pages[path]
    assert isinstance(reply, Reply)
    return reply.raw


def gzip_cut(host: Host, place: str) -> Fault:
    items = sound(host, place)
    squeezed = gzip.compress(_body(host, items[0].path))
    spoil(host, items[0].path, Reply(squeezed[: len(squeezed) // 2], headers={"Content-Encoding": "gzip"}))
    return Fault("ok", "breaks off", urls(host, items[1:]))


def gzip_claimed(host: Host, place: str) -> Fault:
    items = sound(host, place)
    spoil(host, items[0].path, Reply(_body(host, items[0].path), headers={"Content-Encoding": "gzip"}))
    return Fault("ok", "", urls(host, items))


def deflate_both_ways(host: Host, place: str) -> Fault:
    items = sound(host, place)
    raw = zlib.compressobj(wbits=-15)
    for item, squeezed in zip(
        items,
        (zlib.compress(_body(host, items[0].path)), raw.compress(_body(host, items[1].path)) + raw.flush()),
        strict=False,
    ):
        spoil(host, item.path, Reply(squeezed, headers={"Content-Encoding": "deflate"}))
    return Fault("ok", "", urls(host, items))


def bomb(host: Host, place: str) -> Fault:
    items = sound(host, place)
    swollen = gzip.compress(b"<p>" + bytes(90_000_000), 1)
    spoil(host, items[0].path, Reply(swollen, headers={"Content-Encoding": "gzip"}))
    return Fault("ok", "larger than the bound", urls(host, items[1:]))


def bomb_in_bomb(host: Host, place: str) -> Fault:
    items = sound(host, place)
    swollen = gzip.compress(gzip.compress(bytes(90_000_000), 1), 9)
    spoil(host, items[0].path, Reply(swollen, headers={"Content-Encoding": "gzip, gzip"}))
    return Fault("ok", "larger than the bound", urls(host, items[1:]))


def says_it_is_huge(host: Host, place: str) -> Fault:
    items = sound(host, place)

    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999999999\r\n\r\n<html>")
        handler.close_connection = True

    spoil(host, items[0].path, Reply(act=act))
    return Fault("ok", "larger than the bound", urls(host, items[1:]))


def never_ends(host: Host, place: str) -> Fault:
    items = sound(host, place)

    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
        block = b"100000\r\n" + b"x" * 0x100000 + b"\r\n"
        for _ in range(200):
            handler.wfile.write(block)

    spoil(host, items[0].path, Reply(act=act))
    return Fault("ok", "larger than the bound", urls(host, items[1:]))


def _raw(text: bytes) -> Reply:
    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(text)
        handler.close_connection = True

    return Reply(act=act)


def header_flood(host: Host, place: str) -> Fault:
    items = sound(host, place)
    flood = b"".join(b"X-Pad-%d: %s\r\n" % (n, b"y" * 900) for n in range(3000))
    whole = _body(host, items[0].path)
    spoil(
        host,
        items[0].path,
        _raw(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n%s\r\n" % (len(whole), flood) + whole
        ),
    )
    return Fault("ok", "headers", urls(host, items[1:]))


def header_without_end(host: Host, place: str) -> Fault:
    items = sound(host, place)
    spoil(host, items[0].path, _raw(b"HTTP/1.1 200 OK\r\nX-Long: " + b"y" * 2_000_000))
    return Fault("ok", "connection failed", urls(host, items[1:]))


def no_http_at_all(host: Host, place: str) -> Fault:
    items = sound(host, place)
    spoil(host, items[0].path, _raw(b"SSH-2.0-OpenSSH_8.0\r\n"))
    return Fault("ok", "connection failed", urls(host, items[1:]))


def closes_without_a_word(host: Host, place: str) -> Fault:
    items = sound(host, place)
    spoil(host, items[0].path, _raw(b""))
    return Fault("ok", "connection failed", urls(host, items[1:]))


def without_length(host: Host, place: str) -> Fault:
    items = sound(host, place)
    spoil(host, items[0].path, _raw(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + _body(host, items[0].path)))
    return Fault("ok", "", urls(host, items))


def more_than_its_length(host: Host, place: str) -> Fault:
    """What comes after the stated length is not part of the answer, and the stated part is no whole report."""
    items = sound(host, place)
    whole = _body(host, items[0].path)
    spoil(
        host,
        items[0].path,
        _raw(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(whole)
            + whole
            + b"tail" * 9
        ),
    )
    return Fault("ok", "", urls(host, items))


def nul_bytes(host: Host, place: str) -> Fault:
    items = sound(host, place)
    for path in ("/xxgk/xxgknb/", items[0].path):
        spoil(host, path, Reply(_body(host, path).replace(b"<ul>", b"<ul>\x00\x00").replace(b"<h1>", b"\x00<h1>")))
    return Fault("ok", "", urls(host, items))


def wrong_type(host: Host, place: str) -> Fault:
    items = sound(host, place)
    for n, item in enumerate(items):
        kind = ("image/jpeg", "application/octet-stream", "text/plain", "", "text/html; charset=", "*/*")[n % 6]
        spoil(host, item.path, Reply(_body(host, item.path), type=kind))
    return Fault("ok", "", urls(host, items))


def pager_lies(host: Host, place: str) -> Fault:
    """The pager promises fifty pages; from the second on the last one is repeated."""
    items = sound(host, place)

    def column(handler: BaseHTTPRequestHandler) -> Reply:
        part = items[3:] if "index_" in handler.path else items[:3]
        return Reply(
            page("年报", rows(part) + "<script>createPageHTML(50, 0, 'index', 'html')</script>", column_head())
        )

    spoil(host, "/xxgk/xxgknb/", column)
    for k in range(1, 51):
        spoil(host, f"/xxgk/xxgknb/index_{k}.html", column)
    return Fault("ok", "", urls(host, items))


def second_page_broken(host: Host, place: str) -> Fault:
    items = sound(host, place)
    turned = rows(items) + "<script>createPageHTML(2, 0, 'index', 'html')</script>"
    spoil(host, "/xxgk/xxgknb/", Reply(page("年报", turned, column_head())))
    spoil(host, "/xxgk/xxgknb/index_1.html", Reply("<html>500</html>", 500))
    return Fault("ok", "status 500", urls(host, items))


def grows_inward(host: Host, place: str) -> Fault:
    """Every folder leads to one of its own name below it."""
    items = sound(host, place)
    inner = '<a href="nb/">历年年报</a>'

    def any_folder(handler: BaseHTTPRequestHandler) -> Reply:
        if handler.path.endswith("/nb/"):
            return Reply(page("年报", inner, column_head()))
        return Reply("<html><title>404</title>Not Found</html>", 404)

    spoil(host, "/xxgk/xxgknb/", Reply(page("年报", rows(items) + inner, column_head())))
    spoil(host, "*", any_folder)
    return Fault("ok", "", urls(host, items))


ANSWERS = (
    gzip_cut, gzip_claimed, deflate_both_ways, bomb, bomb_in_bomb, says_it_is_huge, never_ends, header_flood, header_without_end, no_http_at_all,
    closes_without_a_word, without_length, more_than_its_length, nul_bytes, wrong_type, pager_lies, second_page_broken, grows_inward,
)  # fmt: skip
