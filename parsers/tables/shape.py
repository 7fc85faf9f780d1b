"""The shape of a row: its words as they are printed, with marks for the values between them, and how many cells it has.

What a row is hangs on its words and on where values stand, never on the values. Shapes repeat from report to report, so
what they mean is worked out once.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from parsers.remembered import remembered
from parsers.tables.roles import roles
from parsers.tables.statistics import is_statistics_header
from parsers.text import read_label, read_value
from parsers.words import is_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parsers.document import GridCell

Shape = tuple[str, int]
"""What stands in a row up to its last word, joined, and the number of its cells; behind the last word are values and blanks."""
NUMBER = "0"
MARK = "/"
_VALUE, _APART = "\x1e", "\x1f"
"""What stands for a value in a shape, and between its cells; white space that no text has within."""

text_of = itemgetter(0)
"""The text of a `GridCell`."""


class Traits(NamedTuple):
    """What the words of a row say.

    `roles` are those that they may have, `behind` is the place behind the last word. The row may belong to the header of
    the statistics, of table three (`is_header`), or of table four: by a case (`names_case`) or by outcomes, of which one
    is enough once table four has begun. `is_request`: it may be a row of table three.
    """

    roles: frozenset[str]
    behind: int
    is_statistics_header: bool
    is_header: bool
    names_case: bool
    outcomes: int
    is_request: bool


def shape_of(row: Sequence[GridCell]) -> Shape:
    """The shape of a row."""
    return _APART.join(map(_said, map(text_of, row))).rstrip(_VALUE + _APART), len(row)


def parts_of(shape: Shape) -> list[str]:
    """The cells of a shape up to its last word: words, blanks, or a mark for any value."""
    return shape[0].split(_APART) if shape[0] else []


@remembered(1 << 16)
def _said(text: str) -> str:
    part = part_of(text)
    return _VALUE if part in (NUMBER, MARK) else part.replace(_VALUE, " ").replace(_APART, " ")


@remembered(1 << 16)
def part_of(text: str) -> str:
    """What a cell says if values do not matter but for their kind. A number that can be a year stays: it may head a column."""
    kind = read_value(text).kind
    if not text or kind == "text" or _may_be_year(text):
        return text
    return NUMBER if kind == "number" else MARK


def _may_be_year(text: str) -> bool:
    if text.isascii() and (len(text) < len("2019") or "2" not in text or "0" not in text):
        return False  # what is looked at next is made of the text's own characters
    core = read_label(text).core
    return len(core) == len("2019") and core.startswith("20")


@remembered(1 << 14)
def traits(shape: Shape) -> Traits:
    """What the words of a row say."""
    parts = parts_of(shape)
    behind = 1 + max((i for i, text in enumerate(parts) if is_word(text)), default=-1)
    found = frozenset(role for text in parts for role in clear_roles(text))
    own = Traits(
        roles=found,
        behind=behind,
        is_statistics_header=is_statistics_header(parts),
        is_header=_is_header(parts),
        names_case=bool(found & {"case", "challenge"}) and not found & {"request", "row"},
        outcomes=_outcomes(parts) if "outcome" in found and not found & {"group", "results", "row"} else 0,
        is_request=bool(found & {"request", "group", "results"}),
    )
    return _shared(own)


_shared = remembered(1 << 10)(lambda own: own)
"""Traits, each once: many shapes have the same."""


def clear_roles(text: str) -> Iterable[str]:
    """The roles of a cell; 总计 and 其他 are taken for columns here, the walk of table three knows its own rows."""
    found = roles(text)
    return found.keys() - {"request"} if "applicant" in found else found.keys()


def _outcomes(parts: Sequence[str]) -> int:
    """How many cells of a row name an outcome of a case; at least one where the words may be one."""
    return max(1, sum(roles(text).keys() == {"outcome"} for text in parts))


def _is_header(parts: Sequence[str]) -> bool:
    """Whether a row belongs to the header of table three."""
    kinds = 0
    for text in parts:
        found = roles(text)
        if "header" in found:
            return True
        if "applicant" in found:
            kinds += found["applicant"] not in {"total", "other"}
        elif "results" in found or "group" in found or "request" in found:
            return False
    return kinds >= 2
