"""Sites whose report column lies behind splash pages, chains, picture maps, deep menus, and names beside the usual."""

from __future__ import annotations

from tests.support.web.second.markup import Built, blend, frame, home, put, titled, trs
from tests.support.web.second.static_families import gate
from tests.support.web.server import Host, Reply


def _column(host: Host, place: str, path: str) -> Built:
    items, built = blend(host, place, path + "{n}.html")
    host.pages[path] = Reply(frame("政府信息公开年报", trs(items)))
    return built


def refresh_chain(host: Host, place: str) -> Built:
    """The home page is three stubs deep: a meta refresh, a script, a redirect."""
    built = _column(host, place, "/web/gk/nb/")
    gate(host, place, "/web/gk/", "/web/gk/nb/")
    host.pages["/web/home.html"] = host.pages["/"]
    host.pages["/"] = Reply('<html><head><META HTTP-EQUIV="Refresh" CONTENT="0; URL=web/"></head></html>')
    host.pages["/web/"] = Reply('<script>window.location.href="index.jsp";</script>')
    host.pages["/web/index.jsp"] = Reply("", 302, headers={"Location": "home.html"})
    return Built(built.reports, built.lists + 3, built.decoys)


def picture_map(host: Host, place: str) -> Built:
    """The home page is one picture with areas, none of which says what it is."""
    built = _column(host, place, "/gk/nb/")
    gate(host, place, "/gk/", "/gk/nb/")
    host.pages["/"] = Reply(
        '<html><head><title>门户</title></head><body><img src="/i/home.jpg" usemap="#m"><map name="m">'
        '<area shape="rect" coords="0,0,99,40" href="/xw/"><area shape="rect" coords="0,40,99,80" href="/gk/"></map></body></html>'
    )
    host.pages["/xw/"] = Reply(frame("新闻", "<p>新闻</p>"))
    return Built(built.reports, 2, built.decoys)


def language_choice(host: Host, place: str) -> Built:
    """The first page asks for a language."""
    built = _column(host, place, "/zh/gk/nb/")
    gate(host, place, "/zh/gk/", "/zh/gk/nb/")
    host.pages["/zh/index.html"] = host.pages["/"]
    host.pages["/"] = Reply(
        f"<html><head><title>{place}</title></head><body><h1>{place}人民政府</h1>"
        '<a href="/zh/index.html">简体中文</a> <a href="/tw/index.html">繁體中文</a> <a href="/en/index.html">English</a></body></html>'
    )
    host.pages["/en/index.html"] = Reply(frame("Home", "<p>Welcome</p>"))
    return Built(built.reports, 2, built.decoys)


def deep_menu(host: Host, place: str) -> Built:
    """政务公开, then 法定主动公开内容, and only there 政府信息公开年报."""
    built = _column(host, place, "/zwgk/fdzdgk/qt/nb/")
    host.pages["/"] = Reply(home(place, '<a href="/zwgk/">政务公开</a>'))
    host.pages["/zwgk/"] = Reply(
        frame(
            "政务公开",
            '<a href="/zwgk/ld/">领导信息</a><a href="/zwgk/fdzdgk/">法定主动公开内容</a><a href="/zwgk/wj/">政策文件</a>',
        )
    )
    listed = "".join(
        f'<li><a href="/zwgk/fdzdgk/{n}/">{name}</a></li>'
        for n, name in enumerate(("履职依据", "机关简介", "规划信息"))
    )
    host.pages["/zwgk/fdzdgk/"] = Reply(
        frame("法定主动公开内容", f'<ul>{listed}<li><a href="/zwgk/fdzdgk/qt/nb/">政府信息公开年报</a></li></ul>')
    )
    return Built(built.reports, 2, built.decoys)


def scripted_unit_menu(host: Host, place: str) -> Built:
    """Units stand in a select menu; a function of the page makes the address from the value."""
    gate(host, place, "/gk/", "/gk/nb/")
    found = {path for _, path in put(host, titled(place, range(2021, 2024)), "/gk/nb/{n}.html")}
    rows = trs([(f"{place}{2021 + n}年政府信息公开工作年度报告", path) for n, path in enumerate(sorted(found))])
    options = ""
    for slug, unit in (("jyj", "教育局"), ("slj", "水利局"), ("dhz", "大河镇")):
        made = put(host, titled(f"{place}{unit}", range(2022, 2024)), f"/gk/dw/{slug}/{{n}}.html")
        found |= {path for _, path in made}
        host.pages[f"/gk/dw/{slug}/nb.html"] = Reply(frame("政府信息公开年报", trs(made)))
        options += f'<option value="{slug}">{unit}</option>'
    script = "<script>function go(o){ if(o.value!='') window.location.href='/gk/dw/'+o.value+'/nb.html'; }</script>"
    menu = f'<select onchange="go(this)"><option value="">请选择单位</option>{options}</select>'
    host.pages["/gk/nb/"] = Reply(frame("政府信息公开年报", menu + rows + script))
    return Built(found, 4)


def split_titles(host: Host, place: str) -> Built:
    """The year stands in a cell or span of its own beside the link, which says only the rest."""
    gate(host, place, "/gk/", "/gk/nb/")
    made = put(host, [f"{place}{y}年政府信息公开工作年度报告" for y in range(2018, 2024)], "/gk/nb/{n}.html")
    rows = "".join(
        f'<li><span class="y">{2018 + n}年</span><a href="{path}">政府信息公开工作年度报告</a></li>'
        for n, (_, path) in enumerate(made)
    )
    host.pages["/gk/nb/"] = Reply(frame("政府信息公开年报", f"<ul>{rows}</ul>"))
    return Built({path for _, path in made}, 1)


def column_by_other_names(host: Host, place: str) -> Built:
    """The column is called by its year-book name, in blanks, in brackets, and beside a look-alike of the same length."""
    built = _column(host, place, "/gk/c9/")
    host.pages["/"] = Reply(home(place, '<a href="/gk/">信息 公开</a>'))
    host.pages["/gk/"] = Reply(
        frame(
            "信息公开",
            '<a href="/gk/c7/">政府网站年度报表</a><a href="/gk/c9/">【政府信息公开工作 年度报告】</a><a href="/gk/c8/">法治政府年报</a>',
        )
    )
    return built


ODD_WAYS = (
    refresh_chain, picture_map, language_choice, deep_menu, scripted_unit_menu, split_titles, column_by_other_names,
)  # fmt: skip
