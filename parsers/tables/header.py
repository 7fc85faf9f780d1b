"""The header of table three: its leaf columns, in the order in which values stand under them."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from parsers.form import load_form
from parsers.remembered import remembered
from parsers.tables.place import Leaf
from parsers.tables.roles import near, roles
from parsers.text import read_label, squeeze

if TYPE_CHECKING:
    from parsers.document import GridCell

_FEWEST = 4
"""Columns that must be named for the others to be told by them."""
_ALIKE = 0.5
"""Share of a name's characters that a garbled text must have in their order."""
_LONGEST = 0.5
"""A text of more than twice the name's length must have more of them."""
_PARENTS = {"法人或其他组织", "申请人情况"}


def standard_leaves() -> list[Leaf]:
    """The seven columns in the form's order, without positions."""
    return [Leaf(a.key, a.label) for a in load_form().applicants]


def read_leaves(rows: list[list[GridCell]], *, positioned: bool) -> list[Leaf] | None:
    """The leaves of a header of one to four rows; None when its columns cannot be told.

    Positions come first. Where spans are wrong or unknown, the seven words themselves are enough: when every one of
    them is there and nothing else, the form's order holds.
    """
    by_place = _by_neighbours(_by_place(rows)) if positioned else None
    if by_place and _complete(by_place):
        return by_place if _parent_covers(rows, by_place) else _whole_order(rows)
    words = [cell for row in rows for cell in row]
    keys, strange = _keys_of(words[1:] if _begins_with_corner(rows) else words)
    if len(keys) == len(load_form().applicants) and not strange:
        return standard_leaves()
    joined = by_place or [leaf for leaf in _by_order(rows) if leaf.key]
    if not positioned and len(joined) < len(words) - sum(_is_frame(cell.text) for cell in words):
        return None  # words that are no column, and no places to tell what they belong to
    if joined and sum(leaf.key is not None for leaf in joined) >= 3:
        return joined
    return None


def _parent_covers(rows: list[list[GridCell]], leaves: list[Leaf]) -> bool:
    """Whether 法人或其他组织, where it is printed, spans the five columns below it and no other: else spans are wrong."""
    parents = [c for row in rows for c in row if read_label(c.text).core == "法人或其他组织"]
    below = {a.key for a in load_form().applicants if a.parent}
    return not parents or all(
        (leaf.key in below) == any(p.x <= leaf.start < p.x + p.colspan for p in parents) for leaf in leaves
    )


def _whole_order(rows: list[list[GridCell]]) -> list[Leaf] | None:
    """The columns in printed order where every one of them is printed; places are not to be trusted."""
    leaves = [Leaf(leaf.key, leaf.label) for leaf in _by_order(rows)]
    return leaves if _complete(leaves) else None


def _complete(leaves: list[Leaf]) -> bool:
    keys = [leaf.key for leaf in leaves]
    return None not in keys and len(set(keys)) == len(keys) == len(load_form().applicants)


def is_named(leaf: Leaf) -> bool:
    """Whether the words of a header name its column; else its neighbours told it."""
    return leaf.key is None or _key(leaf.label) == leaf.key


def _by_neighbours(leaves: list[Leaf]) -> list[Leaf]:
    """The leaves, a garbled one named where its neighbours leave one column of the form and enough of its characters are left."""
    order = {applicant.key: n for n, applicant in enumerate(load_form().applicants)}
    known = [order.get(leaf.key or "", -1) for leaf in leaves]
    printed = [n for n in known if n >= 0]
    if printed != sorted(set(printed)) or len(printed) < _FEWEST:
        return leaves
    found = list(leaves)
    for i, leaf in enumerate(leaves):
        before = max(known[:i], default=-1)
        after = min((n for n in known[i + 1 :] if n >= 0), default=len(order))
        if leaf.key is None and after - before == 2:
            only = load_form().applicants[before + 1]
            if is_like(leaf.label, only.label):
                found[i] = leaf._replace(key=only.key)
    keys = [leaf.key for leaf in found if leaf.key]
    return found if len(set(keys)) == len(keys) else leaves


def is_like(text: str, name: str) -> bool:
    """Whether enough of a name's characters are left, in their order, in a garbled text that is not much longer."""
    name, text = squeeze(name), squeeze(text)
    same = SequenceMatcher(None, name, text, autojunk=False).get_matching_blocks()
    return sum(block.size for block in same) >= _ALIKE * max(len(name), _LONGEST * len(text))


def _key(text: str) -> str | None:
    return roles(text).get("applicant") or (near(text, "applicant") if text else None)


@remembered(1 << 12)
def _is_frame(text: str) -> bool:
    core = read_label(text).core
    return not text or "header" in roles(text) or core in _PARENTS or core.startswith("单位")


def _begins_with_corner(rows: list[list[GridCell]]) -> bool:
    """Whether the first cell stands over the labels, whatever is printed in it: 申请人情况 follows it."""
    return len(rows[0]) > 1 and read_label(rows[0][1].text).core == "申请人情况"


def _keys_of(cells: list[GridCell]) -> tuple[set[str], bool]:
    keys: set[str] = set()
    strange = False
    for cell in cells:
        if _is_frame(cell.text):
            continue
        key = _key(cell.text)
        if key:
            keys.add(key)
        else:
            strange = True
    return keys, strange


def _by_place(rows: list[list[GridCell]]) -> list[Leaf]:
    """Leaves by grid column: under each column the words of its own stack, read together or else the lowest alone."""
    width = min(max((c.x + c.colspan for row in rows for c in row), default=0), 64)
    stacks: list[list[GridCell]] = [[] for _ in range(width)]
    for row in rows:
        free = [True] * width
        for cell in row:
            is_frame = _is_frame(cell.text)
            for x in range(max(cell.x, 0), min(cell.x + cell.colspan, width)):
                if free[x] and not is_frame and cell not in stacks[x]:
                    stacks[x].append(cell)
                free[x] = False
    leaves: list[Leaf] = []
    for x, own in enumerate(stacks):
        if not own:
            continue
        if leaves and x and stacks[x - 1] == own:
            leaves[-1] = leaves[-1]._replace(end=x + 1)
            continue
        together = "".join(cell.text for cell in own)
        lowest = _key(own[-1].text)
        key = _key(together) or lowest
        leaves.append(Leaf(key, own[-1].text if key and key == lowest else together, x, x + 1))
    while leaves and leaves[0].key is None and leaves[0].start == 0:
        leaves.pop(0)  # the corner, whatever is printed in it
    return leaves


def _by_order(rows: list[list[GridCell]]) -> list[Leaf]:
    """Leaves by printed order: the words under 法人或其他组织 take its place in the row above."""
    top = next((row for row in rows if any(read_label(c.text).core == "法人或其他组织" for c in row)), None)
    if top is None:
        return [_leaf(c) for row in rows[-1:] for c in row if not _is_frame(c.text)]
    below = [c for row in rows[rows.index(top) + 1 :] for c in row if not _is_frame(c.text) and c not in top]
    leaves: list[Leaf] = []
    for cell in top:
        if read_label(cell.text).core == "法人或其他组织":
            leaves.extend(_leaf(c) for c in below)
        elif not _is_frame(cell.text):
            leaves.append(_leaf(cell))
    return leaves


def _leaf(cell: GridCell) -> Leaf:
    return Leaf(_key(cell.text), cell.text)
