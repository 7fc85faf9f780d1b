"""Columns that stand in parts: the newest on the platform and the rest behind 更多, older years elsewhere, rows loaded in."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

from tests.support.web.second.markup import Built, blend, chunks, frame, home, put, put_decoys, titled, trs
from tests.support.web.second.static_families import gate
from tests.support.web.server import Host, Reply


def more_behind(host: Host, place: str) -> Built:
    """The platform shows the newest five under a heading without link; 更多 leads to all."""
    items, built = blend(host, place, "/gk/nb/{n}.html")
    host.pages["/"] = Reply(home(place, '<a href="/gk/">政府信息公开</a>'))
    boxes = ""
    for slug, name in (("zn", "政府信息公开指南"), ("wj", "政策文件"), ("nb", "政府信息公开年报")):
        shown = items[:5] if slug == "nb" else []
        boxes += (
            f'<div class="box"><h3>{name}</h3><a class="more" href="/gk/{slug}/">更多&gt;&gt;</a>{trs(shown)}</div>'
        )
    host.pages["/gk/"] = Reply(frame("政府信息公开", boxes))
    for slug in ("zn", "wj"):
        host.pages[f"/gk/{slug}/"] = Reply(frame("栏目", "<p>正文</p>"))
    host.pages["/gk/nb/"] = Reply(frame("政府信息公开年报", trs(items)))
    return Built(built.reports, 1, built.decoys)


def older_elsewhere(host: Host, place: str) -> Built:
    """Reports before 2019 stand in a column of their own, linked from the list by 2008-2018年年报."""
    gate(host, place, "/gk/", "/gk/nb/")
    new = put(host, titled(place, range(2019, 2024)), "/gk/nb/{n}.html")
    old = put(host, titled(place, range(2008, 2019)), "/old/{n}.html")
    link = '<div class="tabs"><a href="/gk/nb/">2019年以来年报</a> <a href="/gk/lsnb/">2008-2018年年报</a></div>'
    host.pages["/gk/nb/"] = Reply(frame("政府信息公开年报", link + trs(new)))
    host.pages["/gk/lsnb/"] = Reply(frame("政府信息公开年报", link + trs(old)))
    return Built({path for _, path in (*new, *old)}, 2)


def loaded_in(host: Host, place: str) -> Built:
    """The rows are a fragment that the page loads into itself."""
    items, built = blend(host, place, "/gk/nb/{n}.html")
    gate(host, place, "/gk/", "/gk/nb/")
    host.pages["/gk/nb/"] = Reply(
        frame(
            "政府信息公开年报", "<div id='rows'></div><script>$(function(){ $('#rows').load('rows.html'); });</script>"
        )
    )
    host.pages["/gk/nb/rows.html"] = Reply(trs(items))
    return Built(built.reports, 2, built.decoys)


def links_that_redirect(host: Host, place: str) -> Built:
    """Every row is a counter that sends on to the report."""
    items, built = blend(host, place, "/gk/nb/{n}.html")
    gate(host, place, "/gk/", "/gk/nb/")
    counted = []
    for number, (name, path) in enumerate(items):
        host.pages[f"/link.do?id={number}"] = Reply("", 302, headers={"Location": path})
        counted.append((name, f"/link.do?id={number}"))
    host.pages["/gk/nb/"] = Reply(frame("政府信息公开年报", trs(counted)))
    return Built(built.reports, len(built.reports) + 1, built.decoys)


def twice_under_other_addresses(host: Host, place: str) -> Built:
    """Rows are repeated with a default page, a session, a fragment, doubled slashes and another letter case of the host."""
    made = put(host, titled(place, range(2014, 2024)), "/gk/nb/{n}.html")
    gate(host, place, "/gk/", "/gk/nb/")
    again = [
        (name, path + ("#top", "?_t=1706140800000", ";jsessionid=A9", "")[n % 4]) for n, (name, path) in enumerate(made)
    ]
    again += [(name, host.url(path).replace("http://", "HTTP://")) for name, path in made[:3]]
    again += [(name, path.replace("/gk/", "/gk//")) for name, path in made[3:5]]
    host.pages["/gk/nb/"] = Reply(frame("政府信息公开年报", trs(made + again)))
    return Built({path for _, path in made}, 1)


def windowed_pager(host: Host, place: str) -> Built:
    """The pager shows two neighbours and no last page; the rest is found page by page."""
    items, built = blend(host, place, "/gk/nb/{n}.html")
    gate(host, place, "/gk/", "/gk/list/12-1.html")
    pages = chunks(items, 4)
    for k, part in enumerate(pages, 1):
        near = [n for n in (k - 1, k, k + 1) if 1 <= n <= len(pages)]
        turn = "".join(f'<a href="/gk/list/12-{n}.html">{n}</a>' if n != k else f"<b>{n}</b>" for n in near)
        host.pages[f"/gk/list/12-{k}.html"] = Reply(
            frame("政府信息公开年报", f'{trs(part)}<div class="pagination">{turn}…</div>')
        )
    return Built(built.reports, len(pages), built.decoys)


def offset_pager(host: Host, place: str) -> Built:
    """The address counts rows, not pages."""
    items, built = blend(host, place, "/gk/nb/{n}.html")
    gate(host, place, "/gk/", "/gk/list.jsp?id=9")
    pages = chunks(items, 5)

    def column(handler: BaseHTTPRequestHandler) -> Reply:
        at = int(parse_qs(urlsplit(handler.path).query).get("pager.offset", ["0"])[0])
        turn = "".join(
            f'<a href="/gk/list.jsp?id=9&amp;pager.offset={n * 5}">[{n + 1}]</a>'
            for n in range(len(pages))
            if n * 5 != at
        )
        nothing = "<p>没有更多内容</p>"
        rows = trs(pages[at // 5]) if at // 5 < len(pages) else nothing
        return Reply(frame("政府信息公开年报", f"{rows}<div id='pageNav'>{turn}</div>"))

    host.pages["/gk/list.jsp"] = column
    return Built(built.reports, len(pages), built.decoys)


def news_among_reports(host: Host, place: str) -> Built:
    """Pages two and three of the column hold no report at all; page four does."""
    gate(host, place, "/gk/", "/gk/nb/")
    made = put(host, titled(place, range(2018, 2024)), "/gk/nb/{n}.html")
    news = [(f"{place}召开第{n}次政务公开推进会", f"/gk/nb/x{n}.html") for n in range(12)]
    decoys = put_decoys(host, place, "/gk/nb/{n}.html")
    pages = [made[:4] + decoys[:2], news[:6], news[6:], made[4:] + decoys[2:]]
    for k, part in enumerate(pages):
        path = "/gk/nb/" if k == 0 else f"/gk/nb/index_{k}.html"
        script = f'<script>createPageHTML({len(pages)}, {k}, "index", "html");</script>'
        host.pages[path] = Reply(frame("政府信息公开年报", trs(part) + script))
    return Built({path for _, path in made}, len(pages), {path for _, path in (*news, *decoys)})


def year_menu_on_the_platform(host: Host, place: str) -> Built:
    """There is no column page: the platform's 年报 entry unfolds to years, each the report itself."""
    host.pages["/"] = Reply(home(place, '<a href="/gk/">政府信息公开</a>'))
    made = put(host, [f"{place}{y}年政府信息公开工作年度报告" for y in range(2017, 2024)], "/gk/nb/{n}.html")
    years = "".join(f'<li><a href="{path}">{2017 + n}年</a></li>' for n, (_, path) in enumerate(made))
    menu = (
        '<ul class="side"><li><a href="/gk/zn/">政府信息公开指南</a></li><li><a href="/gk/zd/">政府信息公开制度</a></li>'
        f'<li><a href="javascript:void(0)">政府信息公开年报</a><ul>{years}</ul></li></ul>'
    )
    host.pages["/gk/"] = Reply(frame("政府信息公开", menu))
    return Built({path for _, path in made}, 1)


ODD_COLUMNS = (
    more_behind, older_elsewhere, loaded_in, links_that_redirect, twice_under_other_addresses, windowed_pager, offset_pager, news_among_reports,
    year_menu_on_the_platform,
)  # fmt: skip
