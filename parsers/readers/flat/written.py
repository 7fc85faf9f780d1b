"""Tables as typesetters and wikis write them (LaTeX, MediaWiki, AsciiDoc), made lines with bars; every row stays in its line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_LATEX = re.compile(r"\\begin\{(longtable|tabular)\}.*")
_LATEX_ENDS = ("\\end{longtable}", "\\end{tabular}")
_COMMAND = re.compile(
    r"\\multi(?:column|row)\{\d+\}\{[^{}]*\}|\\(?:begin|end)\{\w+\}(?:\[\w*\])?(?:\{\\linewidth\})?|\\hspace\{[^{}]*\}|\\[a-zA-Z]+"
)
_WIKI_STYLE = re.compile(r"^[|!](?: ?[\w-]+=\"[^\"]*\")+\|")
_ASCII_CELL = re.compile(r"(?:^|(?<=\s))(?:\d*(?:\.\d+)?\+)?[<^>]?[a-z]?\|")
_COLUMNS = re.compile(r"cols=\"([^\"]*)\"")


def as_bars(text: str) -> str:
    """The text with such tables as rows with bars; the text itself where it holds none."""
    if text[:64].lstrip()[:9].lower().startswith(("<!doctype", "<html", "<?xml", "<head", "<meta")):
        return text
    if "\\begin{longtable}" in text or "\\begin{tabular}" in text:
        return _between(text, _is_latex, lambda line: line.startswith(_LATEX_ENDS), _latex)
    if "\n{|" in text:
        return _between(text, lambda line: line.startswith("{|"), lambda line: line.startswith("|}"), _wiki)
    if "\n|===" in text:
        return _between(text, lambda line: line == "|===", lambda line: line == "|===", _ascii)
    return text


def _between(
    text: str,
    opens: Callable[[str], bool],
    closes: Callable[[str], bool],
    rows: Callable[[Sequence[str], str], list[str]],
) -> str:
    """The text with the lines from one that opens a table to the one that closes it written anew, as many as there were."""
    lines = text.replace("\r\n", "\n").split("\n")
    found: list[str] = []
    at = 0
    while at < len(lines):
        if not opens(lines[at]):
            found.append(lines[at])
            at += 1
            continue
        end = next((n for n in range(at + 1, len(lines)) if closes(lines[n])), 0)
        if not end:
            return "\n".join([*found, *lines[at:]])
        found += ["", *rows(lines[at + 1 : end], lines[at - 1] if at else ""), ""]
        at = end + 1
    return "\n".join(found)


def _is_latex(line: str) -> bool:
    return _LATEX.match(line) is not None


def _latex(lines: Sequence[str], _before: str) -> list[str]:
    """Rows end with two strokes; within a small page these only break the line."""
    found = [""] * len(lines)
    start, row, is_inside = 0, "", False
    for n, line in enumerate(lines):
        start = start if row else n
        is_inside = (is_inside or "\\begin{minipage}" in line) and "\\end{minipage}" not in line
        if not is_inside and line.rstrip().endswith("\\\\"):
            found[start] = _barred((row + line.rstrip()[:-2]).split("&"))
            row = ""
        else:
            row += line.rstrip().rstrip("\\")
    return found


def _wiki(lines: Sequence[str], _before: str) -> list[str]:
    found = [""] * len(lines)
    start, cells = 0, list[str]()
    for n, line in enumerate([*lines, "|-"]):
        if line.startswith("|-"):
            if cells:
                found[start] = _barred(cells)
            start, cells = n + 1, []
        elif line[:1] in ("|", "!"):
            cells.append(_WIKI_STYLE.sub("", line).lstrip("|!"))
        elif cells:
            cells[-1] += line
    return found


def _ascii(lines: Sequence[str], before: str) -> list[str]:
    """As many cells make a row as the line before the table names columns, else as its first line holds."""
    columns = _COLUMNS.search(before)
    cells: list[tuple[int, str]] = []
    for n, line in enumerate(lines):
        head, *parts = _ASCII_CELL.split(line)
        if cells and head.strip():
            cells[-1] = cells[-1][0], cells[-1][1].removesuffix(" +") + head.strip()
        cells += [(n, part.strip()) for part in parts]
    first = sum(n == cells[0][0] for n, _ in cells) if cells else 1
    width = columns[1].count(",") + 1 if columns else first
    found = [""] * len(lines)
    for at in range(0, len(cells), width):
        own = cells[at : at + width]
        found[own[0][0]] += _barred([text.removesuffix(" +") for _, text in own])
    return found


def _barred(cells: Sequence[str]) -> str:
    bare = (_COMMAND.sub("", cell.replace("\\textbackslash", "/")) for cell in cells)
    return f"| {' | '.join(cell.translate(_BRACES).strip() for cell in bare)} |"


_BRACES = {ord("{"): None, ord("}"): None, ord("|"): " "}
