"""A whole site from its facts: home page, disclosure platform, columns, and what makes each site a trial of its own."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from archive.demo.beside import columns_beside, others
from archive.demo.builder import Builder, Built
from archive.demo.families import Column
from archive.demo.form import load
from archive.demo.model import Page, Site
from archive.demo.placing import own_column, standard_pages, unit_columns
from archive.demo.skin import Leaf, Link, anchors
from archive.demo.template import fill

if TYPE_CHECKING:
    from collections.abc import Callable

NEWEST = date(2024, 12, 28)


def build_site(seed: int, facts: dict[str, Any], origin: str, neighbours: list[Link]) -> Built:
    """One site of facts.toml with its part of the truth."""
    if facts["family"] in ("wall", "silent"):
        return _no_site(facts, origin)
    builder = Builder(seed, facts, origin, neighbours)
    _furniture(builder)
    own_column(builder)
    unit_columns(builder)
    others(builder)
    _platform(builder)
    _home(builder)
    if facts["family"] in TRIALS:
        TRIALS[facts["family"]](builder)
    return builder.built


def _no_site(facts: dict[str, Any], origin: str) -> Built:
    """A site that refuses everybody, or does not answer at all."""
    host = origin.split("//")[1].split(":", maxsplit=1)[0]
    site = Site(facts["name"], host, origin, "/", facts["code"], facts["state"], facts["reason"])
    site.otherwise = Page(fill("wall.html").encode(), status=405)
    site.listens = facts["family"] == "wall"
    return Built(site)


def _furniture(builder: Builder) -> None:
    pages = builder.site.pages
    pages["/css/site.css"] = Page(fill("site.css", colour=builder.facts["colour"]).encode(), "text/css")
    pages["/js/page.js"] = Page(fill("page.js").encode(), "text/javascript")
    pages["/js/jiucuo.js"] = Page(b"// the button for reporting mistakes\n", "text/javascript")
    news = builder.family.column_path("xwzx")
    builder.face.nav = [("首页", builder.family.home()), ("要闻动态", news), ("政府信息公开", builder.platform)]
    builder.face.foot = [columns_beside(builder)[0], *builder.neighbours[:2]]


def _platform(builder: Builder) -> None:
    menu = builder.menu()
    standard_pages(builder, menu[:2], builder.trail(), menu)
    listed = "".join(f"<p>{anchors([link])}</p>" for link in columns_beside(builder))
    builder.put_column(Column(menu[2][0], "信息公开目录", menu[2][1], builder.trail(), menu), listed)
    request = ("依申请公开", builder.family.column_path("ysqgk"))
    text = "".join(f"<p>{line}</p>" for line in load("fillers")["pages"]["request"])
    builder.put_column(Column(request[0], request[0], request[1], builder.trail(), menu), text)
    more = [request, ("部门信息公开", builder.units)] if builder.units_of("unit") else [request]
    column = Column("政府信息公开", "信息公开，政策文件", builder.platform, builder.trail()[:1], (*menu, *more))
    builder.put_column(column, f"<ul>{''.join(f'<li>{anchors([link])}</li>' for link in column.side)}</ul>")


def _home(builder: Builder) -> None:
    column = Column("要闻动态", "工作动态", builder.face.nav[1][1], builder.trail()[:1])
    items = []
    for at, entry in enumerate(load("fillers")["news"]):
        title = entry["title"].format(place=builder.facts["name"])
        day = NEWEST - timedelta(days=40 * at)
        items.append(builder.put_article(column, title, day, f"<p>{entry['text'][0]}</p>"))
    builder.put_list(column, items)
    options = "".join(f'<option value="{href}">{name}</option>' for name, href in builder.neighbours)
    jump = f'<select onchange="window.open(this.value)"><option selected>其他政府网站</option>{options}</select>'
    public = anchors([builder.menu()[0], ("政府信息公开", builder.platform)], "　")
    news = f"<div><h2>要闻动态</h2>{builder.family.lines('', items)}</div>"
    main = f'<div class="cols">{news}<div><h2>政务公开</h2><p>{public}</p><p>{jump}</p></div></div>'
    home = builder.family.home()
    meta = (("ColumnName", "首页"), ("ColumnType", "首页"))
    builder.put(home, builder.family.framed(Leaf("首页", main, meta, (("首页", home),))))


def _refresh_stub(builder: Builder) -> None:
    target = builder.family.home()
    html = f'<html><head><meta http-equiv="refresh" content="0;url={target}"></head><body></body></html>'
    builder.site.pages["/"] = Page(html.encode(), "text/html")


def _script_stub(builder: Builder) -> None:
    target = builder.family.home()
    html = f'<html><body><script language="javascript">window.location.href="{target}";</script></body></html>'
    builder.site.pages["/"] = Page(html.encode(), "text/html")


def _answers_all(builder: Builder) -> None:
    builder.site.otherwise = Page(fill("missing.html", name=builder.facts["name"]).encode())


def _closed(builder: Builder) -> None:
    builder.built.forbidden += [builder.address(target) for target in builder.site.pages]
    builder.built.lookalikes.clear()
    builder.site.pages["/robots.txt"] = Page(b"User-agent: *\nDisallow: /\n", "text/plain")


TRIALS: dict[str, Callable[[Builder], None]] = {
    "ucap": _refresh_stub,
    "inline": _script_stub,
    "soft": _answers_all,
    "closed": _closed,
}
"""What is done last to the sites of a family."""
