"""Lists that turn their pages by forms, script calls, counts from nought, and calls with unusual arguments."""

from __future__ import annotations

import html
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

from tests.support.web.second.markup import Built, blend, chunks, dls, frame, trs
from tests.support.web.second.static_families import gate
from tests.support.web.server import Host, Reply

SIZE = 6


def _asked(handler: BaseHTTPRequestHandler) -> dict[str, str]:
    sent = getattr(handler, "sent_body", b"").decode()
    query = parse_qs(urlsplit(handler.path).query, keep_blank_values=True) | parse_qs(sent, keep_blank_values=True)
    return {name: values[0] for name, values in query.items()}


def form_pager(host: Host, place: str) -> Built:
    """The pager submits a form by POST whose hidden field is the page number."""
    items, built = blend(host, place, "/gk/show.do?id={n}")
    gate(host, place, "/gk/", "/gk/list.do?cid=7")
    pages = chunks(items, SIZE)

    def column(handler: BaseHTTPRequestHandler) -> Reply:
        asked = _asked(handler)
        k = int(asked.get("pageNo", "1")) if handler.command == "POST" and asked.get("cid") == "7" else 1
        form = (
            '<form name="pageForm" id="pageForm" action="list.do" method="post"><input type="hidden" name="cid" value="7">'
            f'<input type="hidden" name="pageNo" value="{k}"><input type="hidden" name="pageSize" value="{SIZE}"></form>'
            f'<div class="pages">第{k}页 共{len(pages)}页 <a href="javascript:goPage({min(k + 1, len(pages))})">下一页</a>'
            f'<a href="javascript:goPage({len(pages)})">尾页</a></div>'
            "<script>function goPage(n){document.pageForm.pageNo.value=n;document.pageForm.submit();}</script>"
        )
        return Reply(frame("政府信息公开年报", trs(pages[k - 1]) + form))

    host.pages["/gk/list.do"] = column
    return Built(built.reports, len(pages), built.decoys)


def post_back(host: Host, place: str) -> Built:
    """ASP.NET: the pager posts the page back with its view state."""
    items, built = blend(host, place, "/gk/View.aspx?id={n}")
    gate(host, place, "/gk/", "/gk/List.aspx?cid=12")
    pages = chunks(items, SIZE)

    def column(handler: BaseHTTPRequestHandler) -> Reply:
        asked, k = _asked(handler), 1
        if asked.get("__EVENTTARGET") == "AspNetPager1" and asked.get("__VIEWSTATE", "").startswith("/wEPDwUK"):
            k = int(asked["__EVENTARGUMENT"])
        numbers = "".join(
            f"<a href=\"javascript:__doPostBack('AspNetPager1','{n}')\">{n}</a>"
            for n in range(1, len(pages) + 1)
            if n != k
        )
        form = (
            f'<form method="post" action="List.aspx?cid=12" id="form1"><input type="hidden" name="__EVENTTARGET" value="">'
            '<input type="hidden" name="__EVENTARGUMENT" value=""><input type="hidden" name="__VIEWSTATE" '
            f'value="/wEPDwUK+{k}=="><div id="AspNetPager1" class="pager">{numbers}</div></form>'
        )
        return Reply(frame("政府信息公开年报", trs(pages[k - 1]) + form))

    host.pages["/gk/List.aspx"] = column
    return Built(built.reports, len(pages), built.decoys)


def script_function(host: Host, place: str) -> Built:
    """The pager calls a function of the page that puts the number into an address."""
    items, built = blend(host, place, "/gk/nb/{n}.html")
    gate(host, place, "/gk/", "/gk/list.jsp?type=3")
    pages = chunks(items, SIZE)

    def column(handler: BaseHTTPRequestHandler) -> Reply:
        asked = _asked(handler)
        k = int(asked.get("curPage", "1")) if asked.get("type") == "3" else 1
        turn = "".join(f'<a href="javascript:gotoPage({n})">{n}</a>' for n in range(1, len(pages) + 1))
        script = "<script>function gotoPage(n){ window.location.href='list.jsp?type=3&curPage='+n; }</script>"
        return Reply(frame("政府信息公开年报", f'{trs(pages[k - 1])}<div class="page">{turn}</div>{script}'))

    host.pages["/gk/list.jsp"] = column
    return Built(built.reports, len(pages), built.decoys)


def _static(host: Host, place: str, name: str, script: str, pattern: str) -> Built:
    items, built = blend(host, place, "/gk/nb/202401/t20240119_{n}.html")
    gate(host, place, "/gk/", f"/gk/nb/{name}")
    pages = chunks(items, SIZE)
    for k, part in enumerate(pages):
        path = f"/gk/nb/{name}" if k == 0 else "/gk/nb/" + pattern.format(k=k)
        called = script.format(n=len(pages), k=k, records=len(items))
        host.pages[path] = Reply(
            frame("政府信息公开年报", f'{dls(part)}<div class="page"><script>{called}</script></div>')
        )
    return Built(built.reports, len(pages), built.decoys)


def trs_spread(host: Host, place: str) -> Built:
    """``createPageHTML`` over several lines, single quotes, another prefix, suffix htm."""
    return _static(host, place, "", "\n createPageHTML (\n {n} ,\n {k} , 'index' ,\n 'htm' );\n", "index_{k}.htm")


def trs_padded(host: Host, place: str) -> Built:
    """``createPageHTML`` with a style and a count beyond the usual four arguments."""
    return _static(host, place, "", 'createPageHTML({n}, {k}, "index", "html", "black2", {records});', "index_{k}.html")


def trs_quoted(host: Host, place: str) -> Built:
    """``createPageHTML`` whose numbers are quoted."""
    return _static(host, place, "", "createPageHTML('{n}','{k}','index','shtml');", "index_{k}.shtml")


def trs_variables(host: Host, place: str) -> Built:
    """The call takes variables that are set before it."""
    script = "var currentPage={k};var countPage = {n}//共多少页\nvar nextPage=currentPage+1;createPageHTML(countPage,currentPage,'index','html');"
    return _static(host, place, "", script, "index_{k}.html")


def next_without_address(host: Host, place: str) -> Built:
    """下一页 has no address; a script knows how many pages there are and how they are called."""
    script = "var pageCount={n};var pageName='list';var pageExt='html';turnPage({k});"
    return _static(host, place, "list.html", script, "list_{k}.html")


def counted_from_nought(host: Host, place: str) -> Built:
    """``?page=0`` is the first page, and the pager says so only by its links to the neighbours."""
    items, built = blend(host, place, "/node/{n}")
    gate(host, place, "/gk/", "/gk/nb")
    pages = chunks(items, SIZE)

    def column(handler: BaseHTTPRequestHandler) -> Reply:
        k = int(_asked(handler).get("page", "0"))
        links = ""
        if k:
            links += f'<li><a href="?page={k - 1}">‹ 上一页</a></li>'
        if k + 1 < len(pages):
            links += f'<li class="pager-next"><a href="?page={k + 1}" title="去下一页">下一页 ›</a></li>'
        return Reply(frame("政府信息公开年报", f'{trs(pages[k])}<ul class="pager">{links}</ul>'))

    host.pages["/gk/nb"] = column
    return Built(built.reports, len(pages), built.decoys)


def jump_menu(host: Host, place: str) -> Built:
    """The pages stand in a select menu only."""
    items, built = blend(host, place, "/gk/nb/{n}.html")
    gate(host, place, "/gk/", "/gk/nb/")
    pages = chunks(items, SIZE)
    for k, part in enumerate(pages):
        options = "".join(
            f'<option value="/gk/nb/p{n}.html">第{n + 1}页</option>' if n else '<option value="/gk/nb/">第1页</option>'
            for n in range(len(pages))
        )
        menu = f'<div class="page"><select onchange="location.href=this.value">{options}</select></div>'
        host.pages["/gk/nb/" if k == 0 else f"/gk/nb/p{k}.html"] = Reply(frame("政府信息公开年报", trs(part) + menu))
    return Built(built.reports, len(pages), built.decoys)


def decorated_next(host: Host, place: str) -> Built:
    """Next is an arrow picture, or 下一页 with arrows and blanks; addresses carry entities and a session."""
    items, built = blend(host, place, "/gk/nb/{n}.html")
    gate(host, place, "/gk/", "/gk/nb/list.asp?cid=4")
    pages = chunks(items, SIZE)

    def column(handler: BaseHTTPRequestHandler) -> Reply:
        k = int(_asked(handler).get("p", "1"))
        target = html.escape(f"list.asp?cid=4&p={k + 1}&_t=1706140800000")
        shown = "<img src='/i/next.gif' alt='下一页'>" if k % 2 else "下 一 页 &gt;&gt;"
        turn = f"<td><a href='{target}'>{shown}</a></td>" if k < len(pages) else ""
        return Reply(frame("政府信息公开年报", f"{trs(pages[k - 1])}<table><tr>{turn}</tr></table>"))

    host.pages["/gk/nb/list.asp"] = column
    return Built(built.reports, len(pages), built.decoys)


ODD_PAGERS = (
    form_pager, post_back, script_function, trs_spread, trs_padded, trs_quoted, trs_variables, next_without_address, counted_from_nought,
    jump_menu, decorated_next,
)  # fmt: skip
