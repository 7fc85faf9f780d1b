"""Sites that share a host share its robots.txt: one asks, the others wait for the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.walk.scope import netloc_of
from crawler.walk.steps import Role

if TYPE_CHECKING:
    from crawler.walk.site import SiteWalk
    from crawler.walk.steps import Step


class RobotsQueue:
    """Who asks a host for its robots.txt, and who waits."""

    def __init__(self) -> None:
        self._asking: dict[str, SiteWalk] = {}
        self._waiting: dict[str, list[SiteWalk]] = {}

    def must_wait(self, walk: SiteWalk, step: Step) -> bool:
        """Whether another walk asks for the same file already; `walk` is then kept until `released`."""
        if step.role != Role.ROBOTS or step.hops or step.tries:
            return False
        host = netloc_of(step.url)
        if self._asking.setdefault(host, walk) is walk:
            return False
        self._waiting.setdefault(host, []).append(walk)
        return True

    def released(self, walk: SiteWalk, following: Step | None) -> list[SiteWalk]:
        """The walks that waited for `walk`, once it goes on to something else than a robots.txt."""
        if following is not None and following.role == Role.ROBOTS:
            return []
        hosts = [host for host, asker in self._asking.items() if asker is walk]
        for host in hosts:
            del self._asking[host]
        return [waiting for host in hosts for waiting in self._waiting.pop(host, ())]
