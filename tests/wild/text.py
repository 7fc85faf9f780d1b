"""Reports flattened to text, in the dialects that real extractors and copiers leave behind."""

from __future__ import annotations

import re

from tests.wild.model import Block, Box, Draw, Row, Sheet

_FOLD = {n: n - 0xFEE0 for n in range(0xFF01, 0xFF5F)}
_INDENT = {"question marks": "????", "ideographic": "　　", "spaces": "    ", "none": ""}
_TAIL = "附件:\n\n分享到:"


def write(draw: Draw, blocks: list[Block]) -> bytes:
    """The report as a text file."""
    lines: list[str] = []
    for block in blocks:
        if block.kind == "sheet" and block.sheet:
            lines += block.sheet.before
            lines += _DIALECTS[str(draw["dialect"])](draw, block.sheet)
            if draw["indent"] == "question marks":
                lines.append("?")
        else:
            lines += _paragraph(draw, block)
    if draw["text_tail"] != "none":
        lines += _TAIL.split("\n")
    text = "\n".join(lines) + "\n"
    text = as_printed(draw, text)
    text = text.replace("\n", str(draw["newlines"]))
    if draw["text_charset"] == "gb18030":
        return text.encode("gb18030")
    return (b"\xef\xbb\xbf" if draw["text_charset"] == "bom" else b"") + text.encode()


def as_printed(draw: Draw, text: str) -> str:
    """The text after the folding that this dialect does."""
    return text.translate(_FOLD) if draw.text and (draw["fold"] or draw["dialect"] == "seed") else text


def _paragraph(draw: Draw, block: Block) -> list[str]:
    lines = block.text.split("\n") if block.kind == "title" else [block.text.replace("\n", "")]
    out = [_INDENT[str(draw["indent"])] + line if block.kind != "title" else line for line in lines]
    return [line for one in out for line in ((one, "") if draw["dialect"] == "D5" else (one,))]


def words(draw: Draw, box: Box) -> str:
    """A cell's text on one line; what stands after a break may be lost."""
    text = (
        box.text.replace("\u200b", "")
        .replace("\ufeff", "")
        .replace("\r\n", " ")
        .replace("\t", " ")
        .replace("\u00a0", " ")
    )
    if "\n" in text:
        how = draw["breaks"]
        parts = text.split("\n")
        lost = how == "cut" and box.role == "head"
        text = parts[0] if lost else ("" if how == "joined" else " ").join(parts)
    return re.sub(" +", " ", text).strip(" ")


def _kept(draw: Draw, row: Row) -> list[str]:
    """The cells of a row that have any text; empty ones are dropped, as the extractor does."""
    return [text for text in (words(draw, box) for box in row.boxes) if text.strip()]


def _padding(sheet: Sheet, cells: int) -> str:
    return "|" * max(0, sheet.width - cells)


def _d1(draw: Draw, sheet: Sheet) -> list[str]:
    """Cell and pipe, each on its own line; a lone run of pipes ends a row."""
    lines = []
    for row in sheet.rows:
        kept = _kept(draw, row)
        lines += [f"{text} |" for text in kept]
        lines.append(_padding(sheet, len(kept)) or "|")
    return lines


def _d2(draw: Draw, sheet: Sheet, lead: str = "") -> list[str]:
    """One row a line, cells and padding."""
    lines = []
    for row in sheet.rows:
        kept = _kept(draw, row)
        lines.append(lead + "".join(f"{text}  | " for text in kept) + _padding(sheet, len(kept)))
    return lines


def _d3(draw: Draw, sheet: Sheet) -> list[str]:
    """As D2 with a pipe in front."""
    return _d2(draw, sheet, "| ")


def grid(sheet: Sheet, *, wide: bool) -> list[list[Box | None]]:
    """The sheet as a grid: what a rowspan covers is None, and with `wide` what a colspan covers, too."""
    taken: dict[tuple[int, int], bool] = {}
    out = []
    for r, row in enumerate(sheet.rows):
        cells: dict[int, Box | None] = {}
        c = 0
        for box in row.boxes:
            while (r, c) in taken:
                cells[c] = None
                c += 1
            cells[c] = box
            for down in range(box.rowspan):
                for right in range(box.colspan):
                    if down:
                        taken[r + down, c + right] = True
                    elif right and wide:
                        cells[c + right] = None
            c += box.colspan
        while (r, c) in taken:
            cells[c] = None
            c += 1
        out.append([cells[n] for n in sorted(cells)])
    return out


def _d4(draw: Draw, sheet: Sheet, *, wide: bool = True) -> list[str]:
    """Full rows: empty cells kept, merged cells as blanks; perhaps the rule that markdown puts under the first."""
    rows = grid(sheet, wide=wide)
    lines = ["| " + " | ".join(words(draw, box) if box else "" for box in row) + " |" for row in rows]
    rule = ["|" + " --- |" * len(rows[0])] if draw["markdown_rule"] else []
    return [lines[0], *rule, *lines[1:]]


def _d6(draw: Draw, sheet: Sheet) -> list[str]:
    """Empty cells where a rowspan reaches, but none for a colspan."""
    return _d4(draw, sheet, wide=False)


def _d5(draw: Draw, sheet: Sheet) -> list[str]:
    """One cell a paragraph, no pipes."""
    return [line for row in sheet.rows for text in _kept(draw, row) for line in (text, "")]


def _d7(draw: Draw, sheet: Sheet) -> list[str]:
    """Cell, pipe, cell, pipe, each on a line; nothing marks the rows."""
    return [line for row in sheet.rows for text in _kept(draw, row) for line in (text, "|")]


def _d9(draw: Draw, sheet: Sheet) -> list[str]:
    """Text out of a PDF: one row a line, single spaces, long labels wrapped."""
    lines = []
    for row in sheet.rows:
        kept = [text.replace(" ", "") for text in _kept(draw, row)]
        line = " ".join(kept)
        if row.role == "body" and kept and len(kept[0]) > 14 and len(kept) > 1:
            lines.append(kept[0][:12])
            line = " ".join([kept[0][12:], *kept[1:]])
        lines.append(line)
    return lines


_DIALECTS = {
    "D1": _d1, "D2": _d2, "D3": _d3, "D4": _d4, "D5": _d5, "D6": _d6, "D7": _d7, "D9": _d9, "seed": _d2,
}  # fmt: skip
