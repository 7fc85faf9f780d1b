"""The steps still to take, best first, each address once."""

from __future__ import annotations

import heapq
from itertools import count

from crawler.walk.steps import PRIORITY, Role, Step
from parsers.listings import identity


def key_of(step: Step) -> str:
    """What makes two steps one: the address, and the body for interfaces that are asked by POST."""
    return f"{step.method} {identity(step.url)} {step.body}"


class Agenda:
    """A priority queue of steps that never takes an address twice, unless it is put back on purpose."""

    def __init__(self) -> None:
        self._heap: list[tuple[int, int, int, Step]] = []
        self._seen: set[str] = set()
        self._guesses: set[str] = set()  # addresses that wait as probes only: a real step takes their place
        self._order = count()

    def add(self, step: Step) -> bool:
        """Add a step; False when its address was on the agenda before."""
        key = key_of(step)
        if key in self._seen and (key not in self._guesses or step.role == Role.PROBE):
            return False
        self._guesses.discard(key)
        if step.role == Role.PROBE:
            self._guesses.add(key)
        self._seen.add(key)
        self.put_back(step)
        return True

    def put_back(self, step: Step) -> None:
        """Add a step although its address is known: a retry, a redirect, a step that waits for robots.txt."""
        self._seen.add(key_of(step))
        heapq.heappush(self._heap, (PRIORITY[step.role], -step.strength, next(self._order), step))

    def pop(self) -> Step | None:
        """The next step, or None when there is none."""
        while self._heap:
            step = heapq.heappop(self._heap)[-1]
            guessed = step.role == Role.PROBE and step.tries == 0 and step.hops == 0
            if not guessed or key_of(step) in self._guesses:
                self._guesses.discard(key_of(step))
                return step
        return None

    def has_seen(self, url: str) -> bool:
        """Whether an address is or was on the agenda."""
        return f"GET {identity(url)} " in self._seen

    def see(self, url: str) -> None:
        """Take an address as dealt with."""
        self._seen.add(f"GET {identity(url)} ")

    def drop_all(self) -> list[Step]:
        """Empty the agenda and return what was on it."""
        left = [entry[-1] for entry in self._heap]
        self._heap.clear()
        return left

    def drop_lists(self, via: str | None) -> None:
        """Forget the further pages of one list that still wait."""
        self._heap = [entry for entry in self._heap if entry[-1].role != Role.LIST or entry[-1].via != via]
        heapq.heapify(self._heap)

    def pending(self, role: Role) -> bool:
        """Whether a step of this role waits."""
        return any(entry[-1].role == role for entry in self._heap)
