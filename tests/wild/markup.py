"""Boxes to HTML: tags, quoting, wrappers, Word's litter, entities."""

from __future__ import annotations

from html import escape

from tests.wild.model import Box, Draw, Sheet

_STYLES = {
    "none": (),
    "widths": ('width="{n}"', "nowrap=nowrap"),
    "junk": ('data-x="{n}"', 'id="c{n}"', 'bgcolor="#fff"', 'title="单元格"', "tabindex=0"),
    "styles": ('style="width:{n}px;border:1px solid #000;padding:0 5px"', 'valign="middle"', 'align="center"'),
}
_WORD = '<span lang="EN-US" style="font-size:10.5pt;mso-bidi-font-size:12.0pt;font-family:宋体">{}</span>'
_WORD_P = '<p class="MsoNormal" align="center" style="text-align:center;mso-line-height-alt:12.0pt">{}<o:p></o:p></p>'


class Markup:
    """Writes tables and paragraphs of one report in one hand."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.rng = draw.rng("markup")

    def text(self, text: str) -> str:
        """Escaped text, with this page's entities and breaks."""
        out = escape(text.replace("\r\n", "\x00"), quote=False).replace("\u00a0", "&nbsp;")
        out = out.replace("\n", self.rng.choice(("<br>", "<br/>", "<br />"))).replace("\x00", "\r\n")
        style = self.draw["entities"]
        if style == "plain" or not out or self.rng.random() < 0.5:
            return out
        form = "&#{};" if style == "numeric" else "&#x{:x};"
        return "".join(form.format(ord(c)) if ord(c) > 0x3000 or (c.isdigit() and "&" not in out) else c for c in out)

    def attributes(self, box: Box) -> str:
        """Spans and the litter around them, in random order."""
        quote = {"double": '"', "single": "'", "none": ""}[str(self.draw["quotes"])]
        parts = []
        if box.colspan > 1 or (box.colspan == 1 and self.draw["attributes"] == "junk" and self.rng.random() < 0.2):
            parts.append(f"colspan={quote}{box.colspan}{quote}")
        if box.rowspan > 1:
            parts.append(f"rowspan={quote}{box.rowspan}{quote}")
        if box.role == "hidden":
            parts.append('style="display:none"')
        else:
            litter = [one for one in _STYLES[str(self.draw["attributes"])] if self.rng.random() < 0.4]
            parts += [one.format(n=self.rng.randint(20, 200)) for one in litter]
        self.rng.shuffle(parts)
        return "".join(" " + part for part in parts)

    def wrap(self, html: str) -> str:
        """The element(s) that hold a cell's text."""
        word = self.draw["word"]
        if word == "full":
            return _WORD_P.format(_WORD.format(html) if html else html)
        if word == "classes":
            return f'<p class="MsoNormal">{html}</p>'
        how = self.draw["cell_wrap"]
        close = "" if self.draw["unclosed"] != "none" else "</p>"
        return {
            "none": html,
            "p": f"<p>{html}{close}",
            "span": f'<span style="font-size:14px">{html}</span>',
            "div": f"<div>\n{html}\n</div>",
            "strong": f"<strong>{html}</strong>",
            "many": f'<div><p style="text-align:center"><span><font face="宋体">{html}</font></span></p></div>',
        }[str(how)]

    def cell(self, box: Box, *, first: bool) -> str:
        """One td or th."""
        th = self.draw["th"]
        name = "th" if (th == "header th" and box.role in ("head", "title")) else "td"
        if th == "labels th" and (box.role in ("label", "group", "head") or (first and box.role == "title")):
            name = "th"
        inner = self.wrap(self.text(box.text))
        if self.draw["nesting"] == "table in cell" and box.role == "value" and self.rng.random() < 0.15:
            inner = f"<table><tr><td>{inner}</td></tr></table>"
        close = "" if self.draw["unclosed"] == "cells" else f"</{name}>"
        return f"<{name}{self.attributes(box)}>{inner}{close}"

    def rows(self, sheet: Sheet) -> str:
        """All rows, in the parts that the page divides its tables into."""
        lines = []
        for at, row in enumerate(sheet.rows, 1):
            cells = "".join(self.cell(box, first=n == 0) for n, box in enumerate(row.boxes))
            lines.append(f"<tr>{cells}" + ("" if self.draw["unclosed"] == "cells" else "</tr>"))
            crossed = any(n + box.rowspan > at for n, one in enumerate(sheet.rows[:at]) for box in one.boxes)
            if self.draw["ghost_rows"] != "none" and not crossed and self.rng.random() < 0.3:
                lines.append(self._ghost(len(row.boxes)))
        return self._parts(sheet, lines)

    def _ghost(self, width: int) -> str:
        """A row that no reader sees, with numbers of its own, or nothing in it at all."""
        if self.draw["ghost_rows"] == "empty":
            return "<tr></tr>"
        return '<tr style="display:none">' + "<td>7</td>" * width + "</tr>"

    def _parts(self, sheet: Sheet, lines: list[str]) -> str:
        gap = "" if self.draw["whitespace"] == "none" else "\n    "
        how = self.draw["parts"]
        heads = 0
        while heads < len(sheet.rows) and sheet.rows[heads].role in ("head", "title", "note"):
            heads += 1
        spans = any(n + b.rowspan > heads for n, row in enumerate(sheet.rows[:heads]) for b in row.boxes)
        if how == "none":
            return gap + gap.join(lines)
        if how == "tbody" or spans or not heads:
            return f"<tbody>{gap}{gap.join(lines)}</tbody>"
        head, rest = lines[:heads], lines[heads:]
        foot: list[str] = []
        last = sheet.rows[-1]
        crossing = any(n + b.rowspan > len(sheet.rows) - 1 for n, r in enumerate(sheet.rows[:-1]) for b in r.boxes)
        if how == "thead and tfoot" and len(rest) > 1 and not crossing and last.boxes:
            rest, foot = rest[:-1], rest[-1:]
        out = f"<thead>{gap.join(head)}</thead>{gap}<tbody>{gap.join(rest)}</tbody>"
        return out + (f"<tfoot>{foot[0]}</tfoot>" if foot else "")

    def table(self, sheet: Sheet) -> str:
        """A whole table."""
        caption = "".join(f"<caption>{self.text(line)}</caption>" for line in sheet.before)
        if self.draw["columns"] == "colgroup":
            caption += "<colgroup>" + '<col width="60">' * sheet.width + "</colgroup>"
        attributes = self.rng.choice(("", ' border="1"', ' class="table" cellspacing="0"', ' width="100%" border="1"'))
        html = f"<table{attributes}>{caption}{self.rows(sheet)}</table>"
        if self.draw["word"] == "full":
            litter = "<!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]-->"
            html = f'{litter}<div align="center">{html}</div>'
        return html

    def paragraph(self, text: str) -> str:
        """A paragraph of prose."""
        inner = self.text(text)
        close = "" if self.draw["unclosed"] == "p" else "</p>"
        if self.draw["word"] != "none":
            return f'<p class="MsoNormal" style="text-indent:32pt"><span style="mso-spacerun:yes">{inner}</span>{close}'
        return self.rng.choice((f"<p>{inner}{close}", f'<p style="text-indent:2em">　　{inner}{close}'))
