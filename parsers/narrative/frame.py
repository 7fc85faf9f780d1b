"""What a sentence says about the reach of its numbers: another year, part of the year, a wider or narrower body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from parsers.narrative.scan import Token

_SCOPES = ("wide", "own", "office")


class Frame(NamedTuple):
    """Limits per token of a sentence; None where the number belongs to a year that cannot be told."""

    year: int | None
    limits: list[dict[str, Any] | None]

    def at(self, number: int) -> dict[str, Any] | None:
        """The limits of the token with this number."""
        return self.limits[number]


def frame(tokens: list[Token], year: int | None) -> Frame:
    """Walk the sentence once. `year` is the report's own."""
    limits: list[dict[str, Any] | None] = []
    other: int | None = None
    is_unknown = False
    scope = part = ""
    for token in tokens:
        if token.name == "year":
            said = int(re.sub(r"\D", "", token.text)[:4])
            other = said if year and said != year else None
            is_unknown = False
        elif token.name == "last year":
            other = year - 1 if year else None
            is_unknown = year is None
        elif token.name == "part of the year":
            part = token.text
        elif token.name in _SCOPES:
            scope = token.text
        known: dict[str, Any] = {}
        if scope:
            known["scope"] = scope
        if part:
            known["part"] = part
        if other:
            known["year"] = other
        limits.append(None if is_unknown else known)
    return Frame(year, limits)
