"""Servers that refuse, pretend, break off, loop and lie, each with the state or remark that the run record must give."""

from __future__ import annotations

import gzip
import socket
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

from tests.support.web.pages import Item, column_head, page, put_home, put_reports, report, rows, titles
from tests.support.web.server import Host, Maker, Reply

BLOCKS = {
    "瑞数": '<html><head><meta id="9DhefwqGPrzGxEp9hPaoag" content="x" r="m"><script>$_ts=window[\'$_ts\'];</script></head><body></body></html>',
    "加速乐": "<script>document.cookie=('_')+('_jsl_clearance_s=1');location.href=location.pathname+location.search</script>",
    "创宇盾": "<html><body>当前访问疑似黑客攻击，已被创宇盾拦截</body></html>",
    "SafeDog": "<html><body>您的请求带有不合法参数，已被网站管理员设置拦截！<a href='http://404.safedog.cn/'>x</a></body></html>",
    "阿里云盾": "<html><body>很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。</body></html>",
    "腾讯云": "<html><body><h1>腾讯T-Sec Web应用防火墙</h1>很抱歉，您提交的请求存在异常</body></html>",
    "华为云": "<html><body>您的请求疑似攻击行为！</body></html>",
    "百度云加速": "<html><body>当前访问可能造成安全威胁 yunjiasu</body></html>",
    "安恒": "<html><body>您的访问可能对网站造成危险，已被云防护安全拦截</body></html>",
    "360": "<html><body>您的访问可能对网站造成威胁，已被云防护拦截</body></html>",
    "云锁": '<html><body class="yunsuologo">请求被拒绝</body></html>',
    "网宿": "<html><body>您当前的访问行为存在异常，请稍后重试</body></html>",
    "captcha": "<html><body>本站开启了验证码保护</body></html>",
    "质询": "<html><noscript>请开启JavaScript并刷新该页.</noscript><script>eval(1)</script></html>",
}
"""Bodies of refusals as the products' own pages word them, by a part of the product's name."""


@dataclass
class Fault:
    """What a site does, the state the run must name, words its reason or remarks must hold, and reports still found."""

    state: str
    said: str = ""
    expected: set[str] = field(default_factory=set)


Maker_ = Callable[[Host, str], Fault]


def _sound(host: Host, place: str, years: range = range(2019, 2025)) -> list[Item]:
    put_home(host, place, "/xxgk/", "/xxgk/xxgknb/")
    items = put_reports(host, titles(place, years), "/xxgk/xxgknb/{n}.html")
    host.pages["/xxgk/xxgknb/"] = Reply(page("年报", rows(items), column_head()))
    return items


def _urls(host: Host, items: list[Item]) -> set[str]:
    return {host.url(item.path) for item in items}


def _spoil(host: Host, path: str, reply: Reply | Maker) -> None:
    host.pages[path] = reply


def robots_forbids(host: Host, place: str) -> Fault:
    _sound(host, place)
    _spoil(host, "/robots.txt", Reply("User-agent: *\nDisallow: /\n", type="text/plain"))
    return Fault("forbidden", "robots.txt")


def robots_forbids_some(host: Host, place: str) -> Fault:
    items = _sound(host, place)
    _spoil(host, "/robots.txt", Reply(f"User-agent: *\nDisallow: {items[0].path}\n", type="text/plain"))
    return Fault("ok", "robots.txt", _urls(host, items[1:]))


def robots_500(host: Host, place: str) -> Fault:
    _sound(host, place)
    _spoil(host, "/robots.txt", Reply("oops", 500))
    return Fault("error", "robots.txt")


def robots_403(host: Host, place: str) -> Fault:
    _spoil(host, "/robots.txt", Reply("<html>no</html>", 403))
    return Fault("ok", "", _urls(host, _sound(host, place)))


def robots_is_a_page(host: Host, place: str) -> Fault:
    _spoil(host, "/robots.txt", Reply(page("首页", "<p>Disallow: /</p>")))
    return Fault("ok", "", _urls(host, _sound(host, place)))


def robots_blocked(host: Host, place: str) -> Fault:
    _sound(host, place)
    _spoil(host, "/robots.txt", Reply(BLOCKS["阿里云盾"]))
    return Fault("declined", "阿里云盾")


def status_521(host: Host, place: str) -> Fault:
    _spoil(host, "*", Reply(BLOCKS["加速乐"], 521, headers={"Set-Cookie": "__jsluid_s=abc; path=/"}))
    _spoil(host, "/robots.txt", Reply("", 404))
    return Fault("declined", "加速乐")


def status_412(host: Host, place: str) -> Fault:
    _sound(host, place)
    _spoil(host, "/", Reply(BLOCKS["瑞数"], 412))
    return Fault("declined", "瑞数")


def bare_403(host: Host, place: str) -> Fault:
    _sound(host, place)
    _spoil(host, "/", Reply("<html><h1>403 Forbidden</h1></html>", 403))
    return Fault("declined", "403")


def declined_midway(host: Host, place: str) -> Fault:
    items = _sound(host, place)
    _spoil(host, items[2].path, Reply(BLOCKS["创宇盾"]))
    return Fault("declined", "创宇盾", _urls(host, items[:2]))


def one_page_403(host: Host, place: str) -> Fault:
    items = _sound(host, place)
    _spoil(host, items[2].path, Reply("<html>no</html>", 403))
    return Fault("ok", "403", _urls(host, [*items[:2], *items[3:]]))


def soft_404(host: Host, place: str) -> Fault:
    items = _sound(host, place)
    _spoil(host, items[1].path, Reply(page("提示", "<p>您访问的页面不存在或已删除！</p>")))
    return Fault("ok", "not there", _urls(host, [items[0], *items[2:]]))


def own_soft_404(host: Host, place: str) -> Fault:
    items = _sound(host, place)
    nothing = page("精彩内容", "<h1>青山绿水</h1><p>" + "欢迎来到本县，这里山清水秀。" * 20 + "</p>")
    _spoil(host, "*", Reply(nothing))
    host.pages["/robots.txt"] = Reply("", 404)
    del host.pages[items[1].path]
    return Fault("ok", "not there", _urls(host, [items[0], *items[2:]]))


def missing_goes_home(host: Host, place: str) -> Fault:
    items = _sound(host, place)
    _spoil(host, items[1].path, Reply("", 302, headers={"Location": "/"}))
    return Fault("ok", "home page", _urls(host, [items[0], *items[2:]]))


def login_wall(host: Host, place: str) -> Fault:
    _spoil(
        host,
        "/",
        Reply(
            '<html><title>用户登录</title><form>用户名<input name="u"><input type="password" name="p"></form></html>'
        ),
    )
    return Fault("error", "login")


def maintenance(host: Host, place: str) -> Fault:
    _spoil(host, "/", Reply("<html><title>公告</title><body>网站正在维护升级，暂停访问，敬请谅解。</body></html>"))
    return Fault("error", "worked on")


def error_page_200(host: Host, place: str) -> Fault:
    _spoil(
        host,
        "/",
        Reply(
            "<html><title>HTTP Status 500 – Internal Server Error</title><body>java.lang.NullPointerException</body></html>"
        ),
    )
    return Fault("error", "error page")


def shell(host: Host, place: str) -> Fault:
    _spoil(
        host,
        "/",
        Reply(
            '<html><head><title>门户</title></head><body><div id="app"></div><script src="/js/app.1a2b.js"></script></body></html>'
        ),
    )
    return Fault("needs_script", "script")


def redirect_loop(host: Host, place: str) -> Fault:
    _spoil(host, "/", Reply("", 302, headers={"Location": "/a"}))
    _spoil(host, "/a", Reply("", 302, headers={"Location": "/"}))
    return Fault("error", "redirected")


def leads_away(host: Host, place: str) -> Fault:
    items = _sound(host, place)
    _spoil(host, items[0].path, Reply("", 302, headers={"Location": "http://127.0.0.99:9/report.html"}))
    return Fault("ok", "outside", _urls(host, items[1:]))


def cookie_bounce(host: Host, place: str) -> Fault:
    items = _sound(host, place)
    home = host.pages["/"]

    def bounce(handler: BaseHTTPRequestHandler) -> Reply:
        if "COLLCK=123" in handler.headers.get("Cookie", ""):
            return home if isinstance(home, Reply) else home(handler)
        return Reply("", 302, headers={"Location": "/", "Set-Cookie": "COLLCK=123; path=/"})

    _spoil(host, "/", bounce)
    return Fault("ok", "", _urls(host, items))


def reset(host: Host, place: str) -> Fault:
    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        handler.connection.close()
        handler.close_connection = True

    _sound(host, place)
    _spoil(host, "/", Reply(act=act))
    return Fault("unreachable", "connection")


def short_body(host: Host, place: str) -> Fault:
    items = _sound(host, place)

    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<html>"
            + report("x").encode()[:99]
        )
        handler.close_connection = True
        handler.connection.shutdown(socket.SHUT_WR)

    _spoil(host, items[0].path, Reply(act=act))
    return Fault("ok", "breaks off", _urls(host, items[1:]))


def slow_drip(host: Host, place: str) -> Fault:
    items = _sound(host, place)

    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 90\r\n\r\n")
        for _ in range(90):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.25)

    _spoil(host, items[0].path, Reply(act=act))
    return Fault("ok", "in time", _urls(host, items[1:]))


def unasked_gzip(host: Host, place: str) -> Fault:
    items = _sound(host, place)
    for item in items[:2]:
        reply = host.pages[item.path]
        assert isinstance(reply, Reply)
        _spoil(host, item.path, Reply(gzip.compress(reply.raw), headers={"Content-Encoding": "gzip"}))
    return Fault("ok", "", _urls(host, items))


def busy_once(host: Host, place: str) -> Fault:
    items = _sound(host, place)
    column, asked = host.pages["/xxgk/xxgknb/"], []

    def busy(handler: BaseHTTPRequestHandler) -> Reply:
        asked.append(handler.path)
        if len(asked) == 1:
            return Reply("busy", 503, headers={"Retry-After": "0"})
        return column if isinstance(column, Reply) else column(handler)

    _spoil(host, "/xxgk/xxgknb/", busy)
    return Fault("ok", "", _urls(host, items))


def too_many(host: Host, place: str) -> Fault:
    items = _sound(host, place)
    _spoil(host, items[1].path, Reply("slow down", 429, headers={"Retry-After": "86400"}))
    return Fault("declined", "429", _urls(host, items[:1]))


def empty_column(host: Host, place: str) -> Fault:
    _sound(host, place)
    _spoil(host, "/xxgk/xxgknb/", Reply(page("年报", "<ul></ul>", column_head())))
    return Fault("empty", "column")


def no_column(host: Host, place: str) -> Fault:
    _spoil(
        host,
        "/",
        Reply(page(f"{place}人民政府", '<a href="/news/">新闻</a><a href="/ndbb/">政府网站年度工作报表</a>' * 3)),
    )
    return Fault("empty", "no report column")


def endless_pager(host: Host, place: str) -> Fault:
    items = _sound(host, place)

    def column(handler: BaseHTTPRequestHandler) -> Reply:
        k = int(handler.path.rpartition("=")[2] or 1) if "=" in handler.path else 1
        return Reply(
            page(
                "年报",
                rows(items) + f'<div class="page"><a href="/xxgk/xxgknb/?page={k + 1}">下一页</a></div>',
                column_head(),
            )
        )

    _spoil(host, "/xxgk/xxgknb/", column)
    return Fault("ok", "", _urls(host, items))


def calendar_and_clones(host: Host, place: str) -> Fault:
    items = _sound(host, place)
    traps = "".join(f'<a href="/xxgk/xxgknb/?year=2023&amp;month={m}&amp;day=1">{m}月</a>' for m in range(1, 13))
    clone = f'<li><a href="http://127.0.0.98:9/art.html" title="{place}2018年政府信息公开工作年度报告">镜像</a></li>'
    session = rows(items).replace('.html"', '.html;jsessionid=A1B2C3"') + rows(items)
    big5 = f'<li><a href="/gate/big5/{host.netloc}{items[0].path}">{place}2019年政府信息公开工作年度報告</a></li>'
    _spoil(host, "/xxgk/xxgknb/", Reply(page("年报", session + traps + clone + big5, column_head())))
    for item in items:
        host.pages[item.path + ";jsessionid=A1B2C3"] = host.pages[item.path]
    return Fault("ok", "", {url + ";jsessionid=A1B2C3" for url in _urls(host, items)})


def _block_at_200(name: str) -> Maker_:
    def make(host: Host, place: str) -> Fault:
        _sound(host, place)
        _spoil(host, "/", Reply(BLOCKS[name]))
        return Fault("declined", name)

    return make


FAULTS: dict[str, Maker_] = {
    maker.__name__: maker
    for maker in (
        robots_forbids, robots_forbids_some, robots_500, robots_403, robots_is_a_page, robots_blocked, status_521, status_412, bare_403,
        declined_midway, one_page_403, soft_404, own_soft_404, missing_goes_home, login_wall, maintenance, error_page_200, shell,
        redirect_loop, leads_away, cookie_bounce, reset, short_body, slow_drip, unasked_gzip, busy_once, too_many, empty_column, no_column,
        endless_pager, calendar_and_clones,
    )
} | {f"block_at_200_{name}": _block_at_200(name) for name in BLOCKS}  # fmt: skip
