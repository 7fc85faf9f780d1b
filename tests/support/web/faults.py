"""Servers that refuse or pretend, and the table of all faults with the state that the run record must name."""

from __future__ import annotations

from tests.support.web.fault import BLOCKS, Fault, FaultMaker, sound, spoil, urls
from tests.support.web.faults_transport import (
    busy_once,
    calendar_and_clones,
    cookie_bounce,
    empty_column,
    endless_pager,
    leads_away,
    no_column,
    redirect_loop,
    reset,
    short_body,
    slow_drip,
    too_many,
    unasked_gzip,
)
from tests.support.web.pages import page
from tests.support.web.server import Host, Reply


def robots_forbids(host: Host, place: str) -> Fault:
    sound(host, place)
    spoil(host, "/robots.txt", Reply("User-agent: *\nDisallow: /\n", type="text/plain"))
    return Fault("forbidden", "robots.txt")


def robots_forbids_some(host: Host, place: str) -> Fault:
    items = sound(host, place)
    spoil(host, "/robots.txt", Reply(f"User-agent: *\nDisallow: {items[0].path}\n", type="text/plain"))
    return Fault("ok", "robots.txt", urls(host, items[1:]))


def robots_500(host: Host, place: str) -> Fault:
    sound(host, place)
    spoil(host, "/robots.txt", Reply("oops", 500))
    return Fault("error", "robots.txt")


def robots_403(host: Host, place: str) -> Fault:
    spoil(host, "/robots.txt", Reply("<html>no</html>", 403))
    return Fault("ok", "", urls(host, sound(host, place)))


def robots_is_a_page(host: Host, place: str) -> Fault:
    spoil(host, "/robots.txt", Reply(page("首页", "<p>Disallow: /</p>")))
    return Fault("ok", "", urls(host, sound(host, place)))


def robots_blocked(host: Host, place: str) -> Fault:
    sound(host, place)
    spoil(host, "/robots.txt", Reply(BLOCKS["阿里云盾"]))
    return Fault("declined", "阿里云盾")


def status_521(host: Host, place: str) -> Fault:
    spoil(host, "*", Reply(BLOCKS["加速乐"], 521, headers={"Set-Cookie": "__jsluid_s=abc; path=/"}))
    spoil(host, "/robots.txt", Reply("", 404))
    return Fault("declined", "加速乐")


def status_412(host: Host, place: str) -> Fault:
    sound(host, place)
    spoil(host, "/", Reply(BLOCKS["瑞数"], 412))
    return Fault("declined", "瑞数")


def bare_403(host: Host, place: str) -> Fault:
    sound(host, place)
    spoil(host, "/", Reply("<html><h1>403 Forbidden</h1></html>", 403))
    return Fault("declined", "403")


def declined_midway(host: Host, place: str) -> Fault:
    items = sound(host, place)
    spoil(host, items[2].path, Reply(BLOCKS["创宇盾"]))
    return Fault("declined", "创宇盾", urls(host, items[:2]))


def one_page_403(host: Host, place: str) -> Fault:
    items = sound(host, place)
    spoil(host, items[2].path, Reply("<html>no</html>", 403))
    return Fault("ok", "403", urls(host, [*items[:2], *items[3:]]))


def soft_404(host: Host, place: str) -> Fault:
    items = sound(host, place)
    spoil(host, items[1].path, Reply(page("提示", "<p>您访问的页面不存在或已删除！</p>")))
    return Fault("ok", "not there", urls(host, [items[0], *items[2:]]))


def own_soft_404(host: Host, place: str) -> Fault:
    items = sound(host, place)
    nothing = page("精彩内容", "<h1>青山绿水</h1><p>" + "欢迎来到本县，这里山清水秀。" * 20 + "</p>")
    spoil(host, "*", Reply(nothing))
    host.pages["/robots.txt"] = Reply("", 404)
    del host.pages[items[1].path]
    return Fault("ok", "not there", urls(host, [items[0], *items[2:]]))


def missing_goes_home(host: Host, place: str) -> Fault:
    items = sound(host, place)
    spoil(host, items[1].path, Reply("", 302, headers={"Location": "/"}))
    return Fault("ok", "home page", urls(host, [items[0], *items[2:]]))


def login_wall(host: Host, place: str) -> Fault:
    spoil(
        host,
        "/",
        Reply(
            '<html><title>用户登录</title><form>用户名<input name="u"><input type="password" name="p"></form></html>'
        ),
    )
    return Fault("error", "login")


def maintenance(host: Host, place: str) -> Fault:
    spoil(host, "/", Reply("<html><title>公告</title><body>网站正在维护升级，暂停访问，敬请谅解。</body></html>"))
    return Fault("error", "worked on")


def error_page_200(host: Host, place: str) -> Fault:
    spoil(
        host,
        "/",
        Reply(
            "<html><title>HTTP Status 500 – Internal Server Error</title><body>java.lang.NullPointerException</body></html>"
        ),
    )
    return Fault("error", "error page")


def shell(host: Host, place: str) -> Fault:
    spoil(
        host,
        "/",
        Reply(
            '<html><head><title>门户</title></head><body><div id="app"></div><script src="/js/app.1a2b.js"></script></body></html>'
        ),
    )
    return Fault("needs_script", "script")


def _block_at_200(name: str) -> FaultMaker:
    def make(host: Host, place: str) -> Fault:
        sound(host, place)
        spoil(host, "/", Reply(BLOCKS[name]))
        return Fault("declined", name)

    return make


FAULTS: dict[str, FaultMaker] = {
    maker.__name__: maker
    for maker in (
        robots_forbids, robots_forbids_some, robots_500, robots_403, robots_is_a_page, robots_blocked, status_521, status_412, bare_403,
        declined_midway, one_page_403, soft_404, own_soft_404, missing_goes_home, login_wall, maintenance, error_page_200, shell,
        redirect_loop, leads_away, cookie_bounce, reset, short_body, slow_drip, unasked_gzip, busy_once, too_many, empty_column, no_column,
        endless_pager, calendar_and_clones,
    )
} | {f"block_at_200_{name}": _block_at_200(name) for name in BLOCKS}  # fmt: skip
