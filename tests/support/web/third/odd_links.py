"""Lists whose rows are no plain links: script calls, bases, data attributes, rows written by script or kept as JSON."""

from __future__ import annotations

import html
import json

from tests.support.web.second.markup import PDF, Built, blend, body, frame, home, put, titled, trs
from tests.support.web.second.static_families import gate
from tests.support.web.server import Host, Reply


def relative_to_base(host: Host, place: str) -> Built:
    """Links are relative to a ``<base>`` that is not the page's own folder."""
    items, built = blend(host, place, "/files/gk/{n}.html")
    gate(host, place, "/gk/", "/gk/nb/list.html")
    rows = trs([(name, path.removeprefix("/files/")) for name, path in items])
    host.pages["/gk/nb/list.html"] = Reply(frame("政府信息公开年报", rows, '<base href="/files/">'))
    return built


def script_locations(host: Host, place: str) -> Built:
    """Every row opens its page by another turn of script."""
    made = put(host, titled(place, range(2014, 2024)), "/info/{n}.html")
    gate(host, place, "/gk/", "/gk/nb/")
    forms = (
        "<li><a href=\"javascript:location.href='{p}'\">{t}</a></li>",
        "<li><a href=\"javascript:window.location='{p}';\">{t}</a></li>",
        "<li><a href=\"javascript:void(0);\" onclick=\"window.open('{p}','_blank')\">{t}</a></li>",
        '<li><a href="#" onclick="javascript:location=\'{p}\';return false;">{t}</a></li>',
        '<li><a href="javascript:;" onclick="top.location.href = \'{p}\'">{t}</a></li>',
        '<li><a href="javascript:void(0)" data-url="{p}">{t}</a></li>',
        '<li data-href="{p}" class="row">{t}</li>',
        "<li><a href=\"javascript:openArticle('{p}')\">{t}</a></li>",
        '<li><a href="#" onclick="showDetail(this,\'{p}\')">{t}</a></li>',
        "<li><a href=\"javascript:window.location.replace('{p}')\">{t}</a></li>",
    )
    rows = "".join(form.format(p=path, t=name) for form, (name, path) in zip(forms, made, strict=True))
    host.pages["/gk/nb/"] = Reply(frame("政府信息公开年报", f"<ul>{rows}</ul>"))
    return Built({path for _, path in made}, 1)


def written_by_script(host: Host, place: str) -> Built:
    """The rows are written by ``document.write``, quotes escaped."""
    items, built = blend(host, place, "/gk/nb/{n}.html")
    gate(host, place, "/gk/", "/gk/nb/")
    rows = "\n".join(
        f'document.write(\'<li><a href="{path}" title="{name}">{name[:9]}…<\\/a><span>2024-01-19<\\/span><\\/li>\');'
        for name, path in items
    )
    host.pages["/gk/nb/"] = Reply(frame("政府信息公开年报", f"<ul><script>\n{rows}\n</script></ul>"))
    return built


def rows_as_json(host: Host, place: str) -> Built:
    """The rows are an array in a script, titles in HTML entities, addresses with escaped slashes."""
    items, built = blend(host, place, "/gk/nb/{n}.html")
    gate(host, place, "/gk/", "/gk/nb/")
    rows = [
        {"id": n, "title": name.replace("年", "&#24180;"), "url": path, "pubDate": "2024-01-19"}
        for n, (name, path) in enumerate(items)
    ]
    written = json.dumps(rows, ensure_ascii=False).replace("/", "\\/")
    script = f'<div id="list"></div><script>var dataList = {written};\nrender(dataList);</script>'
    host.pages["/gk/nb/"] = Reply(frame("政府信息公开年报", script))
    return built


def cut_titles(host: Host, place: str) -> Built:
    """Titles cut by bytes, whole only in ``title``, ``alt`` or on the page itself; upper-case tags without quotes."""
    items, built = blend(host, place, "/gk/nb/{n}.html")
    gate(host, place, "/gk/", "/gk/nb/")
    rows = "".join(
        f"<TR><TD><A \n TARGET=_blank TITLE='{html.escape(name)}' HREF={path} >{name[:8]}…</A></TD><TD>2024-1-19</TD></TR>"
        for name, path in items
    )
    host.pages["/gk/nb/"] = Reply(frame("政府信息公开年报", f"<TABLE>{rows}</TABLE>"))
    return built


def years_of_a_named_column(host: Host, place: str) -> Built:
    """The rows say ``2023年年度报告`` or ``2022年度``; only the column says of what."""
    gate(host, place, "/gk/", "/gk/nb/")
    made = put(host, [f"{place}{y}年政府信息公开工作年度报告" for y in range(2014, 2024)], "/gk/nb/{n}.html")
    shown = [f"{y}年年度报告" if y % 2 else f"{y}年度" for y in range(2014, 2024)]
    rows = trs([(text, path) for text, (_, path) in zip(shown, made, strict=True)])
    host.pages["/gk/nb/"] = Reply(
        frame("政府信息公开年报", rows, '<meta name="ColumnName" content="政府信息公开年报">')
    )
    return Built({path for _, path in made}, 1)


def accordion(host: Host, place: str) -> Built:
    """Years fold out; below each stand the names of the units, and below them the reports or their files."""
    gate(host, place, "/gk/", "/gk/nb/")
    found, folds = set(), ""
    for year in range(2020, 2024):
        units = [place, f"{place}教育局", f"{place}水利局", f"{place}大河镇"]
        made = put(host, [f"{unit}{year}年政府信息公开工作年度报告" for unit in units], f"/gk/nb/{year}/{{n}}.html")
        found |= {path for _, path in made}
        rows = "".join(
            f'<dd><a href="{path}">{unit}</a></dd>' for unit, (_, path) in zip(units[1:], made[1:], strict=True)
        )
        rows += f'<dd><a href="{made[0][1]}">{place}人民政府</a></dd>'
        folds += f'<dl class="fold"><dt onclick="$(this).next().toggle()">{year}年</dt>{rows}</dl>'
    host.pages["/gk/nb/"] = Reply(frame("政府信息公开年报", folds, '<meta name="ColumnType" content="信息公开年报">'))
    return Built(found, 1)


def renditions_beside(host: Host, place: str) -> Built:
    """A table of years; each row offers 网页版, PDF版 and Word版, and says what it is in its first cell only."""
    gate(host, place, "/gk/", "/gk/nb/")
    found, rows = set(), "<tr><th>年份</th><th>网页版</th><th>PDF版</th></tr>"
    for year in range(2020, 2024):
        ((_, path),) = put(host, [f"{place}{year}年政府信息公开工作年度报告"], "/gk/nb/{n}.html")
        file = f"/gk/nb/files/{year}.pdf"
        host.pages[file] = Reply(PDF + str(year).encode(), type="application/pdf")
        found |= {path, file}
        rows += f'<tr><td>{year}年度</td><td><a href="{path}">查看</a></td><td><a href="{file}">下载</a></td></tr>'
    host.pages["/gk/nb/"] = Reply(
        frame("政府信息公开年报", f"<table>{rows}</table>", '<meta name="ColumnName" content="政府信息公开年报">')
    )
    return Built(found, 1)


def viewers(host: Host, place: str) -> Built:
    """Report pages that show their PDF in a viewer, each by another way."""
    gate(host, place, "/gk/", "/gk/nb/")
    shown = (
        '<iframe src="/pdfjs/web/viewer.html?file=%2Ffiles%2F{n}.pdf"></iframe>',
        '<iframe src="../../pdfjs/web/viewer.html?file=../../files/{n}.pdf#page=1"></iframe>',
        '<embed src="/files/{n}.pdf" type="application/pdf">',
        '<object data="/files/{n}.pdf"><p>请安装阅读器</p></object>',
        '<div id="pdf"></div><script>PDFObject.embed("/files/{n}.pdf", "#pdf");</script>',
        '<div id="demo"></div><script>new Pdfh5("#demo", {{pdfurl: "/files/{n}.pdf"}});</script>',
        '<script>showVsbpdfIframe("/files/{n}.pdf","100%","600");</script>',
        '<div id="pdfshow" data-value="/files/{n}.pdf"></div>',
        '<a class="media" href="/files/{n}.pdf"></a>',
    )
    found, rows = set(), []
    for n, form in enumerate(shown):
        title, path = f"{place}{2010 + n}年政府信息公开工作年度报告", f"/gk/nb/{n}.html"
        head = body(title).split('<div class="TRS_Editor">')[0]
        host.pages[path] = Reply(f"{head}{form.format(n=n)}</div></body></html>")
        host.pages[f"/files/{n}.pdf"] = Reply(PDF + str(n).encode(), type="application/pdf")
        found |= {path, f"/files/{n}.pdf"}
        rows.append((title, path))
    host.pages["/gk/nb/"] = Reply(frame("政府信息公开年报", trs(rows)))
    return Built(found, 1)


def download_servlets(host: Host, place: str) -> Built:
    """Rows are files behind servlets: no suffix in the address, the type only in the answer."""
    gate(host, place, "/gk/", "/gk/nb/")
    paths = ("/downloadFile?id=12", "/file/down.do?fid=0a1b", "/gk/nb/doc?no=7", "/sitefiles/download?f=33")
    for n, path in enumerate(paths):
        host.pages[path] = Reply(
            PDF + str(n).encode(),
            type="application/octet-stream",
            headers={"Content-Disposition": f"attachment; filename={n}.pdf"},
        )
    rows = trs([(f"{place}{2020 + n}年政府信息公开工作年度报告", path) for n, path in enumerate(paths)])
    host.pages["/gk/nb/"] = Reply(frame("政府信息公开年报", rows))
    return Built(set(paths), 1)


def mislabelled(host: Host, place: str) -> Built:
    """GBK that calls itself UTF-8 on the list, UTF-8 that calls itself GB2312 on every second report."""
    items, built = blend(host, place, "/gk/nb/{n}.html")
    host.pages["/"] = Reply(
        home(place, '<a href="/gk/">政府信息公开</a>').encode("gb18030"), type="text/html; charset=utf-8"
    )
    menu = '<a href="/gk/zn/">政府信息公开指南</a><a href="/gk/nb/">政府信息公开年报</a>'
    host.pages["/gk/"] = Reply(frame("政府信息公开", menu).encode("gb18030"), type="text/html")
    host.pages["/gk/nb/"] = Reply(
        frame("政府信息公开年报", trs(items)).encode("gb18030"), type="text/html;charset=UTF-8"
    )
    for n, (_, path) in enumerate(items):
        page = host.pages[path]
        assert isinstance(page, Reply)
        page.type = "text/html; charset=gb2312" if n % 2 else "text/html; charset=bogus-8"
    return built


ODD_LINKS = (
    relative_to_base, script_locations, written_by_script, rows_as_json, cut_titles, years_of_a_named_column, accordion, renditions_beside,
    viewers, download_servlets, mislabelled,
)  # fmt: skip
