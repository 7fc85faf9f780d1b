"""The reports that one address showed, one after the other: a column that is itself the report shows another every year.

Captures are of one report when neither year nor agency speaks against it. The same numbers for the same year under
another agency's name are a corrected name, and not another report; another year always is one, since agencies copy forward.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive.build.outcome import Outcome
    from archive.captures import Capture


@dataclass(frozen=True, slots=True)
class Version:
    """One capture with a report or a file under a report's title, whose it says to be, and the title of the link where that names a report."""

    capture: Capture
    payload: str
    outcome: Outcome
    agency: str | None
    year: int | None
    title: str = ""


@dataclass(slots=True)
class Edition:
    """The captures of one report at one address, oldest first."""

    agency: str | None
    year: int | None
    versions: list[Version] = field(default_factory=list)

    def best(self) -> Version:
        """The newest one that is whole; a text that others made of the page only where the page itself is not here."""
        pages = [one for one in self.versions if not one.capture.is_conversion] or self.versions
        whole = [one for one in pages if not one.outcome.code]
        return (whole or pages)[-1]


def editions(versions: Iterable[Version]) -> list[Edition]:
    """The reports of one address in the order in which they were first seen there."""
    found: list[Edition] = []
    for version in versions:
        edition = next((one for one in reversed(found) if _is_same(one, version)), None)
        if edition is None:
            edition = Edition(version.agency, version.year)
            found.append(edition)
        edition.agency, edition.year = version.agency or edition.agency, version.year or edition.year
        edition.versions.append(version)
    return found


def _is_same(edition: Edition, version: Version) -> bool:
    if edition.year and version.year and edition.year != version.year:
        return False
    cells = version.outcome.cells_hash
    same_numbers = bool(cells) and cells == edition.versions[-1].outcome.cells_hash
    return same_numbers or _may_be_one(edition.agency, version.agency)


def _may_be_one(one: str | None, other: str | None) -> bool:
    """Whether two names may be one agency's: one unknown, or one the other in full."""
    return not one or not other or one in other or other in one
