"""Whose figures a report holds: a whole area's (consolidated), the government's own office's, or a department's."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from parsers.metadata.where import in_line
from parsers.model import Fact
from parsers.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.document import Paragraph

CONSOLIDATED, OWN_OFFICE, DEPARTMENT = "consolidated", "own_office", "department"
_GOVERNMENTS = ("government", "government_office", "development_zone")


def read_scope(kind: str | None, level: str | None, lines: Sequence[Paragraph]) -> Fact | None:
    """The scope, from what the lines before and at the beginning of the report say, else from the kind of the body.

    Only a government above the township, its office or a zone can consolidate. A government that does not say what its
    figures cover has no scope: it is not guessed.
    """
    if kind in _GOVERNMENTS and level != "township":
        for line in lines:
            folded = squeeze(line.text)
            for scope, pattern in _patterns():
                if match := pattern.search(folded):
                    return Fact(scope, "text", where=in_line(line, match.start()))
        return Fact(OWN_OFFICE, "agency kind", inferred=True) if kind == "government_office" else None
    return Fact(DEPARTMENT, "agency kind", inferred=True) if kind else None


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    raw = tomllib.loads((files("parsers.metadata") / "scope.toml").read_text(encoding="utf-8"))
    return tuple((scope, re.compile("|".join(raw[scope]))) for scope in (OWN_OFFICE, CONSOLIDATED))
