"""Families whose lists are static pages, and the table of all families; each with paging, look-alikes and reports."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

from tests.support.web.families_scripted import epoint, gkmlpt, hanweb_pages, hanweb_ranges, jpaas, lonsun
from tests.support.web.mixing import mixed, split
from tests.support.web.pages import column_head, page, put_home, rows
from tests.support.web.server import Host, Reply

YEARS = range(2009, 2025)


def trs(host: Host, place: str) -> set[str]:
    items, expected = mixed(host, place, "/xxgk/xxgknb/202401/t20240125_{n}.html")
    put_home(host, place, "/xxgk/", "/xxgk/xxgknb/")
    parts = split(items, 8)
    for k, part in enumerate(parts):
        script = f'<script>createPageHTML({len(parts)}, {k}, "index", "html");</script>'
        host.pages[f"/xxgk/xxgknb/{f'index_{k}.html' if k else ''}"] = Reply(
            page("年报", rows(part, 10) + script, column_head())
        )
    return expected


def trs_five(host: Host, place: str) -> set[str]:
    items, expected = mixed(host, place, "/gk/nb/202401/t20240125_{n}.shtml")
    put_home(host, place, "/gk/", "/gk/nb/")
    parts = split(items, 6)
    for k, part in enumerate(parts):
        script = f'<SCRIPT>createPageHTML({len(items)}, {len(parts)}, {k}, "index", "shtml");</SCRIPT>'
        host.pages[f"/gk/nb/{f'index_{k}.shtml' if k else ''}"] = Reply(
            page("年报", rows(part) + script, column_head())
        )
    return expected


def trs_inline(host: Host, place: str) -> set[str]:
    items, expected = mixed(host, place, "/xxgk/xxgknb/202401/t20240125_{n}.html")
    put_home(host, place, "/xxgk/", "/xxgk/xxgknb/")
    parts = split(items, 11)
    for k, part in enumerate(parts):
        script = (
            f"<script>var currentPage = {k};var prevPage = currentPage-1;var nextPage = currentPage+1\nvar countPage = {len(parts)}\n"
            'document.write("<a href=\\""+"index_"+nextPage+".html"+"\\">下一页</a>");</script>'
        )
        upper = rows(part).replace("<a href=", "<A style='x' \n href=").replace("</a>", "</A>")
        host.pages[f"/xxgk/xxgknb/{f'index_{k}.html' if k else ''}"] = Reply(page("年报", upper + script))
    return expected


def ucap(host: Host, place: str, zero: bool = False) -> set[str]:
    items, expected = mixed(host, place, "/qsx/c100123/202401/{n:032x}.shtml")
    put_home(host, place, "/qsx/zfxxgk/", "/qsx/c100123/zfxxgk_gknbz.shtml")
    parts = split(items, 7)
    for k, part in enumerate(parts, start=1):
        script = f"<div id='page_div'></div><script>createPageHTML('page_div',{len(parts)},{k},'zfxxgk_gknbz','shtml',{len(items)});</script>"
        number = k - 1 if zero else k
        suffix = f"_{number}" if k > 1 else ""
        head = column_head() + '<meta name="channelid" content="0123456789abcdef0123456789abcdef">'
        host.pages[f"/qsx/c100123/zfxxgk_gknbz{suffix}.shtml"] = Reply(page("年报", rows(part) + script, head))
    return expected


def ucap_zero(host: Host, place: str) -> set[str]:
    return ucap(host, place, zero=True)


def vsb(host: Host, place: str) -> set[str]:
    items, expected = mixed(host, place, "/info/1012/{n}.htm")
    put_home(host, place, "/zfxxgk.htm", "/zfxxgk/zfxxgknb.htm")
    parts = split(items, 5)
    last = len(parts)
    for k, part in enumerate(parts, start=1):
        path = "/zfxxgk/zfxxgknb.htm" if k == 1 else f"/zfxxgk/zfxxgknb/{last + 1 - k}.htm"
        follows = f"/zfxxgk/zfxxgknb/{last - k}.htm"
        nxt = (
            f'<span class="p_next p_fun"><a href="{follows}">下页</a></span>'
            if k < last
            else '<span class="p_next_d">下页</span>'
        )
        marks = '<!--Announced by Visual SiteBuilder 9--><link rel="stylesheet" href="/list.vsb.css">'
        host.pages[path] = Reply(
            page("年报", f'{marks}{rows(part)}<span class="p_pages"><span class="p_no_d">{k}</span>{nxt}</span>')
        )
    return expected


def sasac(host: Host, place: str) -> set[str]:
    items, expected = mixed(host, place, "/n2588035/n2588320/c{n}/content.html")
    put_home(host, place, "/n2588035/index.html", "/n2588035/n2588320/index.html")
    parts = split(items, 6)
    hidden = "".join(f"<a href='../../n2588035/n2588320/index_2603340_{k}.html'></a>" for k in range(1, len(parts)))
    first = f"{rows(parts[0])}<script>var maxPageNum=0; maxPageNum = {len(parts)};</script><div style='display:none'>{hidden}</div>"
    host.pages["/n2588035/n2588320/index.html"] = Reply(page("年报", first))
    for k, part in enumerate(parts[1:], start=2):
        host.pages[f"/n2588035/n2588320/index_2603340_{len(parts) + 1 - k}.html"] = Reply(rows(part))
    return expected


def numbered(host: Host, place: str) -> set[str]:
    items, expected = mixed(host, place, "/zfxxgk/zfxxgknb/{n}.html")
    put_home(host, place, "/zfxxgk/", "/zfxxgk/zfxxgknb/1.html")
    parts = split(items, 6)
    for k, part in enumerate(parts, start=1):
        script = f"<script>var maxPage = parseInt('{len(parts)}');</script>"
        host.pages[f"/zfxxgk/zfxxgknb/{k}.html"] = Reply(page("年报", rows(part) + script))
    return expected


def siteserver(host: Host, place: str) -> set[str]:
    items, expected = mixed(host, place, "/contents/12/{n}.html")
    put_home(host, place, "/channels/3.html", "/channels/12.html")
    parts = split(items, 6)
    for k, part in enumerate(parts, start=1):
        links = "".join(f'<a href="12_{n}.html">{n}</a>' for n in range(2, len(parts) + 1))
        markup = (
            f'<link href="/sitefiles/assets/x.css">{rows(part)}<div class="pager"><a href="12.html">1</a>{links}</div>'
        )
        host.pages[f"/channels/12{f'_{k}' if k > 1 else ''}.html"] = Reply(page("年报", markup))
    return expected


def ujcms(host: Host, place: str) -> set[str]:
    items, expected = mixed(host, place, "/info/{n}.jspx")
    put_home(host, place, "/node/3.jspx", "/node/11.jspx")
    parts = split(items, 6)
    for k, part in enumerate(parts, start=1):
        nxt = f'<a href="/node/11_{k + 1}.jspx">下一页</a>' if k < len(parts) else ""
        host.pages[f"/node/11{f'_{k}' if k > 1 else ''}.jspx"] = Reply(
            page("年报", f'{rows(part)}<div class="page">{nxt}</div>')
        )
    return expected


def custom(host: Host, place: str) -> set[str]:
    """None of the families: a last-page link in a script call, and pages by a query parameter."""
    items, expected = mixed(host, place, "/show.php?id={n}")
    put_home(host, place, "/open/", "/open/annual.php")
    parts = split(items, 6)

    def column(handler: BaseHTTPRequestHandler) -> Reply:
        k = int(parse_qs(urlsplit(handler.path).query).get("page", ["1"])[0])
        if k > len(parts):
            k = len(parts)  # a pager that repeats its last page for ever
        pager = f'<div class="fanye">共{len(parts)}页 <a href="javascript:void(0)" onclick="toPage({k + 1})">下一页</a></div>'
        return Reply(page("年报", rows(parts[k - 1]) + pager))

    host.pages["/open/annual.php"] = column
    return expected


FAMILIES = {
    maker.__name__: maker
    for maker in (
        trs, trs_five, trs_inline, ucap, ucap_zero, hanweb_pages, hanweb_ranges, jpaas, gkmlpt, vsb, lonsun, epoint, sasac, numbered,
        siteserver, ujcms, custom,
    )
}  # fmt: skip
