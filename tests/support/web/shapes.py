"""Sites by the shape in which they lay out their reports, whatever system runs them."""

from __future__ import annotations

from tests.support.web.pages import (
    PDF,
    Item,
    column_head,
    page,
    put_home,
    put_lookalikes,
    put_reports,
    report,
    rows,
    titles,
)
from tests.support.web.server import Host, Reply

YEARS = range(2019, 2025)


def _urls(host: Host, items: list[Item]) -> set[str]:
    return {host.url(item.path) for item in items}


def year_columns(host: Host, place: str) -> set[str]:
    """One sub-column a year, each with that year's reports under vague names of units."""
    put_home(host, place, "/xxgk/", "/xxgk/nb/")
    expected: set[str] = set()
    menu = []
    for year in YEARS:
        units = [f"{place}{unit}" for unit in ("教育局", "民政局", "城关镇")]
        found = put_reports(
            host, [f"{unit}{year}年政府信息公开工作年度报告" for unit in units], f"/xxgk/nb/{year}nb/{{n}}.html"
        )
        expected |= _urls(host, found)
        shown = [Item(name, item.path) for name, item in zip(("教育局", "民政局", "城关镇"), found, strict=True)]
        host.pages[f"/xxgk/nb/{year}nb/"] = Reply(page(f"{year}年", rows(shown)))
        menu.append(Item(f"{year}年", f"/xxgk/nb/{year}nb/"))
    host.pages["/xxgk/nb/"] = Reply(page("年报", rows(menu), column_head()))
    return expected


def unit_grid(host: Host, place: str) -> set[str]:
    """A table of units and years whose cells are pages or files."""
    put_home(host, place, "/xxgk/", "/xxgk/xxgknb/")
    expected, body = set(), ""
    for i, unit in enumerate(("财政局", "交通运输局", "自然资源和规划局")):
        cells = ""
        for year in (2022, 2023):
            if i == 1:
                path = f"/xxgk/files/P02024012500{year}{i}.pdf"
                host.pages[path] = Reply(PDF, type="application/pdf")
            else:
                path = f"/xxgk/xxgknb/{year}/{i}.html"
                host.pages[path] = Reply(report(f"{place}{unit}{year}年政府信息公开工作年度报告"))
            expected.add(host.url(path))
            cells += f'<td><a href="{path}">{year}年</a></td>'
        body += f"<tr><td>{unit}</td>{cells}</tr>"
    host.pages["/xxgk/xxgknb/"] = Reply(page("年报", f"<table>{body}</table>", column_head()))
    return expected


def tabs(host: Host, place: str) -> set[str]:
    """Tabs for government, departments and towns in one document, all but one hidden."""
    put_home(host, place, "/xxgk/", "/xxgk/gknb/?gk=4")
    one, two = (
        put_reports(host, titles(place, YEARS), "/a/{n}.html"),
        put_reports(host, titles(f"{place}财政局", YEARS), "/b/{n}.html"),
    )
    body = f'<div class="tab">{rows(one)}</div><div class="tab" style="display:none">{rows([*two, *put_lookalikes(host, place, "/c/{n}.html")])}</div>'
    host.pages["/xxgk/gknb/"] = Reply(page("政府信息公开", body))
    return _urls(host, one) | _urls(host, two)


def year_menu(host: Host, place: str) -> set[str]:
    """A year menu whose entries are the reports themselves, the latest of them shown on the column page."""
    put_home(host, place, "/xxgk/", "/xxgk/xxgknb/")
    expected, menu = {host.url("/xxgk/xxgknb/")}, ""
    for year in (2021, 2022):
        path = f"/xxgk/xxgknb/?year={year}"
        host.pages[path] = Reply(report(f"{place}{year}年政府信息公开工作年度报告", year=year))
        expected.add(host.url(path))
        menu += f'<li><a href="{path}">{year}年</a></li>'
    host.pages["/xxgk/xxgknb/"] = Reply(
        report(f"{place}2023年政府信息公开工作年度报告", f'<ul id="timeFrame">{menu}</ul>')
    )
    return expected


def column_is_report(host: Host, place: str) -> set[str]:
    """The column is the report."""
    put_home(host, place, "/xxgk/", "/xxgk/xxgknb/")
    host.pages["/xxgk/xxgknb/"] = Reply(report(f"{place}2023年政府信息公开工作年度报告"))
    return {host.url("/xxgk/xxgknb/")}


def select_menu(host: Host, place: str) -> set[str]:
    """Departments in a select menu, each value a list of its own."""
    put_home(host, place, "/xxgk/", "/xxgk/xxgknb/")
    expected, options = set(), "<option>请选择</option>"
    for unit in ("教育局", "水利局"):
        found = put_reports(host, titles(f"{place}{unit}", range(2022, 2025)), f"/{len(options)}/{{n}}.html")
        expected |= _urls(host, found)
        host.pages[f"/{len(options)}/xxgknb/"] = Reply(page("年报", rows(found), column_head()))
        options += f'<option value="{host.url(f"/{len(options)}/xxgknb/")}">{unit}</option>'
    own = put_reports(host, titles(place, range(2022, 2025)), "/xxgk/xxgknb/{n}.html")
    body = f'{rows(own)}<select onchange="window.open(this.value)">{options}</select>'
    host.pages["/xxgk/xxgknb/"] = Reply(page("年报", body, column_head()))
    return expected | _urls(host, own)


def framed(host: Host, place: str) -> set[str]:
    """The list stands in a frame of the same site."""
    put_home(host, place, "/xxgk/", "/xxgk/xxgknb/")
    found = put_reports(host, titles(place, YEARS), "/list/{n}.html")
    host.pages["/xxgk/xxgknb/"] = Reply(page("年报", '<iframe src="/frames/nb.html"></iframe>', column_head()))
    host.pages["/frames/nb.html"] = Reply(page("", rows(found)))
    return _urls(host, found)


def files(host: Host, place: str) -> set[str]:
    """List items that are files, a servlet, a viewer, and an article with two renditions and a form that is not one."""
    put_home(host, place, "/xxgk/", "/xxgk/xxgknb/")
    pdf = Reply(PDF, type="application/octet-stream")
    paths = [
        "/xxgk/P020240125.pdf",
        "/module/download/downfile.jsp?classid=0&filename=0a1b2c.pdf",
        "/up/x.pdf",
        "/xxgk/W1.docx",
        "/xxgk/W1.ofd",
    ]
    host.pages |= dict.fromkeys(paths[:3], pdf)
    host.pages |= dict.fromkeys(
        [*paths[3:], "/xxgk/sqb.doc"], Reply(b"PK\x03\x04rest", type="application/octet-stream")
    )
    links = '<p>附件：<a href="W1.docx">年度报告（文字版）</a> <a href="W1.ofd">年度报告（OFD）</a> <a href="sqb.doc">政府信息公开申请表</a></p>'
    host.pages["/xxgk/art.html"] = Reply(report(f"{place}2020年政府信息公开工作年度报告", links))
    viewer = f'<iframe src="/pdfjs/web/viewer.html?file=%2Fup%2Fx.pdf"></iframe><h1>{place}2021年政府信息公开工作年度报告</h1>'
    host.pages["/xxgk/view.html"] = Reply(page(f"{place}2021年政府信息公开工作年度报告", viewer))
    items = [
        Item(f"{place}2023年政府信息公开工作年度报告", paths[0]),
        Item(f"{place}2022年政府信息公开工作年度报告", paths[1].replace("&", "&amp;")),
        Item(f"{place}2021年政府信息公开工作年度报告", "/xxgk/view.html"),
        Item(f"{place}2020年政府信息公开工作年度报告", "/xxgk/art.html"),
    ]
    host.pages["/xxgk/xxgknb/"] = Reply(page("年报", rows(items), column_head()))
    return {host.url(path) for path in [*paths, "/xxgk/view.html", "/xxgk/art.html"]}


def units(host: Host, place: str) -> set[str]:
    """A portal whose platform lists departments and towns, each with a platform and column of its own."""
    put_home(host, place, "/xxgk/", "/xxgk/xxgknb/")
    own = put_reports(host, titles(place, YEARS), "/xxgk/xxgknb/{n}.html")
    host.pages["/xxgk/xxgknb/"] = Reply(page("年报", rows(own), column_head()))
    expected, menu = _urls(host, own), ""
    for slug, unit in (("jyj", "教育局"), ("czj", "财政局"), ("cgz", "城关镇")):
        found = put_reports(host, titles(f"{place}{unit}", range(2022, 2025)), f"/{slug}/nb/{{n}}.html")
        expected |= _urls(host, found)
        host.pages[f"/{slug}/nb/"] = Reply(page("年报", rows(found)))
        host.pages[f"/{slug}/"] = Reply(
            page(
                unit,
                f'<ul><li><a href="/{slug}/zn/">信息公开指南</a></li><li><a href="/{slug}/nb/">信息公开年报</a></li></ul>',
            )
        )
        menu += f'<li><a href="/{slug}/">{unit}</a></li>'
    platform = host.pages["/xxgk/"]
    assert isinstance(platform, Reply)
    platform.body = str(platform.body).replace("</ul>", f'</ul><ul class="bm">{menu}</ul>', 1)
    return expected


def gbk_and_stubs(host: Host, place: str) -> set[str]:
    """A home page that only redirects by script, a platform by meta refresh, pages in GBK that call themselves otherwise."""
    put_home(host, place, "/xxgk/", "/xxgk/xxgknb/")
    home, platform = host.pages["/"], host.pages["/xxgk/"]
    assert isinstance(home, Reply)
    assert isinstance(platform, Reply)
    host.pages["/web/index.htm"] = Reply(
        home.raw.decode().replace("utf-8", "gb2312").encode("gb18030"), type="text/html"
    )
    host.pages["/"] = Reply(
        "<html><body><script>\n<!--////\nwindow.location.href='/web/index.htm'//\n//-->\n</script></body></html>"
    )
    host.pages["/xxgk/"] = Reply('<html><head><meta http-equiv="refresh" content="0;url=main.html"></head></html>')
    host.pages["/xxgk/main.html"] = Reply(platform.raw.decode().encode("gb18030"), type="text/html; charset=utf-8")
    found = put_reports(host, titles(place, YEARS), "/xxgk/xxgknb/{n}.html")
    body = page("年报", rows(found, 8))
    host.pages["/xxgk/xxgknb/"] = Reply(body.replace("utf-8", "gbk"), type="text/html; charset=gb2312")
    return _urls(host, found)


def pictures(host: Host, place: str) -> set[str]:
    """The report is pictures; the site's logo and its footer's badge are not part of it."""
    put_home(host, place, "/xxgk/", "/xxgk/xxgknb/")
    png = Reply(b"\x89PNG\r\n\x1a\nxx", type="image/png")
    host.pages |= dict.fromkeys(["/xxgk/xxgknb/W01.png", "/xxgk/xxgknb/W02.png", "/logo.png"], png)
    title = f"{place}2023年政府信息公开工作年度报告（图片版）"
    body = (
        f'<div class="header"><img src="/logo.png"></div><h1>{title}</h1><p><img src="W01.png"><img src="W02.png"></p>'
    )
    host.pages["/xxgk/xxgknb/1.html"] = Reply(page(title, body))
    host.pages["/xxgk/xxgknb/"] = Reply(page("年报", rows([Item(title, "1.html")]), column_head()))
    return {host.url(f"/xxgk/xxgknb/{name}") for name in ("1.html", "W01.png", "W02.png")}


def splash_and_cut_titles(host: Host, place: str) -> set[str]:
    """A splash page of pictures without a word; list titles cut off, and no title attribute."""
    put_home(host, place, "/xxgk/", "/xxgk/xxgknb/")
    host.pages["/portal/"] = host.pages["/"]
    host.pages["/"] = Reply(
        '<html><title>欢迎</title><body><a href="/portal/"><img src="in.png"></a><a href="/en/"><img src="e.png"></a></body></html>'
    )
    found = put_reports(host, titles(place, YEARS), "/xxgk/xxgknb/{n}.html")
    shown = "".join(f'<li><a href="{item.path}">{item.title[:14]}…</a><span>2024-01-02</span></li>' for item in found)
    host.pages["/xxgk/xxgknb/"] = Reply(page("年报", f"<ul>{shown}</ul>", column_head()))
    return _urls(host, found)


def platform_with_news(host: Host, place: str) -> set[str]:
    """The platform page shows the latest reports and a year menu; the column has the rest; a vague announcement holds one."""
    put_home(host, place, "/xxgk/", "/xxgk/xxgknb/")
    found = put_reports(host, titles(place, YEARS), "/xxgk/xxgknb/{n}.html")
    platform = host.pages["/xxgk/"]
    assert isinstance(platform, Reply)
    platform.body = str(platform.body).replace('<ul class="xxgk">', rows(found[-2:]) + '<ul class="xxgk">')
    host.pages["/xxgk/gg.html"] = Reply(report(f"{place}2018年政府信息公开工作年度报告"))
    host.pages["/xxgk/gg2.html"] = Reply(page("公告", "<p>年报已在大厅公布，请到服务窗口查阅。</p>"))
    vague = [
        Item("关于公布2018年政府信息公开工作年度报告的公告", "/xxgk/gg.html"),
        Item("2017年年报", "/xxgk/gg2.html"),
    ]
    host.pages["/xxgk/xxgknb/"] = Reply(page("年报", rows([*found, *vague]), column_head()))
    return _urls(host, found) | {host.url("/xxgk/gg.html")}


SHAPES = {
    maker.__name__: maker
    for maker in (
        year_columns, unit_grid, tabs, year_menu, column_is_report, select_menu, framed, files, units, gbk_and_stubs, pictures,
        splash_and_cut_titles, platform_with_news,
    )
}  # fmt: skip
