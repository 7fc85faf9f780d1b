"""A page whose plain tables are cut out before it becomes a tree is the page read whole, whatever stands around and in them."""

from __future__ import annotations

import random
import re

import pytest

from parsers.decoding import decode
from parsers.readers import html_tree
from parsers.readers.html import read_html
from parsers.readers.html_tree import Tree
from tests.parsers.mutate import mutate
from tests.wild import generate

PLAIN = "<table border=1><tr><td>一</td><td rowspan='2'>2</td></tr><tr><td><p><span>三</span></p></td></tr></table>"
AROUND = {
    "nothing": "{}",
    "a comment": "<!-- {} --><p>后</p>",
    "a comment that ends in a cell": "<!-- {} -->",
    "a comment that never ends": "{}<!-- {}",
    "a script": "<script>var a = '{}'</script><p>后</p>",
    "a style": "<style>{}</style><p>后</p>",
    "a value": '<div title="{}">字</div>{}',
    "a field": "<textarea>{}</textarea>{}",
    "a choice": "<select><option>{}</option></select>",
    "what scripts replace": "<noscript>{}</noscript>{}",
    "a title": "<title>{}</title><p>后</p>",
    "plain text": "<plaintext>{}",
    "data": "<![CDATA[{}]]>{}",
    "a link": "<a href=x>前{}后</a>",
    "open elements": "<b><font><p>前{}后",
    "a list": "<ul><li>{}<li>{}</ul>",
    "a table": "<table><tr><td>前{}</td></tr></table>",
    "a row without a cell": "<table><tr>{}</tr></table>",
    "a table that never ends": "<table><tr><td>前{}<p>后{}",
    "an end too many": "</table></td></tr>{}</table>{}",
    "an end of the page": "{}</body></html>{}",
    "capitals": "<TABLE><TR><TD>{}</TD></TR></TABLE>{}",
    "a heading": "<h1>{}</h1>{}",
    "a mark like ours": '<table gongkai-cut="0"></table>{}',
    "a layout": "<TABLE width=960><TR><TD>左</TD><TD>前{}后</TD></TR><tr><td>1</td><td>2</td></tr></TABLE>",
    "a cell beside two rows": "<table><tr><td>1</td><td rowspan=2>前{}后</td></tr><tr><td>2</td></tr></table>",
    "something hidden": "<p style='display: none'>藏</p>{}",
    "a hidden part": "<div hidden>{}</div>{}<table style='display:none'><tr><td>1</td><td>2</td></tr></table>",
    "hidden by a sheet": "<style>.b{display:none} #c{display:none}</style><div class=b>{}</div>{}",
    "something white": "<div style='font-size:0'>{}</div><font color=white>白</font>{}",
    "a form": "<form><table><form>{}</table></form>",
}
INSIDE = {
    "a tag that is not closed": "<td><b>1</td><td>2</td>",
    "tags that cross": "<td><b><i>1</b></i></td><td>2</td>",
    "paragraphs in paragraphs": "<td><p>1<p>2</p>3</p></td><td>4</td>",
    "a paragraph in bold": "<td><b>1<p>2</p>3</b></td><td>4</td>",
    "links in links": "<td><a>1<a>2</a>3</a></td><td>4</td>",
    "an empty element": "<td><p/>1<span/>2<o:p></o:p></td><td/><td>4</td>",
    "references": "<td>&nbsp;1&#20013;&#50;&lt;</td><td>&#50;&#60;&#128;&#55296;&amp;nbsp;</td>",
    "values": """<td colspan=2 colspan="3" title='"'>1</td><td rowspan=2/>2</td><td x=">">3</td><td y='<td>'>4</td>""",
    "spans": "<td COLSPAN=3>1</td><td colspan=' 2'>2</td><td colspan=2px rowspan='0'>3</td>",
    "head cells": "<th>1</th><td>2</td><th>3</td><td>4</th>",
    "head cells alone": "<th>1</th><th class=a>2</th>",
    "words between": "<td>1</td>字<td>2</td>",
    "a comment": "<td>1<!-- </td><td>9 --></td><td>2</td>",
    "a raised mark": "<td>12<sup>1</sup></td><td><s>3</s>4</td>",
    "a picture": "<td><img src=a></td><td>4</td>",
    "prose": f"<td>{'长' * 301}</td><td>4</td>",
    "one cell": "<td>1</td>",
    "a row in a row": "<td>1</td><td>2</td><tr><td>3</td><td>4</td></tr>",
    "groups": "<td>1</td><td rowspan=9>2</td></tr></tbody><tbody><tr><td>3</td></tr><tfoot><tr><td>4</td></tr></tfoot>",
    "more references": "<td>&#65288;&#x4e2d;&#X0031;&lt;b&gt;</td><td>&#127;&#xfdd0;&#xD800;&#x26;#50;</td><td>a & b &copy; &nbsp</td>",
    "capitals": "<TD ColSpan=2 ALIGN=center><P>1</P></TD><Td><FONT color='#ff0000'>2</Font></tD>",
    "hidden cells": "<td style='display:none'>1</td><td style='display&#58;none'>2</td><td class=b>3</td><td id=c>4</td><td>5</td>",
    "ends of other cells": "<th>1</td><td>2</th><th class=a>3</th><th/><th\n>4</th>",
    "odd characters": "<td>1\x0b\x85\ufffe\u2028</td><td>\ufeff2\U0001f600</td>",
}  # fmt: skip


def both(text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Assert that both ways give the same; how many tables were cut."""

    def blocks() -> object:
        try:
            document = read_html(text)
        except ValueError:
            return None
        return document.blocks, document.head

    quick = blocks()
    with monkeypatch.context() as patch:
        patch.setattr(html_tree, "cut_tables", lambda *_: None)
        assert blocks() == quick
    return 0 if quick is None else len(Tree(text, cuts=True).cut)


@pytest.mark.parametrize("around", AROUND.values(), ids=list(AROUND))
def test_what_stands_around(around: str, monkeypatch: pytest.MonkeyPatch) -> None:
    both(f"<html><body><p>前</p>{around.replace('{}', PLAIN)}<p>后</p></body></html>", monkeypatch)
    both(around.replace("{}", PLAIN.replace("三", "三 --> 四")), monkeypatch)


@pytest.mark.parametrize("inside", INSIDE.values(), ids=list(INSIDE))
def test_what_stands_inside(inside: str, monkeypatch: pytest.MonkeyPatch) -> None:
    table = f"<table><tbody><tr><td>甲</td><td>乙</td></tr><tr>{inside}</tr></tbody></table>"
    both(f"<html><body><b><a><p>前{table}中{PLAIN}</p>后</body></html>", monkeypatch)
    captioned = table.upper().replace(
        "<TBODY>", "<CAPTION class=a>题&copy;</CAPTION><COLGROUP><COL width=3></COLGROUP><TBODY>"
    )
    for seen in ("", "<p hidden>藏</p>", "<style>.b, #c {display:none}</style>"):
        both(f"<html><head></head><body>{seen}{table}{captioned}</body></html>", monkeypatch)


def test_wild_pages_whole_and_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(14)
    cut = 0
    for seed in range(83_001, 83_061):
        page = generate(seed, medium="html")
        cut += both(decode(page.body, page.content_type).text, monkeypatch)
        for _ in range(4):
            text = decode(mutate(chance, page.body)[0], page.content_type).text
            both(re.sub(r"[\ud800-\udfff]", "", text), monkeypatch)
    assert cut > 60
