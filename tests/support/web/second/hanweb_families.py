"""Families whose rows come from interfaces: Hanweb JCMS, JPaaS, TrueCMS."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler

from tests.support.web.second.answers import as_json, query
from tests.support.web.second.markup import Built, blend, chunks, frame, put, titled, trs
from tests.support.web.second.static_families import gate
from tests.support.web.server import Host, Reply


def _record(name: str, path: str) -> str:
    return f'<record><![CDATA[\n<tr><td><a href="{path}" title="{name}" target="_blank">{name[:10]}...</a></td><td>2024-01-19</td></tr>]]></record>'


def _store(items: list[tuple[str, str]], total: int, pages: int, group: str = "") -> str:
    nxt = f"<nextgroup><![CDATA[{group}]]></nextgroup>" if group else ""
    return (
        f"<datastore>\n<totalrecord>{total}</totalrecord>\n<totalpage>{pages}</totalpage>\n{nxt}<recordset>"
        + "".join(_record(*item) for item in items)
        + "</recordset>\n</datastore>"
    )


def jcms(host: Host, place: str) -> Built:
    """JCMS: two groups in ``dataproxy.jsp``, whose address only the script names; the column keeps its query."""
    items, built = blend(host, place, "/art/2024/1/19/art_35_{n}.html")
    gate(host, place, "/col/col24/index.html", "/col/col35/index.html?vc_xxgkarea=11320700&jh=264")
    total, per = len(items), 4
    first = items[: per * 3]
    proxy = "/module/web/jpage/dataproxy.jsp?page=1&webid=1&path=/&columnid=35&unitid=27&webname=x&permissiontype=0"
    host.pages["/col/col35/index.html"] = Reply(
        frame("年报", f"<div id='27'><script type='text/xml'>{_store(first, total, -(-total // per), f'<a href={chr(34)}{proxy}{chr(34)}></a>')}"
              "</script></div><script src='/module/jslib/jquery/jpage/jpage.js'></script>")
    )  # fmt: skip

    def answer(handler: BaseHTTPRequestHandler) -> Reply:
        asked = query(handler)
        if asked.get("columnid") != "35":
            return Reply("", 400)
        begin = int(asked["startrecord"]) if "startrecord" in asked else 1
        return Reply(
            _store(items[begin - 1 : int(asked.get("endrecord", begin + 11))], total, -(-total // per)), type="text/xml"
        )

    host.pages["/module/web/jpage/dataproxy.jsp"] = answer
    return Built(built.reports, 2, built.decoys)


def jcms_small(host: Host, place: str) -> Built:
    """A small JCMS column: every record is in the page, and nothing more need be asked."""
    made = put(host, titled(place, range(2012, 2024)), "/art/2024/1/19/art_35_{n}.html")
    gate(host, place, "/col/col24/index.html", "/col/col35/index.html")
    group = '<a href="/module/web/jpage/dataproxy.jsp?page=1&webid=1&columnid=35&unitid=27"></a>'
    host.pages["/col/col35/index.html"] = Reply(
        frame("年报", f"<script type='text/xml'>{_store(made, len(made), 1, group)}</script>")
    )
    return Built({path for _, path in made}, 1)


def directory(host: Host, place: str) -> Built:
    """JCMS's disclosure directory ``/module/xxgk/search.jsp``, paged by ``currpage``."""
    items, built = blend(host, place, "/art/2024/1/19/art_90_{n}.html")
    column = "/module/xxgk/search.jsp?infotypeId=B0001A0010&jdid=3&area=113&divid=div1&sortfield=createdatetime:0"
    gate(host, place, "/col/col24/index.html", column.replace("&", "&amp;"))
    pages = chunks(items, 8)

    def answer(handler: BaseHTTPRequestHandler) -> Reply:
        k = int(query(handler).get("currpage", "1"))
        rows = "".join(
            f'<tr class="tr_main_value_{"odd" if n % 2 else "even"}"><td>{n}</td><td><a mc="{name}" href="{path}">{name[:8]}…</a></td></tr>'
            for n, (name, path) in enumerate(pages[k - 1])
        )
        turn = f"<div class='xxgk_page'>第 {k} 页 共 {len(pages)} 页 <a onclick='gotopage({k + 1})' href='#'>下一页</a></div>"
        return Reply(frame("信息公开目录", f"<table>{rows}</table>{turn}"))

    host.pages["/module/xxgk/search.jsp"] = answer
    return Built(built.reports, len(pages), built.decoys)


def jpaas(host: Host, place: str) -> Built:
    """JPaaS: two units on the page, the first for news; the interface wants the column as Referer."""
    items, built = blend(host, place, "/col/col1229/art/2024/art_{n:032x}.html")
    gate(host, place, "/col/col1228/index.html", "/col/col1229/index.html")
    unit = "/api-gateway/jpaas-publish-server/front/page/build/unit"
    common = "'webId':'9','pageId':'1229','parseType':'bulidstatic','pageType':'column','tplSetId':'t1'"
    scripts = "".join(
        f'<script url="{unit}" queryData="{{{common},{chr(39)}tagId{chr(39)}:{chr(39)}{tag}{chr(39)}}}" src="/script/authorizedread/unitbuild.js"></script>'
        for tag in ("移动端导航", "当前栏目list")
    )
    host.pages["/col/col1229/index.html"] = Reply(frame("年报", scripts))
    pages = chunks(items, 10)

    def answer(handler: BaseHTTPRequestHandler) -> Reply:
        asked = query(handler)
        if "/col/col1229/" not in (handler.headers.get("Referer") or ""):
            return Reply("<html>403</html>", 403)
        if asked["tagId"] != "当前栏目list":
            return as_json({"success": True, "code": "200", "data": {"html": '<a href="/">首页</a>'}})
        k = json.loads(asked["paramJson"])["pageNo"]
        own = json.dumps({name: value for name, value in asked.items() if name != "paramJson"}, ensure_ascii=False)
        pager = (
            f'<table class="pagination" querydata="{own.replace(chr(34), "&quot;")}" uniturl="{unit}" count="{len(items)}"'
            f' rows="10" pageno="{k}"></table>'
        )
        return as_json({"success": True, "code": "200", "data": {"html": trs(pages[k - 1]) + pager}})

    host.pages[unit] = answer
    return Built(built.reports, len(pages) + 1, built.decoys)


def truecms(host: Host, place: str) -> Built:
    """TrueCMS: first rows hidden in the page, the others by JSONP in portions of at most fifteen."""
    items, built = blend(host, place, "/ntsrmzf/zfxxgknb/content/{n:032x}.html")
    gate(host, place, "/ntsrmzf/zfxxgk/zfxxgk.html", "/ntsrmzf/zfxxgknb/zfxxgknb.html")
    total, first = len(items), items[:10]
    script = (
        "<script>$('#page').jpage({dataBefore:$('#initData').html(),perPage:10,proxyUrl:'/truecms/messageController/getMessage.do',"
        "proxyParam:{columnId:'4028ab7c-91de',webId:'3'},"
        f"totalRecord:{total}}});</script>"
    )
    host.pages["/ntsrmzf/zfxxgknb/zfxxgknb.html"] = Reply(
        frame(
            "年报",
            f"<div id='initData' style='display:none'><!--{_store(first, total, 3)}--></div><div id='page'></div>{script}",
        )
    )

    def answer(handler: BaseHTTPRequestHandler) -> Reply:
        asked = query(handler)
        if asked["columnId"] != "4028ab7c-91de" or "zfxxgknb" not in (handler.headers.get("Referer") or ""):
            return Reply("", 403)
        begin, end = int(asked["startrecord"]), int(asked["endrecord"])
        part = items[begin - 1 : min(end, begin + 14)]
        return as_json({"result": _store(part, total, 3)}, asked["callback"])

    host.pages["/truecms/messageController/getMessage.do"] = answer
    return Built(built.reports, 1 + -(-(total - 10) // 10), built.decoys)


HANWEB = (jcms, jcms_small, directory, jpaas, truecms)
