"""Directory platforms and interfaces: gkmlpt, Lonsun, Epoint, UCAP's JSON, NFRA."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler

from tests.support.web.second.answers import as_json, query
from tests.support.web.second.markup import Built, blend, body, chunks, dls, frame, home, put, titled
from tests.support.web.second.static_families import gate
from tests.support.web.server import Host, Reply


def _tree(nodes: list[dict[str, object]], search: str = "http://127.0.0.1:9/") -> str:
    tree = json.dumps(nodes, ensure_ascii=False)
    return f"<script>window._CONFIG = {{\n  SID: '755041', SEARCH_JSONP_URL: '{search}',\n  NAME: \"某局\", TREE: {tree},\n  SERVICE_AREA_ID: 12,\n}};</script>"


def _node(number: int, name: str, **more: object) -> dict[str, object]:
    return {"id": number, "name": name, "children": [], "jump_url": "", "post_count": 5} | more


def guangdong(host: Host, place: str) -> Built:
    """gkmlpt: the node serves a recent slice of its posts, the others are found by the platform's search."""
    items, built = blend(host, place, "/szjyj/gkmlpt/content/9/9103/post_{n}.html")
    host.pages["/"] = Reply(home(place, '<a href="/szjyj/gkmlpt/index">政府信息公开</a>'))
    nodes = [
        _node(1, "政府信息公开指南"),
        _node(2, "机构职能", children=[_node(21, "领导信息")]),
        _node(3, "其他", children=[_node(31, "政府信息公开年报", post_count=len(items)), _node(32, "网站工作年报")]),
    ]
    host.pages["/szjyj/gkmlpt/index"] = Reply(
        frame("政府信息公开目录", '<div id="app">目录</div>' + _tree(nodes, host.url("/jsonp/site")))
    )
    name, path = items[0]
    detail = json.dumps(body(name), ensure_ascii=False).replace("<", "\\u003C")
    host.pages[path] = Reply(frame(name, f"<script>window._CONFIG = {{ DETAIL: {{ content: {detail} }} }};</script>",
                                   f'<meta name="ArticleTitle" content="{name}">'))  # fmt: skip

    def article(item: tuple[str, str]) -> dict[str, object]:
        return {"id": 1, "title": item[0], "date": 1705622400, "url": host.url(item[1]), "attachment": []}

    def api(handler: BaseHTTPRequestHandler) -> Reply:
        if int(query(handler)["page"]) > 1:
            return as_json({"articles": []})
        return as_json(
            {"classify": {"id": 31, "post_count": len(items)}, "articles": [article(item) for item in items[:12]]}
        )

    def search(handler: BaseHTTPRequestHandler) -> Reply:
        asked = query(handler)
        k, size = int(asked["page"]), int(asked["pagesize"])
        found = [
            {**article(item), "title": item[0].replace("信息公开", "<em>信息公开</em>"), "attachment": "[]"}
            for item in items
        ]
        return as_json({"total": len(items), "results": found[(k - 1) * size : k * size]}, asked["callback"])

    host.pages["/szjyj/gkmlpt/api/all/31"] = api
    host.pages["/jsonp/site/755041"] = search
    return Built(built.reports, 2, built.decoys)


def guangdong_jump(host: Host, place: str) -> Built:
    """gkmlpt whose node jumps to an ordinary column of the main site."""
    items, built = blend(host, place, "/zwgk/nb/content/post_{n}.html")
    host.pages["/"] = Reply(home(place, '<a href="/gkmlpt/index#31">政府信息公开目录</a>'))
    jump = _node(31, "政府信息公开年报", jump_url=host.url("/zwgk/nb/"))
    host.pages["/gkmlpt/index"] = Reply(frame("目录", _tree([_node(1, "指南"), jump])))
    pages = chunks(items, 15)
    for k, part in enumerate(pages, 1):
        turn = (
            f'<div class="page"><a class="next" href="/zwgk/nb/index_{k + 1}.html">&gt;</a></div>'
            if k < len(pages)
            else ""
        )
        host.pages[f"/zwgk/nb/{f'index_{k}.html' if k > 1 else ''}"] = Reply(frame("年报", dls(part) + turn))
    return Built(built.reports, len(pages), built.decoys)


def lonsun_menu(host: Host, place: str) -> Built:
    """Lonsun: the home page knows type 4 only; the reports are under type 3, a year menu over lists."""
    made = put(host, titled(place, range(2019, 2024)), "/public/6600123/{n}.html")
    host.pages["/"] = Reply(
        home(place, '<a href="/public/column/6600123?type=4&amp;action=list&amp;nav=3">政府信息公开</a>')
    )
    menu = '<ul id="timeFrame" class="clearfix">' + "".join(
        f'<li><a href="/public/column/6600123?type=3&amp;action=list&amp;nav=&amp;year={year}">{year}年</a></li>' for year in range(2019, 2024)
    ) + "</ul>"  # fmt: skip

    def column(handler: BaseHTTPRequestHandler) -> Reply:
        asked = query(handler)
        if asked.get("type") != "3":
            return Reply(
                frame(
                    "主动公开",
                    '<ul class="doc_list"><li><a href="/public/6600123/1.html">某通知</a></li></ul>'
                    '<script>Ls.pagination("#p", function(){}, {currPage: 1, pageCount: 9});</script>',
                )
            )
        year = asked.get("year", "2023")
        return Reply(frame("年报", menu + dls([item for item in made if year in item[0]], 30)))

    host.pages["/public/column/6600123"] = column
    return Built({path for _, path in made}, 6)


def lonsun_label(host: Host, place: str) -> Built:
    """Lonsun: the rows come from ``/site/label/8888`` as a fragment."""
    items, built = blend(host, place, "/public/77/{n}.html")
    call = "IsAjax=1&dataType=html&labelName=publicInfoList&siteId=61&pageSize=10&action=list&organId=77&type=3&file=/xxgk/list"
    gate(host, place, "/public/column/77?type=2&action=list", "/public/column/77?type=3&action=list")
    pages = chunks(items, 10)

    def column(handler: BaseHTTPRequestHandler) -> Reply:
        if query(handler).get("type") != "3":
            return Reply(
                frame("指南", '<p>指南</p><a href="/public/column/77?type=3&amp;action=list">政府信息公开年报</a>')
            )
        script = f"<script>Ls.ajax('/site/label/8888?{call}');"
        script += f" Ls.pagination('#p', function(){{}}, {{currPage: 1, pageCount: {len(pages)}, total: {len(items)}}});</script>"
        return Reply(frame("年报", f'<div id="list"></div>{script}'))

    def label(handler: BaseHTTPRequestHandler) -> Reply:
        k = int(query(handler).get("pageIndex", "1"))
        return Reply(dls(pages[k - 1]))

    host.pages["/public/column/77"], host.pages["/site/label/8888"] = column, label
    return Built(built.reports, 1 + len(pages), built.decoys)


def epoint(host: Host, place: str) -> Built:
    """Epoint: project and site stand in a script file of their own; pages are asked by POST."""
    items, built = blend(host, place, "/002006/20240119/{n:032x}.html")
    gate(host, place, "/zwgk/public.html", "/dynamic/zwgk/govInfoPub.html?categorynum=002006&deptcode=007")
    host.pages["/dynamic/zwgk/govInfoPub.html"] = Reply(
        frame(
            "信息公开", '<ul id="infolist"></ul><div id="pager"></div><script src="/js/webBuilderCommon.js"></script>'
        )
    )
    host.pages["/js/webBuilderCommon.js"] = Reply(
        "var siteInfo = {\n  projectName: '/EWB_YK_Mid',\n  siteGuid: '7eb5f7f1-9041-43ad-8e13-8fcb82ea831a'\n};",
        type="text/javascript",
    )

    def answer(handler: BaseHTTPRequestHandler) -> Reply:
        asked = json.loads(handler.sent_body)  # type: ignore[attr-defined]
        if asked["categorynum"] != "002006" or asked["deptcode"] != "007" or not asked["siteGuid"]:
            return as_json({"custom": {"data": [], "total": 0}})
        size = int(asked["pageSize"])
        part = items[int(asked["pageIndex"]) * size :][:size]
        return as_json(
            {
                "custom": {
                    "total": len(items),
                    "data": [{"infourl": path, "realtitle": name, "infodate": "2024-01-19"} for name, path in part],
                }
            }
        )

    host.pages["/EWB_YK_Mid/rest/lightfrontaction/getgovinfolist"] = answer
    return Built(built.reports, 4, built.decoys)


def heilongjiang(host: Host, place: str) -> Built:
    """UCAP's JSON list by the channel of the page's meta tag."""
    items, built = blend(host, place, "/hlj/c108378/202401/{n:032x}.shtml")
    channel = "9f20205caab745afb5ae9db7c7e6ef1a"
    gate(host, place, "/hlj/c108377/zfxxgk.shtml", "/hlj/c108378/public_list.shtml")
    script = (
        f"<script>var channelId = '{channel}'; $.get('/common/search/{channel}?_isAgg=true&_isJson=true&_pageSize=10&_template=index"
        "&_rangeTimeGte=&_channelName=&page=' + n, render);</script>"
    )
    head = f'<meta name="channelid" content="{channel}"><meta name="ColumnType" content="信息公开年报">'
    host.pages["/hlj/c108378/public_list.shtml"] = Reply(frame("年报", f'<ul id="l"></ul>{script}', head))

    def answer(handler: BaseHTTPRequestHandler) -> Reply:
        asked = query(handler)
        k, size = int(asked.get("page", "1")), int(asked.get("_pageSize", "15"))
        part = items[(k - 1) * size : k * size]
        results = [{"title": name, "url": path, "publishedTimeStr": "2024-01-19 09:00:00"} for name, path in part]
        return as_json({"data": {"total": len(items), "page": k, "rows": size, "results": results}})

    host.pages[f"/common/search/{channel}"] = answer
    return Built(built.reports, 4, built.decoys)


def nfra(host: Host, place: str) -> Built:
    """Static JSON: the list and the articles are files; the home page's script names the first."""
    names = titled(place, range(2004, 2024))
    base, docs = "/cn/static/data/DocInfo", {}
    for number, name in enumerate(names, 900):
        docs[f"{base}/SelectByDocId/data_docId={number}.json"] = name
        host.pages[f"{base}/SelectByDocId/data_docId={number}.json"] = as_json(
            {
                "rptCode": 200,
                "data": {"docId": number, "docSubtitle": name, "publishDate": "2024-01-19", "docClob": body(name)},
            }
        )
    rows = [
        {"docId": str(number), "docSubtitle": name, "publishDate": "2024-01-19 10:00:00"}
        for number, name in enumerate(names, 900)
    ]
    for k in (1, 2):
        host.pages[f"{base}/SelectDocByItemIdAndChild/data_itemId=861,pageIndex={k},pageSize=18.json"] = as_json(
            {"rptCode": 200, "msg": "Success", "data": {"total": len(rows), "lists": rows[(k - 1) * 18 : k * 18]}}
        )
    first = f"{base}/SelectDocByItemIdAndChild/data_itemId=861,pageIndex=1,pageSize=18.json"
    host.pages["/"] = Reply(home(place, f'<a href="{first}">政府信息公开年报</a>'))
    return Built(set(docs), 2)


PLATFORMS = (guangdong, guangdong_jump, lonsun_menu, lonsun_label, epoint, heilongjiang, nfra)
