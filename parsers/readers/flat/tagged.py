"""Text with some tags in it: XML of rows and cells, paragraphs in tags beside plain lines, tables of markup in a text.

What comes out is the text without the tags, a line for every line.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from parsers.document import Grid, Paragraph
from parsers.readers.flat_text import read_text
from parsers.readers.html import read_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.document import Block, Document

_ROW = re.compile(r"<row\b[^<>]*>")
_CELL = re.compile(r"<cell\b[^<>]*>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,400}>")
_PAGE = re.compile(r"<(?:!doctype|html|head|body|meta|script|form|input|iframe)\b", re.IGNORECASE)
_OPENS_ROW = re.compile(r"<(?:tr|td|th)\b", re.IGNORECASE)
_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_TABLE_END = re.compile(r"</table\s*>", re.IGNORECASE)
_INLINE = re.compile(r"</?(?:span|font|strong|b|em|i|u|a|sup|sub)\b[^<>]{0,400}>", re.IGNORECASE)
_FEWEST_ROWS = 5
_PLAIN = 3
"""So many times as many lines without tags as with them make a text."""


def untagged(text: str) -> str | None:
    """The text of one that only has some tags in it, its lines where they were; None for a page and for other texts."""
    if "<" not in text or _PAGE.search(text) or _OPENS_ROW.search(text):
        return None
    if text.count("</row>") >= _FEWEST_ROWS:
        return _plain("".join(map(_with_row, text.split("</row>"))))
    return _plain(text) if _TAG.search(text) and _is_text(text) else None


def read_mixed(text: str, damaged: int = 0) -> Document | None:
    """A text in which tables are written as markup; None for a page and for a text without. Tables are counted in the text."""
    if _PAGE.search(text) or not _TABLE.search(text):
        return None
    pieces = list(_pieces(text))
    plain = "".join("\n" * piece.count("\n") if is_table else piece for piece, is_table in pieces)
    if not _is_text(plain):
        return None
    line, count = 1, 0
    beside: list[tuple[int, Block]] = []
    for piece, is_table in pieces:
        if is_table:
            beside += [(line, _renumbered(block, count)) for block in read_html(piece).blocks]
            count += len(_TABLE.findall(piece))
        line += piece.count("\n")
    return read_text(_plain(plain), damaged, beside)


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text cut before and behind each table, and whether a piece is one."""
    at = 0
    while (start := _TABLE.search(text, at)) and (end := _TABLE_END.search(text, start.end())):
        yield text[at : start.start()], False
        yield text[start.start() : end.end()], True
        at = end.end()
    yield text[at:], False


def _renumbered(block: Block, before: int) -> Block:
    """A block of a table that so many others stand before."""
    if isinstance(block, Paragraph) or block.table is None:
        return block
    rows = [
        [cell._replace(address=(cell.address[0] + before, *cell.address[1:])) for cell in row] for row in block.rows
    ]
    return Grid(rows, block.positioned, block.rows_marked, block.low, block.table + before)


def _is_text(text: str) -> bool:
    """Whether most lines have no tags, but for those of words, or many that have none are rows of a table."""
    text = _INLINE.sub("", text)
    lines = [line for line in text.split("\n") if line.strip()]
    plain = [line for line in lines if not _TAG.search(line)]
    rows = [line for line in plain if "|" in line or "\t" in line.strip()]
    rows += [line for line in lines if line.startswith("|") and line not in plain]
    return len(rows) >= _FEWEST_ROWS or len(plain) > _PLAIN * (len(lines) - len(plain))


def _with_row(piece: str) -> str:
    """A piece of XML that a row ends, the row as a line with bars, and the line ends that were in it."""
    row = _ROW.search(piece)
    if row is None:
        return piece
    body = piece[row.end() :]
    cells = [" ".join(_TAG.sub("", cell).replace("|", " ").split()) for cell in _CELL.split(body)[1:]]
    return f"{piece[: row.start()]}| {' | '.join(cells)} |" + "\n" * piece.count("\n", row.start())


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub(_line_ends, text))


def _line_ends(tag: re.Match[str]) -> str:
    """What stays of a tag: the line ends in it."""
    return "\n" * tag[0].count("\n")
