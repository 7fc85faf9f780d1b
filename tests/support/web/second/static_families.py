"""Families whose lists are files: TRS in its dialects, UCAP, VSB, SASAC, N.html, SiteServer, ujcms."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler

from tests.support.web.second.markup import PDF, ZIPPED, Built, blend, body, chunks, dls, frame, home, put, titled, trs
from tests.support.web.server import Host, Reply

_MENU = (
    '<ul class="gkmenu"><li><a href="{0}zfxxgkzn/">政府信息公开指南</a></li><li><a href="{0}zfxxgkzd/">政府信息公开制度</a></li>'
    '<li><a href="{0}fdzdgknr/">法定主动公开内容</a></li><li><a href="{1}">政府信息公开年报</a></li><li><a href="{0}ysqgk/">依申请公开</a></li></ul>'
)


def gate(host: Host, place: str, platform: str, column: str, word: str = "政府信息公开") -> None:
    """A home page and a platform that lead to the column."""
    host.pages["/"] = Reply(
        home(place, f'<div class="gk"><a href="{platform}"><img src="/i/gk.png" alt="{word}"></a></div>')
    )
    base = platform.rpartition("/")[0] + "/"
    host.pages[platform] = Reply(frame(f"政府信息公开-{place}", _MENU.format(base, column)))


def chongqing(host: Host, place: str) -> Built:
    """``createPage`` as in Chongqing, relative hrefs, a numbered directory, files beside the article in two renditions."""
    items, built = blend(host, place, "/zwgk/zfxxgkzndbg_251551/202401/t20240119_{n}.html")
    gate(host, place, "/zwgk/zfxxgkzl/", "../zfxxgkzndbg_251551/")
    first = items[0]
    files = {
        f"/zwgk/zfxxgkzndbg_251551/202401/P02024011953170000000{n}.{ext}"
        for n, ext in enumerate(("pdf", "ofd", "docx"))
    }
    links = "".join(f'<a href="./{path.rpartition("/")[2]}">{place}年度报告</a>' for path in sorted(files))
    host.pages[first[1]] = Reply(body(first[0], f"<div class='fj'>附件：{links}</div>"))
    host.pages |= {
        path: Reply(PDF if path.endswith("pdf") else ZIPPED, type="application/octet-stream") for path in files
    }
    pages = chunks(items, 7)
    for k, part in enumerate(pages):
        near = [(name, path.replace("/zwgk/zfxxgkzndbg_251551/", "./")) for name, path in part]
        host.pages[f"/zwgk/zfxxgkzndbg_251551/{f'index_{k}.html' if k else ''}"] = Reply(
            frame(
                "公开年报",
                trs(near) + f"<div class='page'><script>createPage({len(pages)}, {k}, 'index', 'html');</script></div>",
            )
        )
    return Built(built.reports | files, len(pages), built.decoys)


def shanghai(host: Host, place: str) -> Built:
    """No pager at all on the page; the second page is ``index_2.html``."""
    items, built = blend(host, place, "/{y}ndbg/20240119/{n:032x}.html", range(2001, 2024))
    gate(host, place, "/nw2/zfxxgk/", "/gkndbg/index.html")
    pages = chunks(items, 15)
    for k, part in enumerate(pages, 1):
        host.pages[f"/gkndbg/{'index' if k == 1 else f'index_{k}'}.html"] = Reply(frame("年度报告", dls(part, 20)))
    return Built(built.reports, len(pages), built.decoys)


def ordos(host: Host, place: str) -> Built:
    """The old inline pager with its whole script."""
    items, built = blend(host, place, "/xxgk/xxgknb/201906/t20190614_{n}.html")
    gate(host, place, "/xxgk/", "./xxgknb/", "政务公开")
    pages = chunks(items, 12)
    for k, part in enumerate(pages):
        script = (
            f"<script>var currentPage = {k};//所在页从0开始\nvar prevPage = currentPage-1//上一页\nvar nextPage = currentPage+1//下一页\n"
            f"var countPage = {len(pages)}//共多少页\nif(countPage>1&&currentPage!=(countPage-1))\n"
            'document.write("<a href=\\"index"+"_" + nextPage + "."+"html\\"><span class=pagenav>下一页</span></a>");</script>'
        )
        near = [(name, path.replace("/xxgk/xxgknb/", "./")) for name, path in part]
        host.pages[f"/xxgk/xxgknb/{f'index_{k}.html' if k else ''}"] = Reply(frame("信息公开年报", trs(near) + script))
    return Built(built.reports, len(pages), built.decoys)


def csrc(host: Host, place: str) -> Built:
    """UCAP as at CSRC: articles ``c…/content.shtml``, two files a row with line breaks in their addresses."""
    items, built = blend(host, place, "/csrc/c106256/c{n}/content.shtml")
    gate(host, place, "/csrc/zfxxgk/zfxxgk_gk.shtml", "/csrc/c106256/gknb.shtml")
    pages, files = chunks(items, 9), {"/csrc/c106256/c1/files/年报文字版.docx", "/csrc/c106256/c1/files/年报图片版.pdf"}
    quoted = {
        "/csrc/c106256/c1/files/%E5%B9%B4%E6%8A%A5%E6%96%87%E5%AD%97%E7%89%88.docx",
        "/csrc/c106256/c1/files/%E5%B9%B4%E6%8A%A5%E5%9B%BE%E7%89%87%E7%89%88.pdf",
    }
    host.pages |= {
        path: Reply(PDF if path.endswith("pdf") else ZIPPED, type="application/octet-stream") for path in quoted
    }
    extra = "".join(
        f'<a href="\n{path}\n">下载{path[-8:-5] if path.endswith("docx") else path[-7:-4]}</a>'
        for path in sorted(files)
    )
    for k, part in enumerate(pages, 1):
        row = f"<li><b>{place}2024年政府信息公开工作年度报告</b>{extra}</li>" if k == 1 else ""
        script = f"<div id='page_div'></div><script>createPageHTML('page_div',{len(pages)}, {k},'gknb','shtml',{len(items)});</script>"
        host.pages[f"/csrc/c106256/gknb{f'_{k}' if k > 1 else ''}.shtml"] = Reply(
            frame(
                "年报",
                f"<ul>{row}</ul>{dls(part)}{script}",
                '<meta name="channelid" content="29b5f1d9bcbd46b7b2ae26fa5b9c9b2f">',
            )
        )
    return Built(built.reports | quoted, len(pages), built.decoys)


def bounce_once(host: Host) -> None:
    """The home page answers a visitor without its cookie by setting one and sending back."""
    start = host.pages["/"]

    def bounce(handler: BaseHTTPRequestHandler) -> Reply:
        if "COLLCK" in (handler.headers.get("Cookie") or ""):
            assert isinstance(start, Reply)
            return start
        return Reply("", 302, headers={"Set-Cookie": "COLLCK=1907; path=/", "Location": "/"})

    host.pages["/"] = bounce


def gannan(host: Host, place: str) -> Built:
    """VSB: reversed numbers, a cookie bounce, attachments outside the body, a framed PDF."""
    items, built = blend(host, place, "/info/1117/{n}.htm")
    gate(host, place, "/zfxxgk1.htm", "zfxxgk1/zfxxgknb.htm")
    host.pages["/zfxxgk1.htm"] = Reply(frame("政府信息公开", _MENU.format("zfxxgk1/", "zfxxgk1/zfxxgknb.htm")))
    servlet = "/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1&wbfileid=7F2A"
    pdf = "/__local/A/1B/2C/D3E4.pdf"
    host.pages[servlet], host.pages[pdf] = (
        Reply(ZIPPED, type="application/octet-stream"),
        Reply(PDF, type="application/pdf"),
    )
    host.pages[items[0][1]] = Reply(
        body(
            items[0][0],
            f'<li>附件【<a href="{servlet.replace("&", "&amp;")}">{place}年报.docx</a>】已下载<span>3</span>次</li>',
        )
    )
    host.pages[items[1][1]] = Reply(
        frame(
            items[1][0],
            f'<div id="vsb_content"><iframe src="/system/resource/pdfjs/viewer.html?file={pdf}"></iframe></div>',
        )
    )
    pages = chunks([(name, path[1:]) for name, path in items], 5)
    for k, part in enumerate(pages, 1):
        last, up = len(pages), "" if k == 1 else "../"
        near = [(name, f"../{up}{path}") for name, path in part]
        turn = (
            f'<span class="p_next p_fun"><a href="{"" if k > 1 else "zfxxgknb/"}{last - k}.htm">下页</a></span>'
            if k < last
            else ""
        )
        ends = (
            f'<span class="p_last p_fun"><a href="{"" if k > 1 else "zfxxgknb/"}1.htm">尾页</a></span>'
            if k < last
            else ""
        )
        host.pages[f"/zfxxgk1/zfxxgknb{'' if k == 1 else f'/{last + 1 - k}'}.htm"] = Reply(
            frame("年报", f'{trs(near)}<span class="p_pages"><span class="p_t">共{len(items)}条</span>{turn}{ends}</span>',
                  "<!--Announced by Visual SiteBuilder 9--><script src='/system/resource/js/vsbscreen.min.js' id='_vsbscreen'></script>")
        )  # fmt: skip
    bounce_once(host)
    return Built(built.reports | {servlet, pdf}, len(pages), built.decoys)


def state_assets(host: Host, place: str) -> Built:
    """SASAC: pages after the first are fragments, numbered backwards, all named in a hidden block."""
    items, built = blend(host, place, "/n2588025/n2588119/c{n}/content.html")
    gate(host, place, "/n2588025/index.html", "n2588119/index.html")
    pages = chunks(items, 6)
    hidden = "".join(f'<a href="index_2603340_{k}.html"></a>' for k in range(1, len(pages)))
    rows = [[(name, "../" * 2 + path[1:]) for name, path in part] for part in pages]
    host.pages["/n2588025/n2588119/index.html"] = Reply(
        frame("年报", f"<span id='comp_2603340'>{dls(rows[0])}</span><script>var maxPageNum2603340={len(pages)};"
              f"var maxPageNum = {len(pages)};</script><div style='display:none'>{hidden}</div>")
    )  # fmt: skip
    for k, part in enumerate(rows[1:], 2):
        host.pages[f"/n2588025/n2588119/index_2603340_{len(pages) + 1 - k}.html"] = Reply(
            "".join(f'<li><span>[2024-01-19]</span><a href="{path}">{name}</a></li>' for name, path in part)
        )
    return Built(built.reports, len(pages), built.decoys)


def yanan(host: Host, place: str) -> Built:
    """Page numbers as file names, and the website report's list beside the column."""
    items, built = blend(host, place, "/zfxxgk/zfxxgknb/{n}.html")
    gate(host, place, "/zfxxgk/fdzdgknr/1.html", "../zfxxgknb/1.html")
    pages = chunks(items, 8)
    for k, part in enumerate(pages, 1):
        script = f"<script>var maxPage = parseInt('{len(pages)}');var cur = parseInt('{k}');function next(){{location.href=(cur+1)+'.html'}}</script>"
        side = '<a href="../wzgzndbb/1.html">政府网站工作年度报表</a><a href="1.html">政府信息公开年报</a>'
        host.pages[f"/zfxxgk/zfxxgknb/{k}.html"] = Reply(frame("年报", side + trs(part) + script))
    return Built(built.reports, len(pages), built.decoys)


def sscms(host: Host, place: str) -> Built:
    """SiteServer with its default rules; the pager is a select menu of page addresses."""
    items, built = blend(host, place, "/contents/57/{n}.html")
    gate(host, place, "/channels/40.html", "/channels/57.html")
    pages = chunks(items, 8)
    for k, part in enumerate(pages, 1):
        options = "".join(
            f'<option value="/channels/57{f"_{n}" if n > 1 else ""}.html">{n}</option>'
            for n in range(1, len(pages) + 1)
        )
        host.pages[f"/channels/57{f'_{k}' if k > 1 else ''}.html"] = Reply(
            frame("年报", f'<script src="/sitefiles/assets/js/stl.js"></script>{dls(part)}<div class="pagination">第{k}页/共{len(pages)}页 '
                  f'<select onchange="location.href=this.value">{options}</select></div>')
        )  # fmt: skip
    return Built(built.reports, len(pages), built.decoys)


def rongchang(host: Host, place: str) -> Built:
    """Nodes without a suffix, ``/node/1700_1`` the second page from nought."""
    items, built = blend(host, place, "/article/{n}.jspx")
    gate(host, place, "/node/1600", "/node/1700")
    pages = chunks(items, 8)
    for k, part in enumerate(pages):
        nxt = (
            f'<a class="next" href="/node/1700_{k + 1}">下一页</a><a href="/node/1700_{len(pages) - 1}">尾页</a>'
            if k < len(pages) - 1
            else ""
        )
        host.pages[f"/node/1700{f'_{k}' if k else ''}"] = Reply(
            frame("年报", trs(part) + f'<div class="pages">{nxt}</div>')
        )
    return Built(built.reports, len(pages), built.decoys)


def ujcms_alias(host: Host, place: str) -> Built:
    """ujcms: aliases, articles by number, files by id and index."""
    made = put(host, titled(place, range(2010, 2024)), "/articles/{n}.html")
    gate(host, place, "/channels/zfxxgk/", "/channels/zfxxgknb/")
    file = "/download-file/81/0"
    host.pages[file] = Reply(
        PDF, type="application/pdf", headers={"Content-Disposition": "attachment; filename=nb.pdf"}
    )
    host.pages[made[0][1]] = Reply(body(made[0][0], f'<p>附件：<a href="{file}">{place}年报.pdf</a></p>'))
    pages = chunks(made, 8)
    for k, part in enumerate(pages, 1):
        nxt = '<a href="/channels/zfxxgknb/index_2.html">2</a>' if len(pages) > 1 else ""
        host.pages[f"/channels/zfxxgknb/{f'index_{k}.html' if k > 1 else ''}"] = Reply(
            frame("年报", f'{dls(part)}<ul class="pagination"><li>1</li><li>{nxt}</li></ul>')
        )
    return Built({path for _, path in made} | {file}, len(pages))


STATIC = (
    chongqing, shanghai, ordos, csrc, gannan, state_assets, yanan, sscms, rongchang, ujcms_alias,
)  # fmt: skip
