"""Families whose lists are filled by scripts or served by interfaces; written after real pages."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

from tests.support.web.mixing import mixed, split
from tests.support.web.pages import Item, column_head, page, put_home, rows
from tests.support.web.server import Host, Reply

YEARS = range(2009, 2025)


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
    items, expected = mixed(host, place, "/art/2024/1/25/art_93261_{n}.html")
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
    items, expected = mixed(host, place, "/col/col1229000001/art/2024/art_{n:032x}.html")
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
    items, expected = mixed(host, place, "/xjyj/gkmlpt/content/4/4711/post_{n}.html")
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


def lonsun(host: Host, place: str) -> set[str]:
    items, expected = mixed(host, place, "/public/6600123/{n}.html")
    put_home(host, place, "/public/column/6600123?type=4&action=list", "/public/column/6600123?type=3&action=list")
    parts = split(items, 8)

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
    items, expected = mixed(host, place, "/002007/20240125/{n:032x}.html")
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
