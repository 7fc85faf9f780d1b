"""RTF: GBK bytes and Unicode escapes in turn, tables by cell edges and merges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.files.blocks import Box, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.support.files.blocks import Block

_WIDTH = 900
"""Twentieths of a point a column."""


def write_rtf(blocks: Sequence[Block]) -> bytes:
    """The blocks as a file."""
    parts = [r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}}\uc1 "]
    parts += [_paragraph(block) if isinstance(block, Paragraph) else _table(block) for block in blocks]
    return ("".join(parts) + "}").encode("ascii")


def encoded(text: str) -> str:
    """Text in pure ASCII: GBK bytes where GBK has the character, else a Unicode escape."""
    out = []
    for char in text:
        if char == "\n":
            out.append(r"\line ")
        elif char in "\\{}":
            out.append("\\" + char)
        elif char < "\x80":
            out.append(char)
        else:
            out.append(_escaped(char))
    return "".join(out)


def _escaped(char: str) -> str:
    try:
        return "".join(f"\\'{byte:02x}" for byte in char.encode("gbk"))
    except UnicodeEncodeError:
        units = char.encode("utf-16-le")
        codes = (int.from_bytes(units[i : i + 2], "little", signed=True) for i in range(0, len(units), 2))
        return "".join(f"\\u{code}?" for code in codes)


def _paragraph(block: Paragraph) -> str:
    level = rf"\outlinelevel{block.level - 1}" if block.level else ""
    return rf"\pard{level} {encoded(block.text)}\par" + "\n"


def _table(block: Table) -> str:
    covered: dict[tuple[int, int], Box] = {}
    out = []
    for y, (row, starts) in enumerate(zip(block.rows, block.columns, strict=True)):
        own = dict(zip(starts, row, strict=True))
        edges, texts = [], []
        x = 0
        while x < block.width:
            box = own.get(x)
            if box is not None:
                covered.update(((y + down, x), box) for down in range(1, box.rows))
                merge = r"\clvmgf" if box.rows > 1 else ""
                texts.append(rf"{encoded(box.text)}\cell ")
            elif (y, x) in covered:
                box, merge = covered[y, x], r"\clvmrg"
                texts.append(r"\cell ")
            else:
                break
            x += box.columns
            edges.append(rf"{merge}\cellx{x * _WIDTH}")
        out.append(rf"\trowd\trleft0{''.join(edges)}\pard\intbl {''.join(texts)}\row" + "\n")
    return "".join(out) + "\\pard "
