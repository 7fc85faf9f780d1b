"""Sites that share hosts wait for one another's robots.txt, never in a circle, and all go on in the end."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, cast

from crawler.robots_queue import RobotsQueue
from crawler.walk.steps import Role, Step

if TYPE_CHECKING:
    from crawler.walk.site import SiteWalk


async def _take(queue: RobotsQueue, walk: SiteWalk, hosts: list[str], asked: list[str], known: set[str]) -> None:
    """What the spider does: ask each host for its robots.txt unless that is known, then go on."""
    for host in hosts:
        while host not in known:
            if not await queue.may_go(walk, Step(f"http://{host}/robots.txt", Role.ROBOTS)):
                continue
            asked.append(host)
            await asyncio.sleep(0.001)
            known.add(host)
    await queue.may_go(walk, None)


def _run(plans: list[list[str]]) -> list[str]:
    async def all_of_them() -> list[str]:
        queue, asked, known = RobotsQueue(), list[str](), set[str]()
        walks = [cast("SiteWalk", object()) for _ in plans]
        takes = (_take(queue, walk, hosts, asked, known) for walk, hosts in zip(walks, plans, strict=True))
        await asyncio.wait_for(asyncio.gather(*takes), 5)
        return asked

    return asyncio.run(all_of_them())


def test_one_asks_for_all() -> None:
    assert _run([["a.gov.cn"]] * 5) == ["a.gov.cn"]


def test_two_that_want_each_others_host_do_not_wait_for_ever() -> None:
    assert set(_run([["a.gov.cn", "b.gov.cn"], ["b.gov.cn", "a.gov.cn"]])) == {"a.gov.cn", "b.gov.cn"}


def test_a_ring_of_three_does_not_wait_for_ever() -> None:
    ring = ["a.gov.cn", "b.gov.cn", "c.gov.cn"]
    assert set(_run([[ring[n], ring[(n + 1) % 3]] for n in range(3)])) == set(ring)
