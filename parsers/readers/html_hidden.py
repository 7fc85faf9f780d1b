"""Which elements of a page a reader never sees: decoys, templates and the other tabs of a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

if TYPE_CHECKING:
    from lxml.etree import _Element

_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_END = r"\s*(?:;|!|$)"
_FADED = re.compile(
    rf"line-through|opacity\s*:\s*0+(?:\.0*)?{_END}|(?:left|text-indent)\s*:\s*-\d{{4,}}"
    rf"|^(?=.*overflow\s*:\s*hidden).*(?<![\w-])(?:max-)?height\s*:\s*0(?:px)?{_END}",
    re.IGNORECASE,
)
_TINY = re.compile(rf"font-size\s*:\s*0+(?:\.0*)?(?:[a-z]{{2,3}}|%)?{_END}", re.IGNORECASE)
_WHITE = re.compile(
    rf"(?<![\w-])color\s*:\s*(?:#fff(?:fff)?|white|rgba?\(255,\s*255,\s*255[^)]*\)){_END}", re.IGNORECASE
)
_WHITES = frozenset({"#fff", "#ffffff", "white"})
_MAY_HIDE = (b"display:none", b"visibility:collapse")
_MAY_FADE = tuple(
    b"line-through opacity:0 font-size:0 height:0 text-indent:- left:- color:#fff color:white color:rgb".split()
)
_MAY_BE_WHITE = tuple(b"color=" + mark + white for mark in (b'"', b"'", b"") for white in (b"#fff", b"white"))
"""A page with hidden, faded, or white elements, by their style or as fonts, holds one of these in lower case and without blanks."""
_STYLE_VALUES = re.compile(rb"""style=("[^"]*|'[^']*|[^"'>][^>]*)""")
_LOWER = bytes(range(256)).lower()
_BLANKS = b" \t\r\n\f"
_styled = etree.XPath("descendant-or-self::*[@style]")
_marked = etree.XPath("descendant-or-self::*[@style or @hidden]")
_named = etree.XPath("descendant-or-self::*[@style or @hidden or @class or @id]")
_INNER = frozenset({"a", "b", "em", "font", "i", "span", "strong", "u"})
_CONDITIONAL = re.compile(r"@(?!media\s+(?:all|screen)\s*\{)[^{};@]*\{(?:[^{}@]*\{[^{}@]*\})*[^{}@]*\}")
_RULE = re.compile(r"(?:^|(?<=[{}]))([^{}]+)\{([^{}]*)\}")
_SIMPLE = re.compile(r"(?:[a-zA-Z]+)?([.#])([\w-]+)")


class Signs(NamedTuple):
    """What in a page may hide elements: faded by their style, white as fonts, or hidden; and whether it has style sheets."""

    fades: bool
    whitens: bool
    hides: bool
    sheets: bool

    def are_near(self) -> bool:
        """Whether elements that bear no sign themselves are shown where nothing around them is hidden, and hide nothing."""
        return not self.whitens and not (self.hides and self.sheets)


def signs_of(source: bytes) -> Signs:
    """The signs of hidden elements in a page in UTF-8, told without its tree."""
    packed = source.translate(_LOWER, _BLANKS)
    styles = _styles(packed)
    fades = any(map(styles.__contains__, _MAY_FADE))
    whitens = fades or (b"<font" in packed and any(map(packed.__contains__, _MAY_BE_WHITE)))
    hides = b"hidden" in packed or any(map(styles.__contains__, _MAY_HIDE))
    return Signs(fades, whitens, hides, b"<style" in packed)


def bears_sign(attributes: str, *, is_font: bool = False) -> bool:
    """Whether the attributes of a tag, as they are written, may hide its element."""
    lower = attributes.lower()
    if "hidden" in lower:
        return True
    if "style" not in lower and not (is_font and "color" in lower):
        return False
    packed = "".join(lower.split()).encode()
    signs = (*_MAY_HIDE, *_MAY_FADE, *_MAY_BE_WHITE, b"&") if is_font else (*_MAY_HIDE, *_MAY_FADE, b"&")
    return any(map(packed.__contains__, signs))


def hidden_elements(root: _Element, signs: Signs) -> set[_Element]:
    """Elements hidden by their own style or attribute, or by a plain ``.class`` or ``#id`` rule of the page's style sheet.

    Rules under a condition (``@media``) do not count: what is hidden on paper or on small screens is shown. `signs`
    are those of the page. The content of what is found is cleared, since it must not reach the text of an element around it;
    the elements keep their place.
    """
    styled: Any = _styled(root) if signs.fades else ()
    fonts = root.iter("font") if signs.whitens else ()
    for element in [element for elements in (styled, fonts) for element in elements if _is_faded(element)]:
        _clear(element)
    if not signs.hides:
        return set()
    classes, ids = _hiding_rules(root)
    marked: Any = (_named if classes or ids else _marked)(root)
    hidden = {element for element in marked if _hides(element, classes, ids)}
    for element in hidden:
        _clear(element)
    return hidden


def _styles(packed: bytes) -> bytes:
    """All that styles of a page say, each once; the page itself where it has style sheets, or values that may hide others."""
    values = set(_STYLE_VALUES.findall(packed))
    styles = b"\n".join(values)
    return packed if b"<style" in packed or b"style=" in styles else styles


def _clear(element: _Element) -> None:
    tail = element.tail
    element.clear()
    element.tail = tail


def _is_faded(element: _Element) -> bool:
    """Whether an element keeps its place and yet shows nothing: struck, without size, off the page, white on white."""
    style = element.get("style", "")
    if style and _FADED.search(style):
        return True
    if style and _TINY.search(style):
        return not any(_sets_size(inner) for inner in element.iterdescendants("*"))
    if not (_WHITE.search(style) or (element.tag == "font" and element.get("color", "").lower() in _WHITES)):
        return False
    return _is_among_others(element) and not any(_has_ground(e) for e in (element, *element.iterancestors()))


def _sets_size(element: _Element) -> bool:
    return element.tag == "font" or "font" in element.get("style", "") or element.get("class") is not None


def _has_ground(element: _Element) -> bool:
    return "background" in element.get("style", "").lower() or any(map(element.get, ("bgcolor", "background")))


def _is_among_others(element: _Element) -> bool:
    """Whether white words stand in a cell beside others: a cell or heading all in white has its ground from a style sheet."""
    cell = next(element.iterancestors("td"), None)
    if element.tag not in _INNER or cell is None:
        return False
    return len("".join(map(str, cell.itertext())).strip()) > len("".join(map(str, element.itertext())).strip())


def _hides(element: _Element, classes: set[str], ids: set[str]) -> bool:
    if element.tag in ("html", "body"):
        return False
    if element.get("hidden") is not None or element.get("id") in ids:
        return True
    style = element.get("style")
    if style and _STYLE.search(style):
        return True
    return bool(classes) and not classes.isdisjoint(element.get("class", "").split())


def _hiding_rules(root: _Element) -> tuple[set[str], set[str]]:
    found: dict[str, set[str]] = {".": set(), "#": set()}
    for sheet in root.iter("style"):
        for selectors, body in _RULE.findall(_CONDITIONAL.sub("", sheet.text or "")):
            if _STYLE.search(body):
                for selector in selectors.split(","):
                    match = _SIMPLE.fullmatch(selector.strip())
                    if match:
                        found[match.group(1)].add(match.group(2))
    return found["."], found["#"]
