"""One thing that is wrong in a file, and how to mend it."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Fault(NamedTuple):
    """`place` is a file, with the line where there is one; an ``error`` stops the crawl or loses reports, a ``warning`` may."""

    place: str
    what: str
    mend: str
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}: {self.what}; {self.mend}"
