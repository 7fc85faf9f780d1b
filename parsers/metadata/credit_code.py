"""Unified social credit codes (GB 32100-2015) in index numbers and addresses; proved by their check digit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from parsers.document import Paragraph, locator_of
from parsers.metadata.where import Where, in_text
from parsers.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from parsers.document import Block

_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 characters of the standard: no I, O, S, V, Z."""
_CODE = re.compile(rf"(?<![0-9A-Za-z])1[1239]\d{{6}}[{_LETTERS}]{{10}}(?![0-9A-Za-z])", re.IGNORECASE)
"""Codes that the authorities for state organs give out (first digit 1); a company's at the foot of a page is not wanted."""
_BEGINNINGS = ("11", "12", "13", "19")
_SHORTEST = 18
_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))


class CreditCode(NamedTuple):
    """A code with its right check digit, and where it stands. `source` is ``index number`` or ``url``."""

    code: str
    source: str
    where: Where

    @property
    def region(self) -> str:
        """Region of the authority that registered the body: the third to the eighth digit."""
        return self.code[2:8]


def is_valid(code: str) -> bool:
    """Whether the last character is the check digit of the first seventeen."""
    if len(code) != _SHORTEST or any(c not in _LETTERS for c in code):
        return False
    total = sum(_LETTERS.index(c) * weight for c, weight in zip(code, _WEIGHTS, strict=False))
    return _LETTERS[(31 - total % 31) % 31] == code[17]


def find_credit_code(blocks: Iterable[Block], url: str | None) -> CreditCode | None:
    """The one valid code that the lines before the report name, else the one in the URL; None where two differ."""
    printed = list(_printed(blocks))
    found = printed or [CreditCode(code, "url", {"url": url}) for code in _valid(url or "", is_url=True)]
    return found[0] if len({one.code for one in found}) == 1 else None


def _printed(blocks: Iterable[Block]) -> Iterator[CreditCode]:
    for block in blocks:
        for one in (block,) if isinstance(block, Paragraph) else block.cells():
            text = one.text
            if len(text) >= _SHORTEST and any(map(str.isdigit, text)):
                folded = squeeze(text)
                for code in _valid(folded) if any(map(folded.__contains__, _BEGINNINGS)) else ():
                    locator = one.locator if isinstance(one, Paragraph) else locator_of(one)
                    yield CreditCode(code, "index number", in_text(text, locator, folded.upper().find(code)))


def _valid(text: str, *, is_url: bool = False) -> list[str]:
    text = re.sub(r"%[0-9A-Fa-f]{2}", "/", text) if is_url else text
    found = (match.group().upper() for match in _CODE.finditer(text))
    return list(dict.fromkeys(code for code in found if is_valid(code)))
