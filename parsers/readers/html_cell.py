"""The text of one cell element."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from parsers.text import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_APART = frozenset({"br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "tr"})
_LEVELS = 20


def text_of(cell: _Element) -> str:
    """The cell's text; lines and paragraphs inside it are set apart by a blank, so that two numbers never join."""
    while children := len(cell):
        if children > 1:
            break
        child = cell[0]  # a wrapper without words of its own: the text is that of the one inside
        if not (_is_blank(cell.text) and _is_blank(child.tail)):
            break
        cell = child
    else:
        return tidy(cell.text or "")
    words: list[str] = []
    _gather(cell, words, _LEVELS)
    return tidy("".join(words))


def _is_blank(text: str | None) -> bool:
    return not text or text.isspace()


def _gather(element: _Element, words: list[str], levels: int) -> None:
    """Collect the text inside an element; what is nested deeper than so many levels by a walk that knows no bottom."""
    if text := element.text:
        words.append(text)
    for child in element:
        is_apart = child.tag in _APART
        if is_apart:
            words.append("\n")
        if not len(child):
            if text := child.text:
                words.append(text)
        elif levels:
            _gather(child, words, levels - 1)
        else:
            words.extend(_walk(child))
        if is_apart:
            words.append("\n")
        if text := child.tail:
            words.append(text)


def _walk(top: _Element) -> Iterator[str]:
    for event, element in etree.iterwalk(top, events=("start", "end")):
        if element.tag in _APART:
            yield "\n"
        if event == "start":
            yield element.text or ""
        elif element is not top:
            yield element.tail or ""
