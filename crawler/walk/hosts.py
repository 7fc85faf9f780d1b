"""What a run knows of each host: its robots.txt, whether it refuses, and what it answers for pages that are not there."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Literal

from protego import Protego

from crawler.walk.scope import netloc_of
from crawler.walk.steps import Answer
from parsers.decoding import decode
from parsers.recognition import PageVerdict, normalise, visible_text

ROBOTS_TOKEN = "gongkai"  # noqa: S105  # the name robots.txt knows us by
_MAX_ROBOTS = 512_000
LONGEST_DELAY = 120.0
"""Seconds of Crawl-delay above which a host is not visited: one site would take days."""
Refusal = Literal["declined", "forbidden", "unreachable", "error"]


@dataclass(slots=True)
class Host:
    """One host and port. `refusal` is set once it is left for the rest of the run; `asked_for` is its longest Retry-After in seconds."""

    robots: Protego | None = None
    robots_asked: bool = False
    crawl_delay: float | None = None
    refusal: Refusal | None = None
    reason: str = ""
    refused_pages: int = 0
    answered: bool = False
    legacy_tls: bool = False
    files_closed: str = ""
    missing_prints: set[str] = field(default_factory=set)
    probed: bool = False
    asked_for: int = 0


class HostBook:
    """All hosts of a run, shared by its walks."""

    def __init__(self) -> None:
        self._hosts: dict[str, Host] = {}

    def of(self, url: str) -> Host:
        """The host of an address."""
        return self._hosts.setdefault(netloc_of(url), Host())

    def may_ask(self, url: str) -> bool:
        """Whether robots.txt, as far as known, allows an address."""
        robots = self.of(url).robots
        return robots is None or bool(robots.can_fetch(url, ROBOTS_TOKEN))

    def learn_robots(self, url: str, answer: Answer, verdict: PageVerdict | None) -> None:
        """Take in an answer to robots.txt (RFC 9309): no answer and 5xx mean the host cannot be checked, 4xx no rules."""
        host = self.of(url)
        host.robots_asked = True
        if answer.status is None:
            host.refusal, host.reason = "unreachable", f"robots.txt gave no answer: {answer.failure}"
        elif verdict is not None and verdict.kind == "blocked":
            host.refusal, host.reason = "declined", f"robots.txt: {verdict.why}"
        elif answer.status >= 500 or answer.status == 429:
            host.refusal, host.reason = "error", f"robots.txt answered {answer.status}, so nothing may be asked"
        elif answer.status < 300:
            self._read_rules(host, answer)

    @staticmethod
    def _read_rules(host: Host, answer: Answer) -> None:
        text = decode(answer.body[:_MAX_ROBOTS], answer.header("content-type")).text
        if text.lstrip()[:1] == "<":
            return  # a page in place of robots.txt holds no rules
        host.robots = Protego.parse(text)
        delay = host.robots.crawl_delay(ROBOTS_TOKEN)
        host.crawl_delay = float(delay) if delay is not None else None
        if host.crawl_delay is not None and host.crawl_delay > LONGEST_DELAY:
            host.refusal, host.reason = (
                "forbidden",
                f"robots.txt asks for {delay:g} s between requests, too long to visit",
            )

    def learn_missing(self, url: str, answer: Answer) -> None:
        """Remember what the host answers for an address that cannot exist, when it does not say 404."""
        host = self.of(url)
        host.probed = True
        if answer.status is not None and answer.status < 400:
            host.missing_prints.add(fingerprint(answer))

    def is_missing(self, answer: Answer) -> bool:
        """Whether the answer is what its host gives for addresses that do not exist."""
        prints = self.of(answer.url).missing_prints
        return bool(prints) and fingerprint(answer) in prints


def fingerprint(answer: Answer) -> str:
    """What is the same in two answers of one error page: the redirect's target, or the visible text without digits."""
    target = answer.header("location")
    if target:
        return f"to {target}"
    text = normalise(visible_text(decode(answer.body, answer.header("content-type")).text))
    kept = "".join(char for char in text if not char.isascii())
    return hashlib.sha256((kept or text).encode()).hexdigest()
