"""Hosts that refuse, restrict, move, or have nothing to show; and sound ones that only look like it."""

from __future__ import annotations

import socket
from http.server import BaseHTTPRequestHandler

from tests.support.web.fault import BLOCKS, Fault, FaultMaker, sound, spoil, urls
from tests.support.web.pages import column_head, page, put_home, rows
from tests.support.web.server import Host, Reply

MORE_BLOCKS = {
    "加速乐": '<script>function go(a){}; go({"bts":["1706.1","x"],"chars":"abc","ct":"9f","ha":"md5","tn":"__jsl_clearance_s","vt":"3600"})</script>',
    "长亭": "<html><head><title>访问被拦截</title></head><body>您的请求已被 SafeLine 拦截</body></html>",
    "OpenRASP": "<html><title>400</title><body>请求已被 OpenRASP 拦截</body></html>",
    "云网盾": "<html><body>云网盾：您的请求不合法</body></html>",
    "NWAF": "<html><body>NWAF 安全验证，请按住滑块拖动到最右边</body></html>",
    "网站卫士": "<html><body>网站卫士提醒您：请求被拦截</body></html>",
    "captcha": "<html><body><p>请完成安全验证后继续访问</p><div class='slider'></div></body></html>",
    "质询": "<script>document.cookie='C3VK=1a2b;path=/;max-age=300';window.location.href=window.location.href;</script>",
    "地域": "<html><title>提示</title><body>本网站仅限中国境内访问，您所在的地区无法访问。</body></html>",
}


def _home(reply: Reply, state: str, said: str) -> FaultMaker:
    def make(host: Host, place: str) -> Fault:
        sound(host, place)
        spoil(host, "/", reply)
        return Fault(state, said)

    return make


def crawl_delay_of_an_hour(host: Host, place: str) -> Fault:
    sound(host, place)
    spoil(host, "/robots.txt", Reply("User-agent: *\nCrawl-delay: 3600\n", type="text/plain"))
    return Fault("forbidden", "3600")


def robots_in_circles(host: Host, place: str) -> Fault:
    spoil(host, "/robots.txt", Reply("", 302, headers={"Location": "/robots.txt?"}))
    return Fault("ok", "", urls(host, sound(host, place)))


def robots_goes_home(host: Host, place: str) -> Fault:
    spoil(host, "/robots.txt", Reply("", 302, headers={"Location": "/"}))
    return Fault("ok", "", urls(host, sound(host, place)))


def robots_with_a_bom(host: Host, place: str) -> Fault:
    items = sound(host, place)
    text = f"\ufeffUser-Agent: *\r\nDisallow: {items[0].path}\r\n"
    spoil(host, "/robots.txt", Reply(text, type="text/plain"))
    return Fault("ok", "robots.txt", urls(host, items[1:]))


def location_in_chinese(host: Host, place: str) -> Fault:
    """A Location header in raw UTF-8 and one in raw GBK."""
    items = sound(host, place)
    for item, coding in zip(items, ("utf-8", "gb18030"), strict=False):
        whole = host.pages[item.path]
        target = "/年报/" + coding + ".html"
        quoted = "".join(f"%{byte:02X}" if byte > 127 else chr(byte) for byte in target.encode(coding))

        def act(handler: BaseHTTPRequestHandler, raw: bytes = target.encode(coding)) -> None:
            handler.wfile.write(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + raw + b"\r\n\r\n")

        spoil(host, item.path, Reply(act=act))
        host.pages[quoted] = whole
    moved = {host.url(path) for path in host.pages if path.startswith("/%")}
    return Fault("ok", "", urls(host, items[2:]) | moved)


def redirect_without_target(host: Host, place: str) -> Fault:
    items = sound(host, place)
    spoil(host, items[0].path, Reply("<html>moved</html>", 302))
    return Fault("ok", "nowhere", urls(host, items[1:]))


def redirect_to_a_login(host: Host, place: str) -> Fault:
    items = sound(host, place)
    spoil(host, items[0].path, Reply("", 302, headers={"Location": "/sso/auth?back=1"}))
    spoil(host, "/sso/auth", Reply('<html><title>统一身份认证</title>用户登录<input type="password"></html>'))
    return Fault("ok", "login", urls(host, items[1:]))


def goes_to_dead_https(host: Host, place: str) -> Fault:
    sound(host, place)
    with socket.socket() as free:
        free.bind((host.netloc.partition(":")[0], 0))
        port = free.getsockname()[1]
    spoil(host, "/", Reply("", 301, headers={"Location": f"https://{host.netloc.partition(':')[0]}:{port}/"}))
    return Fault("error", "outside")


def list_by_unknown_script(host: Host, place: str) -> Fault:
    """The column's rows come from an interface that no declaration knows."""
    put_home(host, place, "/xxgk/", "/xxgk/xxgknb/")
    script = (
        "<ul id='list'></ul><script>$.post('/openapi/v3/doc/query', {colId: 12}, "
        "function(d){ $.each(d.rows, function(i, r){ $('#list').append('<li><a href=\"'+r.u+'\">'+r.t+'</a></li>'); }); });</script>"
    )
    spoil(host, "/xxgk/xxgknb/", Reply(page("政府信息公开年报", script, column_head())))
    return Fault("needs_script", "script")


def rows_are_placeholders(host: Host, place: str) -> Fault:
    put_home(host, place, "/xxgk/", "/xxgk/xxgknb/")
    script = '<div id="vm"><ul><li v-for="r in rows"><a :href="r.url">{{r.title}}</a></li></ul></div><script src="/js/app.js"></script>'
    spoil(host, "/xxgk/xxgknb/", Reply(page("政府信息公开年报", script, column_head())))
    return Fault("needs_script", "script")


def marks_without_refusal(host: Host, place: str) -> Fault:
    """Cookies of protections, and news about one, on a site that serves."""
    items = sound(host, place)
    home = host.pages["/"]
    assert isinstance(home, Reply)
    home.headers = {"Set-Cookie": "__jsluid_s=abc; path=/", "X-Via-JSL": "1", "Server": "Safedog/4.0"}
    home.body = str(home.body).replace(
        "</ul>", '<li><a href="/news/9.html">我县网站接入创宇盾与加速乐</a></li></ul>', 1
    )
    return Fault("ok", "", urls(host, items))


def parked(host: Host, place: str) -> Fault:
    spoil(
        host,
        "/",
        Reply(
            "<html><title>域名出售</title><body>该域名可转让。This domain is for sale. <a href='/buy'>联系</a></body></html>"
        ),
    )
    return Fault("error", "for sale")


def refusal_as_json(host: Host, place: str) -> Fault:
    sound(host, place)
    spoil(host, "/", Reply('{"code":403,"msg":"非法请求","data":null}', type="application/json"))
    return Fault("error", "no link")


def one_word(host: Host, place: str) -> Fault:
    sound(host, place)
    spoil(host, "/", Reply("<html><body>It works!</body></html>"))
    return Fault("error", "no link")


def unavailable_for_good(host: Host, place: str) -> Fault:
    sound(host, place)
    date = {"Retry-After": "Fri, 31 Dec 2049 23:59:59 GMT"}
    spoil(host, "/", Reply("<html>busy</html>", 503, headers=date))
    return Fault("error", "503")


def list_is_another_page(host: Host, place: str) -> Fault:
    """A further page of the list is a block page with status 200: what was found stays, the host is named."""
    items = sound(host, place)
    turned = rows(items) + "<script>createPageHTML(2, 0, 'index', 'html')</script>"
    spoil(host, "/xxgk/xxgknb/", Reply(page("年报", turned, column_head())))
    spoil(host, "/xxgk/xxgknb/index_1.html", Reply(BLOCKS["阿里云盾"]))
    return Fault("declined", "阿里云盾")


def interface_says_no(host: Host, place: str) -> Fault:
    """The interface that a column's script asks answers with an error in JSON."""
    put_home(host, place, "/xxgk/", "/xxgk/xxgknb/")
    asked = "{'webId':'1','pageId':'2','parseType':'bulidstatic','pageType':'column','tagId':'list','tplSetId':'3','editType':'null'}"
    unit = "/api-gateway/jpaas-publish-server/front/page/build/unit"
    spoil(
        host, "/xxgk/xxgknb/", Reply(page("年报", f'<script url="{unit}" queryData="{asked}"></script>', column_head()))
    )
    answer = '{"success":false,"code":"500","message":"系统内部处理失败","data":null}'
    spoil(host, unit, Reply(answer, type="application/json"))
    return Fault("error", "without a list")


def interface_gives_a_page(host: Host, place: str) -> Fault:
    """It gives a page of words in place of JSON: a refusal that no signature knows, and no empty list."""
    interface_says_no(host, place)
    unit = "/api-gateway/jpaas-publish-server/front/page/build/unit"
    spoil(host, unit, Reply("<html><body><p>请求不合规范，编号 8831。</p></body></html>"))
    return Fault("error", "without a list")


def captcha_before_files(host: Host, place: str) -> Fault:
    """Attachments ask for a captcha; the reports' pages do not. One file is asked for, no more."""
    items = sound(host, place)
    link = '<li>附件【<a href="/system/_content/download.jsp?urltype=news.DownloadAttachUrl&amp;owner=1&amp;wbfileid=A{n}">年报.pdf</a>】</li>'
    for n, item in enumerate(items):
        whole = host.pages[item.path]
        assert isinstance(whole, Reply)
        whole.body = str(whole.body).replace("</body>", link.format(n=n) + "</body>")
    spoil(
        host,
        "/system/_content/download.jsp",
        Reply("<html><body>请输入验证码后继续访问<input name='code'></body></html>"),
    )
    return Fault("ok", "验证码", urls(host, items))


STATES: dict[str, FaultMaker] = {
    maker.__name__: maker
    for maker in (
        crawl_delay_of_an_hour, robots_in_circles, robots_goes_home, robots_with_a_bom, location_in_chinese, redirect_without_target,
        redirect_to_a_login, goes_to_dead_https, list_by_unknown_script, rows_are_placeholders, marks_without_refusal, parked, refusal_as_json,
        one_word, unavailable_for_good, list_is_another_page, interface_says_no, interface_gives_a_page, captcha_before_files,
    )
} | {f"at_200_{name}": _home(Reply(body), "declined", name) for name, body in MORE_BLOCKS.items()} | {
    f"status_{status}": _home(Reply("<html>no</html>", status), "declined", str(status)) for status in (401, 405, 422, 461, 468, 493)
}  # fmt: skip
