"""First contact with a host: its robots.txt, by the TLS or the address that it answers to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.failures import INSECURE
from crawler.walk import trouble
from crawler.walk.scope import netloc_of, same_site
from crawler.walk.steps import MAX_HOPS, REDIRECTS
from parsers.recognition import judge_page

if TYPE_CHECKING:
    from crawler.walk.site import SiteWalk
    from crawler.walk.steps import Answer, Step

OLD_TLS = "speaks only TLS that is out of use (TLS 1.0 or 1.1, or weak keys)"


def receive_robots(walk: SiteWalk, step: Step, answer: Answer) -> None:
    """Take in an answer to robots.txt, or its absence: then once more, by old TLS, and by the site's other addresses."""
    asked = step.via or step.url
    host = walk.hosts.of(asked)
    target = answer.target if answer.status in REDIRECTS else None
    if target and step.hops < MAX_HOPS and walk.scope.admits(target):
        walk.agenda.put_back(step.moved(target))
        return
    if answer.status is None:
        if answer.failure.startswith(INSECURE) and not host.legacy_tls:
            host.legacy_tls = True
            walk.agenda.put_back(step)
            return
        if step.tries == 0 and not host.legacy_tls:
            walk.agenda.put_back(step.again())
            return
        if _other_address(walk, asked):
            return
    elif host.legacy_tls and urlsplit(answer.url).scheme == "https":
        walk.ledger.fallback(f"{netloc_of(asked)} {OLD_TLS}")
    trouble.heed(host, answer)
    verdict = judge_page(answer.body, answer.status, answer.headers) if answer.status is not None else None
    walk.hosts.learn_robots(asked, answer, verdict)


def _other_address(walk: SiteWalk, url: str) -> bool:
    """Try the home page by the other scheme, then with or without ``www.``, each once, where no port is given."""
    if urlsplit(walk.home).port is not None or not same_site(url, walk.home) or walk.home_reached:
        return False
    other = next((address for address in _variants(walk.site.url) if address not in walk.tried), None)
    if other is None:
        return False
    walk.tried.add(other)
    ours, theirs = urlsplit(other), netloc_of(walk.home)
    for step in walk.agenda.drop_all():
        moved = urlsplit(step.url)._replace(scheme=ours.scheme, netloc=ours.netloc).geturl()
        walk.agenda.put_back(replace(step, url=moved if netloc_of(step.url) == theirs else step.url))
    walk.home = urlsplit(walk.home)._replace(scheme=ours.scheme, netloc=ours.netloc).geturl()
    return True


def _variants(url: str) -> list[str]:
    """The other addresses of a site's home page, the likeliest first."""
    parts = urlsplit(url)
    scheme = "http" if parts.scheme == "https" else "https"
    bare = parts.netloc.removeprefix("www.")
    name = bare if bare != parts.netloc else f"www.{parts.netloc}"
    found = [parts._replace(scheme=scheme)]
    if not bare.replace(".", "").isdigit():
        found += [parts._replace(netloc=name), parts._replace(scheme=scheme, netloc=name)]
    return [variant.geturl() for variant in found]


def note_address(walk: SiteWalk) -> None:
    """Say by which other address than the list's a site was reached."""
    if walk.home_reached and walk.tried:
        reached, listed = urlsplit(walk.home), urlsplit(walk.site.url)
        walk.ledger.fallback(
            f"{listed.scheme}://{listed.netloc} gives no answer, {reached.scheme}://{reached.netloc} does"
        )
