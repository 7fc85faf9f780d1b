"""What names the row or the grid cell that a link stands in: many links only say 查看, 下载, or show a picture."""

from __future__ import annotations

from parsers.listings.elements import Element, text_of

_LONGEST = 80
_ROWS = ("tr", "li", "dd", "dt", "p")


def row_label(node: Element) -> str:
    """Text beside a link in its row: the first cell and the column's head in a table, what precedes it elsewhere."""
    for parent in node.iterancestors():
        if parent.tag == "tr":
            return _cell_label(node, parent)
        if parent.tag in _ROWS:
            return _short(_before(node, parent))
        if parent.tag in ("body", "table", "ul", "dl"):
            break
    return ""


def block_heading(node: Element) -> str:
    """The heading of the block whose 更多 a link is: the text before it, other links left out, in the nearest of three parents."""
    for _, parent in zip(range(3), node.iterancestors(), strict=False):
        said = _short(_before(node, parent))
        if said:
            return said
        if parent.tag == "body":
            break
    return ""


def _before(node: Element, parent: Element) -> str:
    """The text of `parent` that stands before `node`, other links left out."""
    said = [parent.text or ""]
    holder = _holder(node, parent)
    for child in parent:
        if child is holder:
            break
        if child.tag != "a" and isinstance(child.tag, str):
            said.append(text_of(child))
        said.append(child.tail or "")
    return " ".join(said)


def _holder(node: Element, parent: Element) -> Element:
    """The child of `parent` that holds `node`."""
    while (above := node.getparent()) is not None and above is not parent:
        node = above
    return node


def _cell_label(node: Element, row: Element) -> str:
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    holder = _holder(node, row)
    place = next((i for i, cell in enumerate(cells) if cell is holder), 0)
    named = "" if place == 0 else _short(text_of(cells[0]))
    if place > 0 and not _is_name(named):  # a running number or a bullet stands first
        named = _short(text_of(cells[1])) if place > 1 else ""
    return " ".join(filter(None, (named, _head(row, place))))


def _head(row: Element, place: int) -> str:
    """The head of the column, where the table has a row of them."""
    table = next(row.iterancestors("table"), None)
    first = next(table.iter("tr"), None) if table is not None else None
    if first is None or first is row:
        return ""
    heads = [cell for cell in first if cell.tag in ("td", "th")]
    if any(cell.find(".//a") is not None for cell in heads) or len(heads) != len(
        [c for c in row if c.tag in ("td", "th")]
    ):
        return ""
    return _short(text_of(heads[place])) if place < len(heads) else ""


def _is_name(text: str) -> bool:
    return any(char.isalpha() for char in text)


def _short(text: str) -> str:
    folded = " ".join(text.split()).strip(" :：·|-")
    return folded if len(folded) <= _LONGEST else ""
