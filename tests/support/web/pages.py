"""Pages of invented governments: home pages, columns, reports, attachments."""

from __future__ import annotations

import html
from dataclasses import dataclass
from itertools import count

from tests.support.web.server import Host, Reply

_serial = count(1000)
HEADINGS = (
    "一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况", "六、其他需要报告的事项",
)  # fmt: skip
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
LOOKALIKES = (
    "{place}政府网站工作年度报表（{year}年度）",
    "{place}{year}年法治政府建设年度报告",
    "{place}{year}年政府信息公开工作年度报告解读",
    "关于做好{year}年政府信息公开工作年度报告编制工作的通知",
    "{place}{year}年部门决算",
)


@dataclass(frozen=True)
class Item:
    """One row of a list."""

    title: str
    path: str
    date: str = "2024-01-25"


def page(title: str, body: str, head: str = "", nav: str = "") -> str:
    menu = '<div class="nav"><a href="/">首页</a><a href="/news/">新闻动态</a><a href="/leaders/">领导之窗</a></div>'
    foot = '<div class="footer">主办：某某县人民政府办公室 网站标识码 9900000001 <a href="/about.html">网站地图说明</a></div>'
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>{menu}{nav}{body}{foot}</body></html>"


def report(title: str, extra: str = "", year: int = 2023) -> str:
    parts = "".join(
        f"<h3>{heading}</h3><p>{year}年，本机关依法推进政府信息公开，做了第{n}方面的工作，共计{n * 7}件。</p>"
        for n, heading in enumerate(HEADINGS, start=1)
    )
    head = f'<meta name="ArticleTitle" content="{html.escape(title)}"><meta name="PubDate" content="{year + 1}-01-25 10:12">'
    return page(title, f'<div class="article"><h1>{title}</h1><div id="zoom">{parts}</div>{extra}</div>', head)


def rows(items: list[Item], cut: int = 0) -> str:
    """List rows as templates write them; titles cut with … and whole in the title attribute when `cut`."""
    made = []
    for item in items:
        shown = item.title[:cut] + "…" if cut and len(item.title) > cut else item.title
        made.append(
            f'<li><a href="{item.path}" title="{html.escape(item.title)}">{shown}</a><span>{item.date}</span></li>'
        )
    return "<ul>" + "\n".join(made) + "</ul>"


def titles(place: str, years: range) -> list[str]:
    return [f"{place}{year}年政府信息公开工作年度报告" for year in years]


def put_reports(host: Host, names: list[str], pattern: str) -> list[Item]:
    """Serve a report page for every title under ``pattern`` with ``{n}``, and return the rows that lead there."""
    items = []
    for name in names:
        path = pattern.format(n=next(_serial))
        host.pages[path] = Reply(report(name))
        items.append(Item(name, path))
    return items


def put_lookalikes(host: Host, place: str, pattern: str) -> list[Item]:
    """Look-alike rows whose pages exist, so that taking one is seen."""
    items = []
    for name in LOOKALIKES:
        title = name.format(place=place, year=2023)
        path = pattern.format(n=next(_serial))
        host.pages[path] = Reply(page(title, f"<h1>{title}</h1><p>正文</p>"))
        items.append(Item(title, path))
    return items


def put_home(host: Host, place: str, platform: str, column: str) -> None:
    """A home page that links to a platform page, which links to the column among its siblings."""
    news = rows([Item(f"{place}召开第{n}次常务会议", f"/news/{n}.html") for n in range(1, 6)])
    foot = '<a href="/ndbb/">政府网站年度工作报表</a>'
    home = f'<div class="main"><a href="{platform}">政府信息公开</a><a href="/zmhd/">政民互动</a>{news}{foot}</div>'
    host.pages["/"] = Reply(page(f"{place}人民政府", home, '<meta name="SiteName" content="' + place + '人民政府">'))
    menu = (
        f'<ul class="xxgk"><li><a href="{platform}zn/">政府信息公开指南</a></li><li><a href="{platform}zd/">政府信息公开制度</a></li>'
        f'<li><a href="{platform}fdzdgknr/">法定主动公开内容</a></li><li><a href="{column}">政府信息公开年报</a></li></ul>'
    )
    host.pages[platform] = Reply(page(f"{place}政府信息公开", menu))


def column_head(name: str = "政府信息公开年报") -> str:
    return f'<meta name="ColumnName" content="{name}"><meta name="ColumnType" content="信息公开年报">'
