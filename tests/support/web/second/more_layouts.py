"""More layouts of another making: menus that look like navigation, tiers, other hosts, shells, odd titles, traps."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

from tests.support.web.second.markup import (
    PDF,
    Built,
    blend,
    body,
    chunks,
    dls,
    frame,
    home,
    put,
    put_decoys,
    titled,
    trs,
)
from tests.support.web.second.static_families import gate
from tests.support.web.server import Host, Reply


def year_navigation(host: Host, place: str) -> Built:
    """The years stand in a side menu that is dressed as navigation; each has a list."""
    gate(host, place, "/zfxxgk/", "/zfxxgk/xxgknb/")
    found, menu = set(), ""
    for year in range(2019, 2024):
        menu += f'<li><a href="/zfxxgk/xxgknb/{year}ndbg/">{year}年年报</a></li>'
    for year in range(2019, 2024):
        made = put(
            host,
            [f"{place}{unit}{year}年政府信息公开工作年度报告" for unit in ("", "审计局", "医疗保障局")],
            f"/zfxxgk/xxgknb/{year}ndbg/{{n}}.html",
        )
        found |= {path for _, path in made}
        host.pages[f"/zfxxgk/xxgknb/{year}ndbg/"] = Reply(
            frame("年报", f'<div class="left-nav menu"><ul>{menu}</ul></div>{trs(made)}')
        )
    newest = host.pages["/zfxxgk/xxgknb/2023ndbg/"]
    host.pages["/zfxxgk/xxgknb/"] = newest
    return Built(found, 6)


def tiers(host: Host, place: str) -> Built:
    """Government, departments and towns have a column each, whose tabs stand above the list."""
    gate(host, place, "/zwgk/zfxxgk/", "/zwgk/zfxxgk/nb/szfnb/")
    found: set[str] = set()
    names = {"szfnb": "县政府年报", "bmnb": "部门年报", "xznb": "乡镇（街道）年报"}
    tabs = "".join(f'<li><a href="../{slug}/">{name}</a></li>' for slug, name in names.items())
    for slug, units in (
        ("szfnb", [place]),
        ("bmnb", [f"{place}{u}" for u in ("财政局", "民政局", "林业局")]),
        ("xznb", [f"{place}古城镇", f"{place}新村乡"]),
    ):
        made = put(
            host,
            [f"{unit}{year}年政府信息公开工作年度报告" for unit in units for year in (2021, 2022, 2023)],
            f"/zwgk/zfxxgk/nb/{slug}/{{n}}.html",
        )
        found |= {path for _, path in made}
        host.pages[f"/zwgk/zfxxgk/nb/{slug}/"] = Reply(
            frame(names[slug], f'<ul class="tab-menu">{tabs}</ul>{dls(made, 30)}')
        )
    return Built(found, 3)


def scripted_year_menu(host: Host, place: str) -> Built:
    """A select menu of years whose script appends the value to an address."""
    gate(host, place, "/xxgk/", "/xxgk/nb.jsp")
    made = put(host, titled(place, range(2017, 2024)), "/xxgk/show.jsp?id={n}")
    options = "".join(f'<option value="{year}">{year}年</option>' for year in range(2017, 2024))

    def column(handler: BaseHTTPRequestHandler) -> Reply:
        year = parse_qs(urlsplit(handler.path).query).get("year", ["2023"])[0]
        return Reply(frame("政府信息公开年报", f"<select onchange=\"location.href='nb.jsp?year='+this.value\">{options}</select>"
                           + trs([item for item in made if year in item[0]])))  # fmt: skip

    host.pages["/xxgk/nb.jsp"] = column
    return Built({path for _, path in made}, 8)


def shells(host: Host, place: str) -> Built:
    """Townships' columns are shells of one script line; one article is a shell that opens its PDF."""
    gate(host, place, "/zwgk/", "/zwgk/nb/")
    made = put(host, titled(place, range(2020, 2023)), "/zwgk/nb/{n}.html")
    pdf, shell = "/upload/2024/1/nb.pdf", "/zwgk/nb/9.html"
    host.pages[pdf] = Reply(PDF, type="application/pdf")
    host.pages[shell] = Reply(f"<html><head><script>window.location.href='{pdf}';</script></head></html>")
    host.pages["/zwgk/nb/"] = Reply(
        '<html><head><script type="text/javascript">location.replace("list/index.html")</script></head><body></body></html>'
    )
    host.pages["/zwgk/nb/list/index.html"] = Reply(
        frame("政府信息公开年报", trs([*made, (f"{place}2023年政府信息公开工作年度报告", shell)]))
    )
    return Built({path for _, path in made} | {pdf}, 2 + 1)


def odd_titles(host: Host, place: str) -> Built:
    """Blanks inside numbers, Chinese numerals, dates before titles, tags inside, two columns of look-alikes beside."""
    gate(host, place, "/xxgk/", "/xxgk/xxgknb/")
    names = [
        f"{place}20 2 3 年政府信息公开工作年度报告", f"{place}二〇一五年政府信息公开工作年度报告", f"{place}２０１６年政府信息公开年度报告",
        f"{place}2014年度政府信息公开工作情况年度报告", f"{place}2017年政府信息公开工作年度报告（图片版）", f"·{place}2018年信息公开工作年度报告",
        f"{place}人民政府办公室关于2019年政府信息公开工作年度报告", f"2020年{place}政府信息公开工作年报",
    ]  # fmt: skip
    decoys = put_decoys(host, place, "/xxgk/other/{n}.html")
    made = put(host, names, "/xxgk/xxgknb/{n}.html")
    shown = "".join(
        f'<li>2024-01-19&nbsp;<a href="{path}"><font color="red">{name[:6]}</font>{name[6:]}</a></li>'
        for name, path in made + decoys
    )
    side = '<div class="right"><a href="/xxgk/wzgzndbb/">政府网站工作年度报表</a><a href="/xxgk/fzzf/">法治政府建设年度报告</a></div>'
    host.pages["/xxgk/xxgknb/"] = Reply(
        frame("信息公开年报", f"<ul>{shown}</ul>{side}", crumbs='<a href="/">首页</a>&gt;<a href="./">信息公开年报</a>')
    )
    return Built({path for _, path in made}, 1, {path for _, path in decoys})


def soft_answers(host: Host, place: str) -> Built:
    """The server answers everything that is not there with its home page and 200; the list tells only how many pages."""
    items, built = blend(host, place, "/c/{n}.html")
    gate(host, place, "/gk/", "/gk/list.html")
    pages = chunks(items, 8)
    for k, part in enumerate(pages, 1):
        host.pages[f"/gk/list{f'_{k}' if k > 1 else ''}.html"] = Reply(
            frame("政府信息公开年报", f"{dls(part)}<p>共<b>{len(items)}</b>条 共<b>{len(pages)}</b>页</p>")
        )
    host.pages["*"] = host.pages["/"]
    host.pages["/robots.txt"] = Reply("not found", 404)
    return Built(built.reports, len(pages), built.decoys)


def lonsun_units(host: Host, place: str) -> Built:
    """Lonsun: a list of organisations, each a platform of its own whose reports are under type 3."""
    found: set[str] = set()
    units = {101: "县政府办公室", 102: "县教育局", 103: "县公安局", 104: "沿河镇"}
    host.pages["/"] = Reply(home(place, '<a href="/public/column/100?type=4&amp;action=rel">政府信息公开</a>'))
    menu = "".join(
        f'<li><a href="/public/column/{n}?type=4&amp;action=list">{unit}</a></li>' for n, unit in units.items()
    )

    def column(handler: BaseHTTPRequestHandler) -> Reply:
        number = int(urlsplit(handler.path).path.rpartition("/")[2])
        kind = parse_qs(urlsplit(handler.path).query).get("type", ["4"])[0]
        if kind == "3" and number in units:
            return Reply(
                frame(
                    "年报",
                    dls(lists[number], 40)
                    + '<script>Ls.pagination("#p", function(){}, {currPage: 1, pageCount: 1});</script>',
                )
            )
        if kind == "3":
            return Reply(frame("年报", "<p>暂无信息</p>"))
        return Reply(
            frame(
                "主动公开",
                f'<ul class="clearfix">{menu}</ul><script>Ls.pagination("#p", function(){{}}, {{currPage: 1, pageCount: 7}});</script>',
            )
        )

    lists = {
        n: put(host, titled(f"{place}{unit}", range(2021, 2024)), f"/public/{n}/{{n}}.html")
        for n, unit in units.items()
    }
    for n, made in lists.items():
        found |= {path for _, path in made}
        host.pages[f"/public/column/{n}"] = column
    host.pages["/public/column/100"] = column
    return Built(found, 5 + 4)


def direct(host: Host, place: str) -> Built:
    """The home page links the column itself; articles name their files in a script and by names in Chinese."""
    host.pages["/"] = Reply(home(place, '<a href="/gkndbg/">政府信息公开工作年度报告</a>'))
    made = put(host, titled(place, range(2016, 2024)), "/gkndbg/{n}.html")
    file = "/gkndbg/files/%E3%80%8A%E5%B9%B4%E6%8A%A5%E3%80%8B2023.docx"
    host.pages[file] = Reply(b"PK\x03\x04xx", type="application/octet-stream")
    script = "<script>var fj='<a href=\"files/《年报》2023.docx\">附件</a>';document.write(fj);</script>"
    host.pages[made[0][1]] = Reply(body(made[0][0], script))
    host.pages["/gkndbg/"] = Reply(frame("年度报告", dls(made, 40)))
    return Built({path for _, path in made} | {file}, 1)


def hundreds(host: Host, place: str) -> Built:
    """Every unit of a city in one column: two hundred reports on pages of twenty."""
    units = [f"{place}第{n}街道办事处" for n in range(1, 51)]
    gate(host, place, "/zwgk/", "/zwgk/zfxxgknb/")
    made = put(
        host,
        [f"{unit}{year}年政府信息公开工作年度报告" for year in (2023, 2022, 2021, 2020) for unit in units],
        "/zwgk/zfxxgknb/{y}/t20240119_{n}.html",
    )
    pages = chunks(made, 20)
    for k, part in enumerate(pages):
        host.pages[f"/zwgk/zfxxgknb/{f'index_{k}.html' if k else ''}"] = Reply(
            frame(
                "政府信息公开年报", f'{trs(part)}<script>createPageHTML({len(pages)}, {k}, "index", "html");</script>'
            )
        )
    return Built({path for _, path in made}, len(pages))


def bare_query(host: Host, place: str) -> Built:
    """An old platform: the second page is ``list.shtml?2``."""
    items, built = blend(host, place, "/110094/zfxxgknb/{n}.shtml")
    gate(host, place, "/110094/index.shtml", "/110094/zfxxgknb/list.shtml")
    pages = chunks(items, 8)
    for k, part in enumerate(pages, 1):
        turn = "".join(f'<a href="list.shtml?{n}">{n}</a> ' for n in range(1, len(pages) + 1))
        host.pages[f"/110094/zfxxgknb/list.shtml{f'?{k}' if k > 1 else ''}"] = Reply(
            frame("年报", f'{dls(part)}<div id="page">{turn}</div>')
        )
    host.pages["/110094/zfxxgknb/list.shtml?1"] = host.pages["/110094/zfxxgknb/list.shtml"]
    return Built(built.reports, len(pages), built.decoys)


def unit_lists(host: Host, place: str) -> Built:
    """The column is a wall of units; each opens the list of its own reports, years only as titles."""
    gate(host, place, "/gk/", "/gk/bmnb/")
    found, wall = set(), ""
    for n, unit in enumerate(("应急管理局", "统计局", "信访局", "高新技术产业开发区", "红旗街道")):
        made = put(host, titled(f"{place}{unit}", range(2021, 2024)), f"/gk/bmnb/{n}/{{n}}.html")
        found |= {path for _, path in made}
        host.pages[f"/gk/bmnb/{n}/"] = Reply(
            frame(unit, trs([(f"{year}年", path) for year, (_, path) in zip((2021, 2022, 2023), made, strict=True)]))
        )
        wall += f'<td><a href="{n}/">{unit}</a></td>'
    host.pages["/gk/bmnb/"] = Reply(frame("政府信息公开年报", f"<table><tr>{wall}</tr></table>"))
    return Built(found, 6)


def linked_out(host: Host, place: str) -> Built:
    """The platform lives on a host of its own, which is on the site list too, under another name."""
    other = host.web.host(f"{host.name}-platform")
    made = put(other, titled(place, range(2018, 2024)), "/zfxxgknb/{n}.html")
    host.pages["/"] = Reply(home(place, f'<a href="{other.url("/")}">政府信息公开平台</a>'))
    other.pages["/"] = Reply(
        frame(
            "政府信息公开",
            f'<a href="/zn/">政府信息公开指南</a><a href="{other.url("/zfxxgknb/")}">政府信息公开年报</a>',
        )
    )
    other.pages["/zfxxgknb/"] = Reply(frame("政府信息公开年报", trs(made)))
    return Built({f"@{other.url(path)}" for _, path in made}, 1)


MORE_LAYOUTS = (
    year_navigation, tiers, scripted_year_menu, shells, odd_titles, soft_answers, lonsun_units, direct, hundreds, bare_query, unit_lists,
    linked_out,
)  # fmt: skip
