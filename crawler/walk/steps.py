"""What a walk asks for, and what it is told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from parsers.listings import absolute
from parsers.recognition import judge_title

if TYPE_CHECKING:
    from crawler.walk.glance import Glance


class Role(StrEnum):
    """Why an address is asked for; it decides how the answer is read."""

    ROBOTS = "robots"
    HOME = "home"
    NOWHERE = "nowhere"
    PLATFORM = "platform"
    COLUMN = "column"
    LIST = "list"
    PROBE = "probe"
    CANDIDATE = "candidate"
    ARTICLE = "article"
    PART = "part"
    FILE = "file"
    UNITS = "units"
    UNIT = "unit"


PRIORITY = {
    Role.ROBOTS: 0,
    Role.HOME: 1,
    Role.NOWHERE: 2,
    Role.COLUMN: 10,
    Role.LIST: 11,
    Role.PROBE: 12,
    Role.ARTICLE: 20,
    Role.PART: 21,
    Role.FILE: 21,
    Role.CANDIDATE: 22,
    Role.PLATFORM: 30,
    Role.UNITS: 40,
    Role.UNIT: 41,
}
"""Lower goes first: what is certain before what is likely, and the site's own column before those of its units."""

MAX_HOPS = 5
"""Redirects that are followed for one step."""
REDIRECTS = (301, 302, 303, 307, 308)

REVISITED = frozenset({Role.HOME, Role.PLATFORM, Role.COLUMN, Role.LIST, Role.UNITS, Role.UNIT})
"""Roles asked for again on every visit, conditionally; what an article or file gave is kept and not asked for again."""


@dataclass(frozen=True, slots=True)
class Step:
    """One request to come. `depth` counts columns below columns, `hops` redirects, `root` the unit it belongs to.

    `root` is empty for the site's own pages. `title` is the best title of the link that led here. `otherwise` is asked
    for when this is missing; `context` is what the page that led here knew. `template`, `first` and `last` say how pages
    go on when a probe hits. `listed` is the address that stood in a link, once a redirect has led on.
    """

    url: str
    role: Role
    via: str | None = None
    title: str = ""
    depth: int = 0
    hops: int = 0
    tries: int = 0
    root: str = ""
    method: Literal["GET", "POST"] = "GET"
    body: str = ""
    content_type: str = ""
    otherwise: str | None = None
    template: str = ""
    first: int = 0
    last: int = 0
    strength: int = 0
    context: str = ""
    fresh: bool = False
    listed: str | None = None

    def moved(self, url: str) -> Step:
        """The same step at the address a redirect names."""
        listed = self.listed or self.url
        return replace(self, url=url, hops=self.hops + 1, method="GET", body="", otherwise=None, listed=listed)

    def again(self) -> Step:
        """The same step once more."""
        return replace(self, tries=self.tries + 1)


def names_later_year(title: str, before: str) -> bool:
    """Whether a link's title names a later year than the one by which its address is known: another report is there now."""
    now, then = judge_title(title).year, judge_title(before).year
    return bool(now and then and now > then)


Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: `status` and decoded `body`, or a `failure` in words with `status` None.

    `stored` when it was read from the archive and nothing was asked; `title` is that of the link by which it was found then.
    `glance` is what was read of it already.
    """

    url: str
    status: int | None
    headers: Headers = ()
    body: bytes = b""
    capture_id: str = ""
    failure: str = ""
    stored: bool = False
    unchanged: bool = False
    title: str = ""
    glance: Glance | None = None

    def header(self, name: str) -> str:
        """The first header of that name, or an empty text."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")

    @property
    def target(self) -> str | None:
        """Where a redirect leads, absolute; bytes outside ASCII in ``Location`` are sent back as the bytes they are."""
        written = "".join(char if char.isascii() else f"%{ord(char):02X}" for char in self.header("location"))
        return absolute(self.url, written) if written else None
