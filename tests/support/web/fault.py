"""What faulty sites share: the bodies of refusals, and what a fault promises."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.support.web.pages import Item, column_head, page, put_home, put_reports, rows, titles
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


FaultMaker = Callable[[Host, str], Fault]


def sound(host: Host, place: str, years: range = range(2019, 2025)) -> list[Item]:
    put_home(host, place, "/xxgk/", "/xxgk/xxgknb/")
    items = put_reports(host, titles(place, years), "/xxgk/xxgknb/{n}.html")
    host.pages["/xxgk/xxgknb/"] = Reply(page("年报", rows(items), column_head()))
    return items


def urls(host: Host, items: list[Item]) -> set[str]:
    return {host.url(item.path) for item in items}


def spoil(host: Host, path: str, reply: Reply | Maker) -> None:
    host.pages[path] = reply
