"""Sites of the families of content management systems, each with paging, look-alikes and reports; written after real pages."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

from tests.support.web.pages import Item, column_head, page, put_home, put_lookalikes, put_reports, rows, titles
from tests.support.web.server import Host, Reply

YEARS = range(2009, 2025)


def _split(items: list[Item], size: int) -> list[list[Item]]:
    return [items[i : i + size] for i in range(0, len(items), size)]


def _mixed(host: Host, place: str, pattern: str) -> tuple[list[Item], set[str]]:
    reports = put_reports(host, titles(place, YEARS), pattern)
    others = put_lookalikes(host, place, pattern)
    mixed = [*reports[:3], others[0], *reports[3:10], *others[1:3], *reports[10:], *others[3:]]
    return mixed, {host.url(item.path) for item in reports}


def trs(host: Host, place: str) -> set[str]:
    items, expected = _mixed(host, place, "/xxgk/xxgknb/202401/t20240125_{n}.html")
    put_home(host, place, "/xxgk/", "/xxgk/xxgknb/")
    parts = _split(items, 8)
    for k, part in enumerate(parts):
        script = f'<script>createPageHTML({len(parts)}, {k}, "index", "html");</script>'
        host.pages[f"/xxgk/xxgknb/{f'index_{k}.html' if k else ''}"] = Reply(
            page("年报", rows(part, 10) + script, column_head())
        )
    return expected


def trs_five(host: Host, place: str) -> set[str]:
    items, expected = _mixed(host, place, "/gk/nb/202401/t20240125_{n}.shtml")
    put_home(host, place, "/gk/", "/gk/nb/")
    parts = _split(items, 6)
    for k, part in enumerate(parts):
        script = f'<SCRIPT>createPageHTML({len(items)}, {len(parts)}, {k}, "index", "shtml");</SCRIPT>'
        host.pages[f"/gk/nb/{f'index_{k}.shtml' if k else ''}"] = Reply(
            page("年报", rows(part) + script, column_head())
        )
    return expected


def trs_inline(host: Host, place: str) -> set[str]:
    items, expected = _mixed(host, place, "/xxgk/xxgknb/202401/t20240125_{n}.html")
    put_home(host, place, "/xxgk/", "/xxgk/xxgknb/")
    parts = _split(items, 11)
    for k, part in enumerate(parts):
        script = (
            f"<script>var currentPage = {k};var prevPage = currentPage-1;var nextPage = currentPage+1\nvar countPage = {len(parts)}\n"
            'document.write("<a href=\\""+"index_"+nextPage+".html"+"\\">下一页</a>");</script>'
        )
        upper = rows(part).replace("<a href=", "<A style='x' \n href=").replace("</a>", "</A>")
        host.pages[f"/xxgk/xxgknb/{f'index_{k}.html' if k else ''}"] = Reply(page("年报", upper + script))
    return expected


def ucap(host: Host, place: str, zero: bool = False) -> set[str]:
    items, expected = _mixed(host, place, "/qsx/c100123/202401/{n:032x}.shtml")
    put_home(host, place, "/qsx/zfxxgk/", "/qsx/c100123/zfxxgk_gknbz.shtml")
    parts = _split(items, 7)
    for k, part in enumerate(parts, start=1):
        script = f"<div id='page_div'></div><script>createPageHTML('page_div',{len(parts)},{k},'zfxxgk_gknbz','shtml',{len(items)});</script>"
        number = k - 1 if zero else k
        suffix = f"_{number}" if k > 1 else ""
        head = column_head() + '<meta name="channelid" content="0123456789abcdef0123456789abcdef">'
        host.pages[f"/qsx/c100123/zfxxgk_gknbz{suffix}.shtml"] = Reply(page("年报", rows(part) + script, head))
    return expected


def ucap_zero(host: Host, place: str) -> set[str]:
    return ucap(host, place, zero=True)


def _datastore(items: list[Item], total: int, pages: int, proxy: str) -> str:
    records = "".join(
        f'<record><![CDATA[<li><a href="{item.path}" title="{item.title}">{item.title[:9]}…</a><span>{item.date}</span></li>]]></record>'
        for item in items
    )
    return (
        f"<datastore><totalrecord>{total}</totalrecord><totalpage>{pages}</totalpage>"
        f'<nextgroup><![CDATA[<a href="{proxy}"></a>]]></nextgroup><recordset>{records}</recordset></datastore>'
    )


def _hanweb(host: Host, place: str, ranged: bool) -> set[str]:
    items, expected = _mixed(host, place, "/art/2024/1/25/art_93261_{n}.html")
    put_home(host, place, "/col/col100/index.html", "/col/col93261/index.html?number=D001")
    proxy = "/module/web/jpage/dataproxy.jsp?page=1&appid=1&webid=12&path=/&columnid=93261&unitid=4711&webname=%E6%9F%90&permissiontype=0"
    per, total = 5, len(items)
    pages = -(-total // per)

    def answer(handler: BaseHTTPRequestHandler) -> Reply:
        query = parse_qs(urlsplit(handler.path).query)
        if ranged:
            part = items[int(query["startrecord"][0]) - 1 : int(query["endrecord"][0])]
        else:
            k = int(query.get("page", ["1"])[0])
            part = items[(k - 1) * per : k * per]
        return Reply(_datastore(part, total, pages, proxy), type="text/xml; charset=utf-8")

    store = f'<script type="text/xml">{_datastore(items[: 2 * per], total, pages, proxy)}</script>'
    host.pages["/col/col93261/index.html"] = Reply(page("年报", store, column_head()))
    host.pages["/module/web/jpage/dataproxy.jsp"] = answer
    return expected


def hanweb_pages(host: Host, place: str) -> set[str]:
    return _hanweb(host, place, ranged=False)


def hanweb_ranges(host: Host, place: str) -> set[str]:
    return _hanweb(host, place, ranged=True)


def jpaas(host: Host, place: str) -> set[str]:
    items, expected = _mixed(host, place, "/col/col1229000001/art/2024/art_{n:032x}.html")
    put_home(host, place, "/col/col1/index.html", "/col/col1229000001/index.html")
    unit = "/api-gateway/jpaas-publish-server/front/page/build/unit"
    query = (
        "{'webId':'2758','pageId':'1229000001','parseType':'bulidstatic','pageType':'column',"
        "'tagId':'当前栏目list','tplSetId':'abc','editType':'null'}"
    )
    host.pages["/col/col1229000001/index.html"] = Reply(
        page(
            "年报",
            f'<div id="list"></div><script src="/authorizedread/unitbuild.js" url="{unit}" queryData="{query}"></script>',
            column_head(),
        )
    )

    def answer(handler: BaseHTTPRequestHandler) -> Reply:
        asked = parse_qs(urlsplit(handler.path).query)
        k = int(json.loads(asked["paramJson"][0])["pageNo"])
        part = items[(k - 1) * 9 : k * 9]
        own = query.replace("'", "&quot;")
        pager = f'querydata="{own}" uniturl="{unit}" count="{len(items)}" rows="9" pageno="{k}"'
        markup = f'<div class="page-content">{rows(part)}</div><table class="pagination" {pager}></table>'
        return Reply(json.dumps({"code": "200", "success": True, "data": {"html": markup}}), type="application/json")

    host.pages[unit] = answer
    return expected


def gkmlpt(host: Host, place: str) -> set[str]:
    items, expected = _mixed(host, place, "/xjyj/gkmlpt/content/4/4711/post_{n}.html")
    put_home(host, place, "/xjyj/gkmlpt/index", "/xjyj/none/")
    node = {"id": 1001, "name": "政府信息公开年报", "children": [], "jump_url": "", "post_count": len(items)}
    tree = [
        {"id": 1, "name": "政府信息公开指南", "children": [], "jump_url": "", "post_count": 1},
        {"id": 2, "name": "法定主动公开内容", "children": [node], "jump_url": "", "post_count": 9},
    ]  # fmt: skip
    config = f"<script>window._CONFIG = {{ SID: '755041', TREE: {json.dumps(tree, ensure_ascii=False)}, SERVICE_AREA_ID: 12 }};</script>"
    host.pages["/xjyj/gkmlpt/index"] = Reply(page("政府信息公开目录", config))

    def answer(handler: BaseHTTPRequestHandler) -> Reply:
        k = max(1, int(parse_qs(urlsplit(handler.path).query).get("page", ["1"])[0]))
        part = items[(k - 1) * 100 : k * 100]
        articles = [
            {"id": i, "title": item.title, "date": 1706140800, "publisher": place, "url": host.url(item.path)}
            for i, item in enumerate(part)
        ]
        return Reply(
            json.dumps({"classify": {"id": 1001, "post_count": len(items)}, "articles": articles}),
            type="application/json",
        )

    host.pages["/xjyj/gkmlpt/api/all/1001"] = answer
    return expected


def vsb(host: Host, place: str) -> set[str]:
    items, expected = _mixed(host, place, "/info/1012/{n}.htm")
    put_home(host, place, "/zfxxgk.htm", "/zfxxgk/zfxxgknb.htm")
    parts = _split(items, 5)
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


def lonsun(host: Host, place: str) -> set[str]:
    items, expected = _mixed(host, place, "/public/6600123/{n}.html")
    put_home(host, place, "/public/column/6600123?type=4&action=list", "/public/column/6600123?type=3&action=list")
    parts = _split(items, 8)

    def column(handler: BaseHTTPRequestHandler) -> Reply:
        query = parse_qs(urlsplit(handler.path).query)
        k = int(query.get("pageIndex", ["1"])[0])
        if query.get("type") != ["3"]:
            return Reply(page("主动公开", '<a href="/public/column/6600123?type=3&amp;action=list">信息公开年报</a>'))
        script = f'<script>Ls.pagination("#page_public_info", function (pageIndex) {{}}, {{ currPage: {k}, pageCount: {len(parts)} }});</script>'
        return Reply(page("年报", rows(parts[k - 1], 9) + script, column_head()))

    host.pages["/public/column/6600123"] = column
    return expected


def epoint(host: Host, place: str) -> set[str]:
    items, expected = _mixed(host, place, "/002007/20240125/{n:032x}.html")
    put_home(host, place, "/zwgk/", "/dynamic/zwgk/govInfoPub.html?categorynum=002007&deptcode=A01")
    script = (
        "<script>var siteInfo={projectName:'/EWB-FRONT',siteGuid:'7eb5f7f1-9041-43ad-8e13-8fcb82ea831a'};"
        "$.post('/EWB-FRONT/rest/lightfrontaction/getgovinfolist',{pageSize:10});</script>"
    )
    host.pages["/dynamic/zwgk/govInfoPub.html"] = Reply(page("年报", f'<ul id="list"></ul>{script}', column_head()))

    def answer(handler: BaseHTTPRequestHandler) -> Reply:
        asked = json.loads(handler.sent_body)  # type: ignore[attr-defined]
        assert asked["categorynum"] == "002007"
        part = items[asked["pageIndex"] * 10 :][:10]
        data = [{"infourl": item.path, "realtitle": item.title, "infodate": item.date} for item in part]
        return Reply(json.dumps({"custom": {"data": data, "total": len(items)}}), type="application/json")

    host.pages["/EWB-FRONT/rest/lightfrontaction/getgovinfolist"] = answer
    return expected


def sasac(host: Host, place: str) -> set[str]:
    items, expected = _mixed(host, place, "/n2588035/n2588320/c{n}/content.html")
    put_home(host, place, "/n2588035/index.html", "/n2588035/n2588320/index.html")
    parts = _split(items, 6)
    hidden = "".join(f"<a href='../../n2588035/n2588320/index_2603340_{k}.html'></a>" for k in range(1, len(parts)))
    first = f"{rows(parts[0])}<script>var maxPageNum=0; maxPageNum = {len(parts)};</script><div style='display:none'>{hidden}</div>"
    host.pages["/n2588035/n2588320/index.html"] = Reply(page("年报", first))
    for k, part in enumerate(parts[1:], start=2):
        host.pages[f"/n2588035/n2588320/index_2603340_{len(parts) + 1 - k}.html"] = Reply(rows(part))
    return expected


def numbered(host: Host, place: str) -> set[str]:
    items, expected = _mixed(host, place, "/zfxxgk/zfxxgknb/{n}.html")
    put_home(host, place, "/zfxxgk/", "/zfxxgk/zfxxgknb/1.html")
    parts = _split(items, 6)
    for k, part in enumerate(parts, start=1):
        script = f"<script>var maxPage = parseInt('{len(parts)}');</script>"
        host.pages[f"/zfxxgk/zfxxgknb/{k}.html"] = Reply(page("年报", rows(part) + script))
    return expected


def siteserver(host: Host, place: str) -> set[str]:
    items, expected = _mixed(host, place, "/contents/12/{n}.html")
    put_home(host, place, "/channels/3.html", "/channels/12.html")
    parts = _split(items, 6)
    for k, part in enumerate(parts, start=1):
        links = "".join(f'<a href="12_{n}.html">{n}</a>' for n in range(2, len(parts) + 1))
        markup = (
            f'<link href="/sitefiles/assets/x.css">{rows(part)}<div class="pager"><a href="12.html">1</a>{links}</div>'
        )
        host.pages[f"/channels/12{f'_{k}' if k > 1 else ''}.html"] = Reply(page("年报", markup))
    return expected


def ujcms(host: Host, place: str) -> set[str]:
    items, expected = _mixed(host, place, "/info/{n}.jspx")
    put_home(host, place, "/node/3.jspx", "/node/11.jspx")
    parts = _split(items, 6)
    for k, part in enumerate(parts, start=1):
        nxt = f'<a href="/node/11_{k + 1}.jspx">下一页</a>' if k < len(parts) else ""
        host.pages[f"/node/11{f'_{k}' if k > 1 else ''}.jspx"] = Reply(
            page("年报", f'{rows(part)}<div class="page">{nxt}</div>')
        )
    return expected


def custom(host: Host, place: str) -> set[str]:
    """None of the families: a last-page link in a script call, and pages by a query parameter."""
    items, expected = _mixed(host, place, "/show.php?id={n}")
    put_home(host, place, "/open/", "/open/annual.php")
    parts = _split(items, 6)

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
