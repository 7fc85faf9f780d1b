"""Four hands that write a report as HTML: a plain editor, a word processor, a site of the nineties, a modern one."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from archive.demo.model import Section
    from archive.demo.tables import Box, Grid

WIDE_TABLE = 10


class Writer(Protocol):
    """What every hand can write; `apart` and `flat_head` say how it draws tables two and three."""

    apart: bool
    flat_head: bool

    def heading(self, text: str) -> str:
        """A section's heading."""

    def paragraph(self, text: str) -> str:
        """A paragraph of a section."""

    def signature(self, text: str) -> str:
        """A line at the right: agency or date."""

    def table(self, grid: Grid) -> str:
        """One table."""

    def whole(self, body: str) -> str:
        """The body within whatever the editor wraps around it."""


def spans(box: Box, quote: str = '"') -> str:
    """The span attributes of a cell, none for 1."""
    columns = f" colspan={quote}{box.columns}{quote}" if box.columns > 1 else ""
    return columns + (f" rowspan={quote}{box.rows}{quote}" if box.rows > 1 else "")


def lines(text: str, line_break: str = "<br />") -> str:
    """Escaped text with its line breaks; nothing becomes a blank that keeps the cell open."""
    return escape(text, quote=False).replace("\n", line_break) or "&nbsp;"


class Plain:
    """An editor that gives every cell a centred paragraph and a width."""

    apart = False
    flat_head = False

    def heading(self, text: str) -> str:
        """A paragraph like any other."""
        return f"<p>{text}</p>\n"

    paragraph = heading

    def signature(self, text: str) -> str:
        """A paragraph at the right."""
        return f'<p style="text-align: right;">{text}</p>\n'

    def table(self, grid: Grid) -> str:
        """A table on one line a row."""
        rows = ["".join(self._cell(box) for box in row) for row in grid]
        body = "".join(f"<tr>{row}</tr>\n" for row in rows)
        return f'<table align="center" border="1" cellspacing="0">\n<tbody>{body}</tbody></table>\n'

    def _cell(self, box: Box) -> str:
        align = "" if box.role == "label" else ' align="center"'
        width = 47 * box.columns
        return f'<td nowrap="nowrap"{spans(box)} style="width:{width}px;"><p{align}>{lines(box.text)}</p></td>'

    def whole(self, body: str) -> str:
        """Nothing around it."""
        return body


class Word:
    """A word processor's export: its classes, its styles, its own tags and its remarks to itself."""

    apart = False
    flat_head = False
    style = "font-size:16.0pt;font-family:仿宋_GB2312;mso-bidi-font-family:仿宋_GB2312"

    def heading(self, text: str) -> str:
        """A bold indented paragraph."""
        return (
            '<p class="MsoNormal" style="text-indent:32.0pt;line-height:28.0pt">'
            f'<span style="{self.style.replace("仿宋", "黑体")}">{text}'
            '<span lang="EN-US"><o:p></o:p></span></span></p>\n'
        )

    def paragraph(self, text: str) -> str:
        """An indented paragraph whose text may be cut into runs."""
        half = len(text) // 2
        runs = "".join(f'<span style="{self.style}">{part}</span>' for part in (text[:half], text[half:]) if part)
        return f'<p class="MsoNormal" style="text-indent:32.0pt;line-height:28.0pt">{runs}</p>\n'

    def signature(self, text: str) -> str:
        """A paragraph at the right, pushed off the edge by blanks."""
        return (
            f'<p class="MsoNormal" align="right" style="text-align:right"><span style="{self.style}">'
            f"{text}<span lang=EN-US>&nbsp;&nbsp;&nbsp;&nbsp;<o:p></o:p></span></span></p>\n"
        )

    def table(self, grid: Grid) -> str:
        """A table with heights, paddings and borders on everything."""
        rows = []
        for number, row in enumerate(grid):
            cells = "\n".join(f"  {self._cell(box)}" for box in row)
            rows.append(f' <tr style="mso-yfti-irow:{number};height:21.0pt">\n{cells}\n </tr>\n')
        return (
            '<div align="center">\n<table class="MsoNormalTable" border="1" cellspacing="0" cellpadding="0" '
            'style="border-collapse:collapse;border:none;mso-padding-alt:0cm 5.4pt 0cm 5.4pt">\n'
            f"{''.join(rows)}</table>\n</div>\n"
        )

    def _cell(self, box: Box) -> str:
        align = "left" if box.role == "label" else "center"
        text = lines(box.text, "<br>\n")
        if box.role == "value":
            text = f'<span lang="EN-US">{text}</span>'
        return (
            f'<td{spans(box)} style="border:solid windowtext 1.0pt;padding:0cm 5.4pt;height:21.0pt">'
            f'<p class="MsoNormal" align="{align}" style="text-align:{align};mso-pagination:widow-orphan">'
            f'<span style="font-size:10.5pt;font-family:宋体;mso-fareast-language:ZH-CN">{text}<o:p></o:p></span>'
            "</p></td>"
        )

    def whole(self, body: str) -> str:
        """A style sheet and a conditional remark before the text."""
        return (
            "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View><w:Zoom>0</w:Zoom></w:WordDocument></xml>"
            "<![endif]-->\n<style>p.MsoNormal{margin:0cm;text-align:justify;font-size:10.5pt}"
            "table.MsoNormalTable{font-size:10.0pt}</style>\n"
            f'<div class="Section0" style="layout-grid:15.6pt">\n{body}</div>\n'
        )


class Legacy:
    """A site of the nineties: capital tags, bare attributes, tables that lay out the page, one table a block."""

    apart = True
    flat_head = True

    def heading(self, text: str) -> str:
        """Bold type and line breaks."""
        return f"<P><FONT size=4><B>{text}</B></FONT></P>\n"

    def paragraph(self, text: str) -> str:
        """A paragraph indented by two wide blanks."""
        return f"<P>　　{text}\n"

    def signature(self, text: str) -> str:
        """A paragraph at the right."""
        return f"<P align=right>{text}</P>\n"

    def table(self, grid: Grid) -> str:
        """A table without the end tags that HTML lets one leave out."""
        rows = "".join(f"<TR>\n{''.join(self._cell(box) for box in row)}" for row in grid)
        return (
            f"<TABLE border=1 cellSpacing=0 cellPadding=3 width='98%' align=center>\n<TBODY>\n{rows}</TBODY></TABLE>\n"
        )

    def _cell(self, box: Box) -> str:
        align = "left" if box.role == "label" else "middle"
        return f"<TD{spans(box, '')} align={align}>{lines(box.text, '<BR>')}\n"

    def whole(self, body: str) -> str:
        """Two layout tables around the text."""
        return (
            "<TABLE border=0 width='100%'><TBODY><TR><TD vAlign=top>\n"
            "<TABLE border=0 width='96%' align=center><TBODY><TR>"
            f"<TD class=zw style='LINE-HEIGHT: 200%'>\n{body}</TD></TR></TBODY></TABLE>\n</TD></TR></TBODY></TABLE>\n"
        )


class Modern:
    """A modern editor: headings, header cells, classes and no styles."""

    apart = False
    flat_head = False

    def heading(self, text: str) -> str:
        """A heading of third rank."""
        return f"<h3>{text}</h3>\n"

    def paragraph(self, text: str) -> str:
        """A paragraph."""
        return f'<p class="indent">{text}</p>\n'

    def signature(self, text: str) -> str:
        """A paragraph of its own class."""
        return f'<p class="sign">{text}</p>\n'

    def table(self, grid: Grid) -> str:
        """A table in a box that scrolls, its leading header lines in a head."""
        top = next((at for at, row in enumerate(grid) if any(box.role != "head" for box in row)), 0)
        head, body = ("".join(self._row(row) for row in part) for part in (grid[:top], grid[top:]))
        small = " small" if sum(box.columns for box in grid[0]) > WIDE_TABLE else ""
        return (
            f'<div class="table-scroll"><table class="report{small}">\n<thead>\n{head}</thead>\n'
            f"<tbody>\n{body}</tbody>\n</table></div>\n"
        )

    def _row(self, row: list[Box]) -> str:
        cells = "".join(
            f"<th{spans(box)}>{lines(box.text, '<br>')}</th>"
            if box.role == "head"
            else f'<td class="{box.role}"{spans(box)}>{lines(box.text, "<br>") if box.text else ""}</td>'
            for box in row
        )
        return f"<tr>{cells}</tr>\n"

    def whole(self, body: str) -> str:
        """A section."""
        return f'<section class="report-body">\n{body}</section>\n'


WRITERS: dict[str, Writer] = {"plain": Plain(), "word": Word(), "legacy": Legacy(), "modern": Modern()}


def write(
    writer: Writer, preface: str, sections: tuple[Section, ...], grids: dict[str, list[Grid]], sign: list[str]
) -> str:
    """The body of a report: preface, sections with their tables, signature."""
    parts = [writer.paragraph(escape(preface, quote=False))]
    for section in sections:
        parts.append(writer.heading(section.heading))
        parts += [writer.paragraph(escape(text, quote=False)) for text in section.paragraphs]
        parts += [writer.table(grid) for grid in grids.get(section.key, [])]
    parts += [writer.signature(text) for text in sign]
    return writer.whole("".join(parts))
