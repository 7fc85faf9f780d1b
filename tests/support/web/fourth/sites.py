"""Sites of the fourth web, each after a habit that the others do not have."""

from __future__ import annotations

from tests.support.web.pages import PDF
from tests.support.web.second.markup import Builder, Built, blend, body, chunks, frame, put, put_decoys, titled, trs
from tests.support.web.second.static_families import gate
from tests.support.web.server import Host, Reply


def load_more(host: Host, place: str) -> Built:
    """No numbers and no next: a button whose attribute says where the rest of the list is."""
    items, built = blend(host, place, "/gk/nb/202401/{n}.shtml")
    gate(host, place, "/gk/", "/gk/nb/")
    pages = chunks(items, 8)
    for k, rows in enumerate(pages):
        following = f"/gk/nb/more_{k + 1}.shtml"
        button = f'<div class="loadmore" data-url="{following}">加载更多</div>' if k + 1 < len(pages) else ""
        host.pages[f"/gk/nb/more_{k}.shtml" if k else "/gk/nb/"] = Reply(
            frame("政府信息公开年报", f"{trs(rows)}{button}")
        )
    return Built(built.reports, len(pages), built.decoys)


def years_beside_rows(host: Host, place: str) -> Built:
    """A table whose first cell names the year for many rows; the links only say 查看 and 下载."""
    gate(host, place, "/gk/", "/gk/nb/")
    reports: set[str] = set()
    table = ""
    for year in (2023, 2022, 2021):
        for at, unit in enumerate(("教育局", "财政局", "水利局", "卫生健康局")):
            (found,) = put(host, [f"{place}{unit}{year}年政府信息公开工作年度报告"], f"/gk/nb/{year}/{{n}}.html")
            file = f"/gk/nb/{year}/files/{at}.pdf"
            host.pages[file] = Reply(PDF, type="application/pdf")
            reports |= {found[1], file}
            first = f'<td rowspan="4">{year}年</td>' if at == 0 else ""
            links = f'<td><a href="{found[1]}">查看</a></td><td><a href="{file}">下载</a></td>'
            table += f"<tr>{first}<td>{place}{unit}</td>{links}</tr>"
    decoys = put_decoys(host, place, "/gk/nb/{n}.html")
    head = "<tr><th>年度</th><th>单位</th><th>文字版</th><th>PDF版</th></tr>"
    host.pages["/gk/nb/"] = Reply(frame("政府信息公开年报", f"<table>{head}{table}</table>{trs(decoys)}"))
    return Built(reports, 1, {path for _, path in decoys})


def decorated_titles(host: Host, place: str) -> Built:
    """Titles with marks before them, pictures and dates behind, years in Chinese or wide digits, blanks inside."""
    gate(host, place, "/gk/", "/gk/nb/list.htm")
    shown = {
        2023: "【置顶】{p}２０２３年政府信息公开工作年度报告",
        2022: "· {p}20 2 2年政府信息公开工作年度报告 [2023-01-19]",
        2021: "3、{p}二〇二一年政府信息公开年度报告<img src='/i/new.gif' alt='new'>",
        2020: "{p}<br>2020年度&nbsp;政府信息公开工作报告",
        2019: "<font color=red>{p}</font>政府信息公开工作年度报告（２０１９年度）",
        2018: "{p}2018年政府信息公开<span>工作</span>年度报告（PDF版）",
    }
    rows, reports = "", set()
    for year, text in shown.items():
        ((_, path),) = put(host, [f"{place}{year}年政府信息公开工作年度报告"], f"/gk/nb/{year}/{{n}}.htm")
        reports.add(path)
        rows += f'<li><a href="{path}" target="_blank">{text.format(p=place)}</a><i>{year + 1}/1/19</i></li>'
    decoys = put_decoys(host, place, "/gk/nb/{n}.htm")
    host.pages["/gk/nb/list.htm"] = Reply(frame("政府信息公开年报", f"<ol>{rows}</ol>{trs(decoys)}"))
    return Built(reports, 1, {path for _, path in decoys})


def other_viewers(host: Host, place: str) -> Built:
    """Pages under a report's title whose PDF a book that turns its leaves, a media player or an object shows."""
    gate(host, place, "/gk/", "/gk/nb/")
    names = titled(place, range(2018, 2024))
    ways = (
        '<div id="flipbook" data-pdf="{f}"></div><script src="/js/turn.min.js"></script>',
        '<a class="media" href="{f}"></a><script>$("a.media").media({{width:800}});</script>',
        '<object type="application/pdf" data="{f}" width="100%"></object>',
        '<embed type="application/pdf" src="{f}#toolbar=0">',
        '<div id="pdf"></div><script>PDFObject.embed("{f}", "#pdf");</script>',
        '<iframe src="/lib/pdf/web/viewer.html?v=2&amp;file=..%2F..%2F..{q}"></iframe>',
    )
    rows, reports = [], set()
    for at, (name, way) in enumerate(zip(names, ways, strict=True)):
        path, file = f"/gk/nb/{at}.html", f"/uploads/2024/{at}a.pdf"
        shown = way.format(f=file, q=file.replace("/", "%2F"))
        host.pages[path] = Reply(frame(name, f"<h1>{name}</h1>{shown}", f'<meta name="ArticleTitle" content="{name}">'))
        host.pages[file] = Reply(PDF, type="application/pdf")
        rows.append((name, path))
        reports |= {path, file}
    host.pages["/gk/nb/"] = Reply(frame("政府信息公开年报", trs(rows)))
    return Built(reports, 1)


def parts_of_a_year(host: Host, place: str) -> Built:
    """Reports that are long lists of links themselves: chapters within the page, related reports of other years below."""
    gate(host, place, "/gk/", "/gk/nb/")
    names = titled(place, range(2019, 2024))
    paths = [f"/gk/nb/{2019 + at}/content.html" for at in range(len(names))]
    rows = list(zip(names, paths, strict=True))
    contents = "".join(f'<a href="#s{n}">第{n}部分</a>' for n in range(1, 7))
    for name, path in rows:
        others = "".join(f'<li><a href="{p}">{n}</a></li>' for n, p in rows if p != path)
        host.pages[path] = Reply(body(name, f"<p>{contents}</p><h4>相关报告</h4><ul>{others}</ul>"))
    host.pages["/gk/nb/"] = Reply(frame("政府信息公开年报", trs(rows[::-1])))
    return Built(set(paths), 1)


SITES: dict[str, Builder] = {
    builder.__name__: builder
    for builder in (load_more, years_beside_rows, decorated_titles, other_viewers, parts_of_a_year)
}
