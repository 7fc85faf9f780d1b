"""The page around a report: head, furniture, decoys, bytes."""

from __future__ import annotations

import re
from html import escape

from tests.wild import form
from tests.wild.decoys import hidden, previous_table, related
from tests.wild.identity import Identity, write_date
from tests.wild.markup import Markup
from tests.wild.model import Block, Draw

_TAG = re.compile(r"</?([a-z][a-z0-9]*)")


def head(draw: Draw, who: Identity, title: str) -> str:
    """The head element: charset, title, meta tags."""
    charset = {"gb2312 is gb18030": "gb2312", "gbk is utf-8": "gbk", "gb18030": "gb18030"}.get(
        str(draw["charset"]), "utf-8"
    )
    declared = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
    if draw.chance("short charset", 0.5):
        declared = f'<meta charset="{charset}"/>'
    if draw["charset"] in ("none", "none gb18030"):
        declared = ""
    parts = [declared]
    if draw["charset"] == "late meta":
        parts = ["<!-- " + "网站群 " * 250 + "-->", declared]
    place = who.agency[:3]
    parts.append(
        f"<title>{escape(title)}{draw.pick('site name', ('', f'_{place}政府门户网站', f'-{place}人民政府'))}</title>"
    )
    if draw["meta"] != "none":
        parts += _metas(draw, who, title)
    return "\n".join(part for part in parts if part)


def _metas(draw: Draw, who: Identity, title: str) -> list[str]:
    fields = {"SiteName": who.agency[:3] + "人民政府", "ColumnName": "政府信息公开年报", "ArticleTitle": title}
    if who.published and draw["date_place"] in ("meta", "both"):
        fields["PubDate"] = who.published.isoformat() + draw.pick("pub time", ("", " 10:21", " 10:21:33"))
    if draw["meta"] == "sparse":
        fields.pop("SiteName")
        fields.pop("ColumnName")
    upper = draw["meta"] == "upper"
    return [
        f'<{"META" if upper else "meta"} name="{k}" content="{escape(v)}"{">" if upper else "/>"}'
        for k, v in fields.items()
    ]


def date_line(draw: Draw, who: Identity) -> str:
    """The line under the title that declares when the page went up."""
    if not who.published or (draw["date_place"] == "meta" and draw["meta"] != "none"):
        return ""
    style = str(draw["date_form"])
    date = write_date(who.published, style if style != "numerals" else "dashes")
    lead = draw.pick("date lead", ("发布日期：", "发布时间：", "发布日期:", "发布时间： "))
    return f"{lead}{date}"


def body(draw: Draw, who: Identity, blocks: list[Block], title: str) -> str:
    """The body element's inside."""
    markup = Markup(draw)
    parts = []
    for block in blocks:
        if block.kind == "sheet" and block.sheet:
            table = markup.table(block.sheet)
            parts.append(hidden(draw, markup, block.sheet) + table)
        elif block.kind == "raw":
            parts.append(block.text)
        elif block.kind == "title":
            parts.append(_title(draw, markup, block.text))
        elif block.kind == "signature":
            parts.append(f'<p style="text-align:right">{markup.text(block.text)}</p>')
        else:
            parts.append(markup.paragraph(block.text))
    if draw["previous_year"] == "full table":
        parts.append(previous_table(draw, markup, who.year - 1))
    return _wrap(draw, "\n".join(parts), who)


def _title(draw: Draw, markup: Markup, text: str) -> str:
    inner = markup.text(text)
    if draw["title_place"] == "p":
        return f'<p style="text-align:center;font-weight:bold">{inner}</p>'
    if draw["title_place"] == "two lines" and draw.chance("title lines as paragraphs", 0.5):
        return "".join(f'<p align="center"><strong>{markup.text(line)}</strong></p>' for line in text.split("\n"))
    tags = ("<h1>{}</h1>", '<h2 class="title">{}</h2>', '<div class="tit">{}</div>')
    return str(draw.pick("title tag", tags)).format(inner)


def _wrap(draw: Draw, article: str, who: Identity) -> str:
    if draw["nesting"] == "layout table":
        article = f'<table width="960" align="center"><tr><td class="bt"></td></tr><tr><td>{article}</td></tr></table>'
    if draw["div_soup"] == "divs":
        article = f'<div class="wrap"><div><div class="con"><div id="zoom"><div>{article}</div></div></div></div></div>'
    elif draw["div_soup"] == "custom tags":
        article = f"<UCAPCONTENT><div class='TRS_Editor'>{article}</div></UCAPCONTENT>"
    before, after = _furniture(draw, who)
    if draw["related"] in ("before", "both"):
        before += related(draw, who)
    if draw["related"] in ("after", "both"):
        after = related(draw, who) + after
    return before + article + after


def _furniture(draw: Draw, who: Identity) -> tuple[str, str]:
    crumbs = (
        '<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政府信息公开</a> &gt; '
        '<a href="./">年报</a></div>'
    )
    tail = (
        '<div class="share">【字体：<a>大</a> <a>中</a> <a>小</a>】 <a>打印</a> <a>关闭</a> 分享到：</div>'
        "<div>扫一扫在手机打开当前页</div>"
    )
    foot = f'<div class="footer">主办：{who.agency[:3]}人民政府 备案号：ICP备05012345号-1 标识码：1100000088</div>'
    table = (
        f"<table><tr><td><b>索 引 号：</b></td><td>00525312X/{who.year + 1}-00012</td>"
        "<td><b>主题分类：</b></td><td>政务公开</td></tr></table>"
    )
    return {
        "none": ("", ""),
        "trs": (crumbs, tail + foot),
        "hanweb": ("<ul class='nav'><li>首页</li><li>政务公开</li><li>办事服务</li></ul>", foot),
        "table head": (crumbs + table, tail),
        "site heading": (f"<h1>{who.agency[:3]}人民政府门户网站</h1><p>2024年3月5日 星期二</p>{crumbs}", foot),
    }[str(draw["furniture"])]


def html(draw: Draw, who: Identity, blocks: list[Block], title: str) -> str:
    """The whole page as text."""
    doctype = draw.pick(
        "doctype", ("<!DOCTYPE html>", "", '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN">')
    )
    page = (
        f"{doctype}<html><head>{head(draw, who, title)}</head><body>\n{body(draw, who, blocks, title)}\n</body></html>"
    )
    if draw["tag_case"] == "upper":
        page = _TAG.sub(lambda m: m[0].upper(), page)
    return page.replace("\n", "\r\n") if draw["whitespace"] == "crlf" else page


def encode(draw: Draw, page: str) -> bytes:
    """The page's bytes in its true charset."""
    charset = str(draw["charset"])
    if charset in ("gb18030", "gb2312 is gb18030", "none gb18030", "utf-8 is gb18030"):
        return page.encode("gb18030")
    return (b"\xef\xbb\xbf" if charset == "bom" else b"") + page.encode()


def tables(blocks: list[Block]) -> list[str]:
    """Names of the statutory tables in reading order."""
    return [block.sheet.table for block in blocks if block.sheet and block.sheet.table in (form.T2, form.T3, form.T4)]
