"""Sites that share a host share its robots.txt: one asks, the others wait for the answer."""

from __future__ import annotations

import asyncio
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
        self._done: dict[int, asyncio.Event] = {}
        self._waits_for: dict[int, SiteWalk] = {}

    async def may_go(self, walk: SiteWalk, step: Step | None) -> bool:
        """Whether a walk may take its next step; False once it has waited for another's answer: it then looks anew.

        A walk that goes on to something else than a robots.txt lets those go on that waited for it.
        """
        if step is None or step.role != Role.ROBOTS:
            self._release(walk)
            return True
        if step.hops or step.tries:
            return True
        asker = self._asking.setdefault(netloc_of(step.url), walk)
        if self._leads_to(asker, walk):
            return True
        self._waits_for[id(walk)] = asker
        try:
            await self._done.setdefault(id(asker), asyncio.Event()).wait()
        finally:
            del self._waits_for[id(walk)]
        return False

    def _leads_to(self, asker: SiteWalk | None, walk: SiteWalk) -> bool:
        """Whether waiting for `asker` would be waiting for oneself."""
        while asker is not None and asker is not walk:
            asker = self._waits_for.get(id(asker))
        return asker is walk

    def _release(self, walk: SiteWalk) -> None:
        for host in [host for host, asker in self._asking.items() if asker is walk]:
            del self._asking[host]
        if (done := self._done.pop(id(walk), None)) is not None:
            done.set()
