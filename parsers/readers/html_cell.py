"""The text of one cell element, as a reader of the page sees it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from parsers.text import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_APART = frozenset({"br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "tr"})
STRUCK = frozenset({"del", "s", "strike"})
_UNSEEN = STRUCK | {"button", "noscript", "rp", "rt", "template"}
RAISED = frozenset({"sub", "sup"})
_MADE = frozenset({"img", "input", "select"})
_SPECIAL = _UNSEEN | RAISED | _MADE
_TYPED = frozenset({"", "number", "tel", "text"})
_SPACER = re.compile(r"spacer|blank|space|pixel|transparent|dot\.", re.IGNORECASE)
_PICTURE = "[图片]"
_LEVELS = 20


def text_of(cell: _Element) -> str:
    """The cell's text; lines and paragraphs inside it are set apart by a blank, so that two numbers never join.

    Struck text is left out. A raised mark behind a digit is put in brackets: ``12<sup>1</sup>`` is ``12[1]`` and not 121.
    A field gives its value; a picture that stands alone gives ``[图片]``, since the cell is not blank.
    """
    while children := len(cell):
        if children > 1:
            break
        child = cell[0]  # a wrapper without words of its own: the text is that of the one inside
        if child.tag in _SPECIAL or not (_is_blank(cell.text) and _is_blank(child.tail)):
            break
        cell = child
    else:
        return tidy(cell.text or "") or _picture(cell)
    words: list[str] = []
    _gather(cell, words, _LEVELS)
    return tidy("".join(words)) or _picture(cell)


def _is_blank(text: str | None) -> bool:
    return not text or text.isspace()


def _gather(element: _Element, words: list[str], levels: int) -> None:
    """Collect the text inside an element; what is nested deeper than so many levels by a walk that knows no bottom."""
    if text := element.text:
        words.append(text)
    for child in element:
        tag = child.tag
        is_apart = tag in _APART
        if is_apart:
            words.append("\n")
        if tag in _SPECIAL:
            words.append(_special(child, words))
        elif not len(child):
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


def _special(element: _Element, before: list[str]) -> str:
    """What an element shows whose content is not simply its text."""
    tag = element.tag
    if tag == "input":
        return (element.get("value") or "") if element.get("type", "").lower() in _TYPED else ""
    if tag == "select":
        options = list(element.iter("option"))
        chosen = [option for option in options if option.get("selected") is not None]
        return next((_all_text(option) for option in chosen or options), "")
    return raised(element, before) if tag in RAISED else ""


def raised(element: _Element, before: list[str]) -> str:
    """The text of a raised or lowered element: in brackets where it follows a digit, of which it is no part."""
    text = _all_text(element).strip()
    follows = "".join(before[-8:]).rstrip()[-1:]
    return f"[{text.strip('[]')}]" if text and follows.isdigit() else text


def _all_text(element: _Element) -> str:
    return "".join(str(text) for text in element.itertext())


def _picture(cell: _Element) -> str:
    """What stands for a picture in a cell without words; a picture that only keeps a cell open is nothing."""
    for image in cell.iter("img"):
        small = any((image.get(name) or "").strip("px ") in ("0", "1", "2", "3") for name in ("width", "height"))
        if image.get("src") and not small and not _SPACER.search(image.get("src", "")):
            return f"{_PICTURE}{tidy(image.get('alt', ''))}"
    return ""


def _walk(top: _Element) -> Iterator[str]:
    walker = etree.iterwalk(top, events=("start", "end"))
    for event, element in walker:
        if element.tag in _APART:
            yield "\n"
        if event == "start":
            if element.tag in _UNSEEN:
                walker.skip_subtree()
            else:
                yield element.text or ""
        elif element is not top:
            yield element.tail or ""
