"""Captured HTML written anew from an allow-list: structure and text stay, all that could act, hide or load is gone."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from lxml import etree

from parsers.readers.html_tree import Tree, cells_of, rows_of

if TYPE_CHECKING:
    from lxml.etree import _Element

    from parsers.model import Locator

KEPT = frozenset(
    "table thead tbody tfoot tr th td caption p div section article main header footer nav aside ul ol li dl dt dd br hr"  # noqa: SIM905
    " h1 h2 h3 h4 h5 h6 b strong em i u sub sup pre blockquote center span".split()
)
"""Elements that are written; others are left out and their text stays."""
DROPPED = frozenset(
    "script style template iframe frame frameset object embed applet svg math noscript head title textarea select option"  # noqa: SIM905
    " button input video audio canvas link meta base".split()
)
"""Elements that are left out with all that is in them."""
VOID = frozenset({"br", "hr"})
SPANS = ("colspan", "rowspan")
MARK = ' id="cell" class="gongkai-cell"'
_LONGEST_SPAN = 4
"""Digits of a colspan or rowspan that are believed."""


def harmless_html(text: str, locator: Locator | None) -> tuple[str, bool]:
    """Return the body of a captured page as harmless HTML, and whether the cell of `locator` was found and marked.

    The tree is the one the HTML reader sees, so that table, row and cell are counted alike.
    """
    try:
        tree = Tree(text)
    except ValueError:
        return "", False
    target = _cell(tree, locator)
    hidden = tree.hidden
    out: list[str] = []
    walker: Any = etree.iterwalk(tree.root, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            if element.tag in DROPPED or element in hidden:
                walker.skip_subtree()
                continue
            out += [_open(element, target), escape(element.text or "")]
        elif element.tag not in DROPPED and element not in hidden:
            out += [_close(element), escape(element.tail or "")]
        else:
            out.append(escape(element.tail or ""))
    return "".join(out), target is not None


def _cell(tree: Tree, locator: Locator | None) -> _Element | None:
    if locator is None or "table" not in locator:
        return None
    try:
        rows, _ = rows_of(tree.tables[locator["table"]])
        return cells_of(rows[locator["row"]])[locator["cell"]]
    except IndexError:
        return None


def _open(element: _Element, target: _Element | None) -> str:
    marked = MARK if element is target else ""
    if element.tag not in KEPT:
        return f"<span{marked}>" if marked else ""
    spans = "".join(
        f' {name}="{value}"'
        for name in SPANS
        if (value := (element.get(name) or "").strip()).isdecimal() and value.isascii() and len(value) <= _LONGEST_SPAN
    )
    return f"<{element.tag}{spans}{marked}>"


def _close(element: _Element) -> str:
    return f"</{element.tag}>" if element.tag in KEPT and element.tag not in VOID else ""
