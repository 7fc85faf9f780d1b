"""Layouts and custom platforms of another making: grids, menus, tabs, frames, other hosts, odd links."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

from tests.support.web.second.markup import (
    PDF,
    ZIPPED,
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


def years_and_tiers(host: Host, place: str) -> Built:
    """A directory a year (``nb_2022n``), in each a list of government, departments and towns under vague names."""
    gate(host, place, "/zwgk/zfxxgk/", "/zwgk/zfxxgk/zfxxgknb/")
    found: set[str] = set()
    menu = ""
    for year in (2021, 2022, 2023):
        tiers = ""
        for tier, units in (
            ("szf", [place]),
            ("bm", [f"{place}财政局", f"{place}公安局"]),
            ("xz", [f"{place}城关镇", f"{place}东乡"]),
        ):
            made = put(
                host,
                [f"{unit}{year}年政府信息公开工作年度报告" for unit in units],
                f"/zwgk/zfxxgk/zfxxgknb/nb_{year}n/{tier}/{{n}}.html",
            )
            found |= {path for _, path in made}
            shown = [(name.partition(str(year))[0].removeprefix(place) or "县政府", path) for name, path in made]
            tiers += f"<h4>{tier}</h4>{trs(shown)}"
        host.pages[f"/zwgk/zfxxgk/zfxxgknb/nb_{year}n/"] = Reply(frame(f"{year}年度报告", tiers))
        menu += f'<a class="yr" href="nb_{year}n/">{year}年度</a>'
    host.pages["/zwgk/zfxxgk/zfxxgknb/"] = Reply(frame("政府信息公开年报", f"<div>{menu}</div>"))
    return Built(found, 4)


def grid(host: Host, place: str) -> Built:
    """Units down, years across; the cells say 查看 or hold a picture only; some are files, some are empty."""
    gate(host, place, "/gk/", "/gk/zfxxgknb/")
    found, rows = set(), "<tr><th>单位</th><th>2021</th><th>2022</th><th>2023</th></tr>"
    for n, unit in enumerate(("发展和改革局", "教育局", "卫生健康局", "城东街道", "南山镇")):
        cells = ""
        for year in (2021, 2022, 2023):
            if n == 3 and year == 2021:
                cells += "<td>—</td>"
                continue
            path = f"/gk/zfxxgknb/{year}/{n}.{'pdf' if n == 1 else 'doc' if n == 2 else 'html'}"
            host.pages[path] = (
                Reply(body(f"{place}{unit}{year}年政府信息公开工作年度报告")) if path.endswith("html")
                else Reply(PDF if n == 1 else b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1doc", type="application/octet-stream")
            )  # fmt: skip
            found.add(path)
            label = "查看" if n % 2 == 0 else '<img src="/i/pdf.gif">'
            cells += f'<td><a href="{path}" target="_blank">{label}</a></td>'
        rows += f"<tr><td>{unit}</td>{cells}</tr>"
    host.pages["/gk/zfxxgknb/"] = Reply(frame("政府信息公开年报", f'<table border="1">{rows}</table>'))
    return Built(found, 1)


def all_tabs(host: Host, place: str) -> Built:
    """One document with every tab; the entrance selects the fourth by its query, and so do the tabs of the others."""
    gate(host, place, "/zfxxgk/index.html", "/zfxxgk/index.html?state=4")
    made, decoys = (
        put(host, titled(place, range(2015, 2024)), "/zfxxgk/nb/{n}.html"),
        put_decoys(host, place, "/zfxxgk/other/{n}.html"),
    )
    menu = "".join(
        f'<a href="index.html?state={n}">{name}</a>'
        for n, name in enumerate(("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报"), 1)
    )
    tabs = f'<div class="tab">{dls(decoys)}</div><div class="tab" style="display:none">{dls(made, 40)}</div>'
    host.pages["/zfxxgk/index.html"] = Reply(frame("政府信息公开", menu + tabs))
    return Built({path for _, path in made}, 1, {path for _, path in decoys})


def latest_in_place(host: Host, place: str) -> Built:
    """The column is the newest report; the older ones hang in a side list."""
    gate(host, place, "/zfxxgk/", "/zfxxgk/ndbg/")
    made = put(host, titled(place, range(2018, 2023)), "/zfxxgk/ndbg/{n}.html")
    host.pages["/zfxxgk/ndbg/"] = Reply(
        body(f"{place}2023年政府信息公开工作年度报告", f"<div class='side'>往年年报{trs(made)}</div>", meta=False)
    )
    return Built({path for _, path in made} | {"/zfxxgk/ndbg/"}, 1)


def departments_menu(host: Host, place: str) -> Built:
    """A select menu of departments, each with a list of its own, and an own list beside it."""
    gate(host, place, "/xxgk/", "/xxgk/nb/")
    found, options = set(), "<option value=''>--部门年报--</option>"
    for n, unit in enumerate(("民政局", "司法局", "水务局")):
        made = put(host, titled(f"{place}{unit}", range(2020, 2024)), f"/xxgk/bm{n}/nb/{{n}}.html")
        found |= {path for _, path in made}
        host.pages[f"/xxgk/bm{n}/nb/"] = Reply(frame("年报", trs(made)))
        options += f'<option value="{host.url(f"/xxgk/bm{n}/nb/")}">{unit}</option>'
    made = put(host, titled(place, range(2020, 2024)), "/xxgk/nb/{n}.html")
    host.pages["/xxgk/nb/"] = Reply(
        frame(
            "政府信息公开年报",
            f'{trs(made)}<select onchange="if(this.value)window.open(this.value)">{options}</select>',
        )
    )
    return Built(found | {path for _, path in made}, 4)


def in_frames(host: Host, place: str) -> Built:
    """The list is a frame of the column, and its pages turn inside the frame."""
    items, built = blend(host, place, "/xxgk/content/{n}.html")
    gate(host, place, "/xxgk/", "/xxgk/xxgknb.html")
    host.pages["/xxgk/xxgknb.html"] = Reply(
        frame("政府信息公开年报", '<iframe id="f" src="/xxgk/list.html?cid=9" width="100%"></iframe>')
    )
    pages = chunks(items, 8)

    def inner(handler: BaseHTTPRequestHandler) -> Reply:
        k = int(parse_qs(urlsplit(handler.path).query).get("page", ["1"])[0])
        turn = (
            f'<div class="fenye"><a href="/xxgk/list.html?cid=9&amp;page={k + 1}">下一页</a></div>'
            if k < len(pages)
            else ""
        )
        return Reply(f"<html><body>{dls(pages[k - 1])}{turn}</body></html>")

    host.pages["/xxgk/list.html"] = inner
    return Built(built.reports, 1 + len(pages), built.decoys)


def frameset(host: Host, place: str) -> Built:
    """A home page that is a frameset, menus of script calls, rows that open by ``onclick``."""
    made = put(host, titled(place, range(2012, 2024)), "/gk/view.asp?id={n}")
    host.pages["/"] = Reply(
        '<html><head><title>门户</title></head><frameset rows="90,*"><frame src="top.html"><frame src="main.html"></frameset></html>'
    )
    host.pages["/top.html"] = Reply("<html><body><a href='/'>首页</a></body></html>")
    host.pages["/main.html"] = Reply(
        home(place, '<a href="javascript:void(0)" onclick="window.open(\'/gk/index.asp\')">信息公开</a>')
    )
    host.pages["/gk/index.asp"] = Reply(
        frame("信息公开", "<ul><li onclick=\"location.href='/gk/list.asp?type=1'\">信息公开指南</li>"
              "<li onclick=\"location.href='/gk/list.asp?type=9'\">信息公开年报</li></ul>")
    )  # fmt: skip
    rows = "".join(
        f"<tr><td onclick=\"window.open('{path}')\" style='cursor:hand'>{name}</td><td>2024-1-19</td></tr>"
        for name, path in made
    )
    host.pages["/gk/list.asp?type=9"] = Reply(frame("信息公开年报", f"<table>{rows}</table>"))
    return Built({path for _, path in made}, 1)


def many_units(host: Host, place: str) -> Built:
    """A page of units, each with its own platform, whose column stands one link below."""
    gate(host, place, "/zwgk/", "/zwgk/nb/")
    made = put(host, titled(place, range(2019, 2024)), "/zwgk/nb/{n}.html")
    host.pages["/zwgk/nb/"] = Reply(frame("政府信息公开年报", trs(made)))
    found, menu = {path for _, path in made}, ""
    for slug, unit in (("fgj", "发展和改革局"), ("gaj", "公安局"), ("lqz", "柳泉镇"), ("hbjd", "河北街道办事处")):
        own = put(host, titled(f"{place}{unit}", range(2021, 2024)), f"/bm/{slug}/nb/{{n}}.html")
        found |= {path for _, path in own}
        gate_page = f'<a href="/bm/{slug}/zn/">政府信息公开指南</a><a href="/bm/{slug}/zd/">政府信息公开制度</a><a href="/bm/{slug}/nb/">政府信息公开年报</a>'
        host.pages[f"/bm/{slug}/"] = Reply(frame(unit, gate_page))
        host.pages[f"/bm/{slug}/nb/"] = Reply(frame("年报", trs(own)))
        menu += f'<td><a href="/bm/{slug}/">{unit}</a></td>'
    host.pages["/bm/"] = Reply(frame("部门信息公开", f"<table><tr>{menu}</tr></table>"))
    platform = host.pages["/zwgk/"]
    assert isinstance(platform, Reply)
    platform.body = str(platform.body).replace("</ul>", '<li><a href="/bm/">部门、乡镇信息公开</a></li></ul>', 1)
    return Built(found, 5 + 5)


def php_lists(host: Host, place: str) -> Built:
    """phpcms: everything is ``index.php``; the pager is numbers and 上一页/下一页."""
    items, built = blend(host, place, "/index.php?m=content&c=index&a=show&catid=12&id={n}")
    host.pages["/"] = Reply(
        home(place, '<a href="/index.php?m=content&amp;c=index&amp;a=lists&amp;catid=3">政务公开</a>')
    )
    host.pages["/index.php?m=content&c=index&a=lists&catid=3"] = Reply(
        frame("政务公开", '<a href="/index.php?m=content&amp;c=index&amp;a=lists&amp;catid=11">信息公开指南</a>'
              '<a href="/index.php?m=content&amp;c=index&amp;a=lists&amp;catid=12">信息公开年报</a>')
    )  # fmt: skip
    pages = chunks([(name, path.replace("&", "&amp;")) for name, path in items], 6)
    for k, part in enumerate(pages, 1):
        base = "/index.php?m=content&c=index&a=lists&catid=12"
        turn = "".join(
            f'<a href="{base.replace("&", "&amp;")}&amp;page={n}">{n}</a>' for n in range(1, len(pages) + 1) if n != k
        )
        host.pages[base + (f"&page={k}" if k > 1 else "")] = Reply(
            frame("年报", f'{trs(part)}<div id="pages">{turn}</div>')
        )
    return Built(built.reports, len(pages), built.decoys)


def aspx_lists(host: Host, place: str) -> Built:
    """ASP.NET: the pager only says how many pages; ``page`` is a parameter of the address."""
    items, built = blend(host, place, "/NewsView.aspx?NewsID={n}")
    gate(host, place, "/InfoPublic.aspx?pid=971", "/InfoPublic.aspx?cid=1019&amp;pid=971")
    pages = chunks(items, 8)

    def column(handler: BaseHTTPRequestHandler) -> Reply:
        asked = parse_qs(urlsplit(handler.path).query)
        if "cid" not in asked:
            return Reply(
                frame(
                    "信息公开",
                    '<a href="/InfoPublic.aspx?cid=1019&amp;pid=971">政府信息公开年报</a><a href="/InfoPublic.aspx?cid=1&amp;pid=971">指南</a>',
                )
            )
        k = int(asked.get("page", ["1"])[0])
        return Reply(
            frame(
                "年报",
                f"{trs(pages[k - 1])}<div class='pager'>共{len(pages)}页 第{k}页 <a href='javascript:goPage({k + 1})'>下页</a></div>",
            )
        )

    host.pages["/InfoPublic.aspx"] = column
    return Built(built.reports, len(pages), built.decoys)


def files_only(host: Host, place: str) -> Built:
    """Every row is a file: PDF, Word, a zip, an extension only in the row's text; one article is a shell around a file."""
    gate(host, place, "/zwgk/", "/zwgk/xxgknb/")
    paths = {
        "/zwgk/xxgknb/W020240119.pdf": PDF, "/upload/2022.docx": ZIPPED, "/attach/0/2021.zip": ZIPPED, "/download/65a9f0c1c1c1c1c1c1c1c1c1": PDF,
        "/upload/2019/zw.wps": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    }  # fmt: skip
    host.pages |= {path: Reply(body_, type="application/octet-stream") for path, body_ in paths.items()}
    first, second, third, fourth, fifth = paths
    shell = "/zwgk/xxgknb/202001/t20200119_1.html"
    head = body(f"{place}2019年政府信息公开工作年度报告").split('<div class="TRS_Editor">')[0]
    link = f'<a href="{fifth}">附件1：{place}年度报告.wps</a>'
    host.pages[shell] = Reply(f'{head}<div class="TRS_Editor"><p>详见附件。</p></div>{link}</div></body></html>')
    names = [f"{place}{year}年政府信息公开工作年度报告" for year in (2023, 2022, 2021)]
    rows = [(names[0], first), (names[1], second), (names[2], third), (f"{place}2020年政府信息公开工作年度报告.pdf", fourth),
            (f"{place}2019年政府信息公开工作年度报告", shell)]  # fmt: skip
    host.pages["/zwgk/xxgknb/"] = Reply(frame("年报", trs(rows)))
    return Built({*paths, shell}, 1)


LAYOUTS = (
    years_and_tiers, grid, all_tabs, latest_in_place, departments_menu, in_frames, frameset, many_units, php_lists, aspx_lists, files_only,
)  # fmt: skip
