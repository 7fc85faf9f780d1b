"""The marks of markdown and its like in a text that holds any: emphasis, headings, links and escapes, taken off line by line."""

from __future__ import annotations

import re

from parsers.document import Grid

_SIGNS = re.compile(
    r"^#{1,6} +\S|^[ \t]*\*\*[^*\n]+\*\*[ \t]*$|\|[ \t]*\*\*[^*|\n]+\*\*[ \t]*(?:\||$)"
    r"|\]\([^)\s]*\)|\]\{[^}\n]*\}|^:::|\'\'\'|^=+ \S|\\[.\-_()\[\]>]|^\+-{3,}|^\|[ :-]*-{3}|\| *-{6} *\||<<>>"
    r"|\|[ \t]*\*[^*|\s][^*|\n]*\*[ \t]*\||[^\s\\]\\{1,2}[ \t]*(?:\||$)",
    re.MULTILINE,
)
_HEADING = re.compile(r" {0,3}(#{1,6}|={1,6}) +(\S.*)")
_UNDERLINE = re.compile(r"(={4,}|-{4,}|~{4,})")
_SPAN = re.compile(r"\[([^\[\]]*)\]\{[^{}]*\}")
_SPAN_END = re.compile(r"\]\{[^{}]*\}")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?: +\"[^\"]*\")?\)")
_STRONG = re.compile(r"(\*\*|__|\'\'\')(?=[^\s、，。；：])(.{1,400}?)(?<=\S)\1")
_CELL_EMPHASIS = re.compile(r"((?:^|\|)\s*)([*_])(?=[^\s*_])([^*_|]*)(?<=\S)\2(?=\s*(?:\||$))")
_BULLET = re.compile(r"^\s*(?:[*+-]|>)\s+(?=\S)")
_ESCAPE = re.compile(r"\\([!-/:-@\[\]-`{}~])")
_BREAK = re.compile(r"(?<=[^\s\\])\\{1,2}(?=\s|$)")
_ANCHOR = re.compile(r"<<[^<>]{0,40}>>")
_FENCE = re.compile(r":{3,}.*|(?:\s*[*_]){3,}\s*")
_STROKES = frozenset("|:+=- \t")


def has_marks(text: str) -> bool:
    """Whether a text was written with marks."""
    return _SIGNS.search(text) is not None


def unmarked(lines: list[str]) -> tuple[list[str], list[int]]:
    """The lines as their writer meant them, and the level of those that are headings, 0 for others."""
    pairs = [_unmarked(line) for line in lines]
    for i, line in enumerate(lines[1:], 1):
        mark = _UNDERLINE.fullmatch(line.strip())
        above = pairs[i - 1][0].strip()
        if mark and above and "|" not in above and len(line.strip()) >= len(above):
            pairs[i - 1] = above, 1 if mark[1][0] == "=" else 2
            pairs[i] = "", 0
    return [line for line, _ in pairs], [level for _, level in pairs]


def unmarked_grid(grid: Grid) -> Grid:
    """The grid with the marks in its cells taken off."""
    rows = [[cell._replace(text=_unmarked(cell.text)[0]) for cell in row] for row in grid.rows]
    return Grid(rows, grid.positioned, grid.rows_marked)


def _unmarked(line: str) -> tuple[str, int]:
    if _FENCE.fullmatch(line):
        return "", 0
    level = 0
    heading = _HEADING.fullmatch(line)
    if heading:
        level, line = len(heading[1]), _without_end(heading[2].rstrip())
    line = _SPAN_END.sub("", _SPAN.sub(r"\1", _LINK.sub(r"\1", line)))
    if line.lstrip().startswith("[") and "]" not in line:  # a span that goes on in the next line
        line = line.lstrip()[1:]
    if "|" not in line:
        line = _BULLET.sub("", line)
    line = _STRONG.sub(r"\2", _STRONG.sub(r"\2", line))
    line = _CELL_EMPHASIS.sub(r"\1\3", _CELL_EMPHASIS.sub(r"\1\3", line))
    if "<<" in line:
        line = _ANCHOR.sub("", line)
    if "---" in line and not _STROKES.issuperset(line):
        line = line.replace("---", "—")
    if "|" not in line:
        line = _BREAK.sub("", line)
    return _ESCAPE.sub(r"\1", line), level


def _without_end(heading: str) -> str:
    """A heading without the marks behind it: those that close it, or its attributes in braces."""
    if heading.endswith("}") and (at := heading.rfind("{")) > 0:
        return heading[:at].rstrip()
    closed = heading.rstrip("#=")
    return closed.rstrip() if closed.endswith(" ") else heading
