"""The miniature web as a visitor meets it: over real HTTP, following what stands on the pages."""

import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin

import pytest
from lxml import html as lxml_html

from archive.demo.server import PortBusy, Running, open_sockets, serving


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with serving(0) as web:
        yield web


def fetch(url: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(url) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def links(url: str, body: bytes) -> set[str]:
    tree = lxml_html.fromstring(body)
    found = {
        *tree.xpath("//a/@href"),
        *tree.xpath("//link/@href"),
        *tree.xpath("//script/@src"),
        *tree.xpath("//option/@value"),
    }
    return {urldefrag(urljoin(url, href.strip())).url for href in found if href.strip()}


def test_every_site_answers_as_it_should(running: Running) -> None:
    assert len({site.origin for site in running.web.sites}) == len(running.web.sites)
    for site in running.web.sites:
        if site.state == "unreachable":
            with pytest.raises(urllib.error.URLError):
                urllib.request.urlopen(site.url)
            continue
        status, body = fetch(site.url)
        assert (status, bool(body)) == (405 if site.state == "declined" else 200, True)


def test_every_link_on_every_page_resolves(running: Running) -> None:
    pages = running.web.pages
    for url, page in pages.items():
        if not page.content_type.startswith("text/html"):
            continue
        for target in links(url, page.body):
            owner = next(site for site in running.web.sites if target.startswith(f"{site.origin}/"))
            promised_too_much = "?page=" in target and owner.otherwise.status == 200
            assert target in pages or promised_too_much or owner.state in ("declined", "unreachable"), (
                f"{url} → {target}"
            )


def test_what_is_served_is_what_was_built(running: Running) -> None:
    for report in running.web.truth.reports[::7]:
        for url in (report.url, *report.files):
            assert fetch(url) == (200, running.web.pages[url].body)


def test_unknown_paths(running: Running) -> None:
    answers = {site.name: fetch(f"{site.origin}/no/such/page.html")[0] for site in running.web.sites if site.listens}
    assert set(answers.values()) == {200, 404, 405}
    assert answers["雁湖新区管理委员会"] == 200


def test_robots(running: Running) -> None:
    rules = {site.state: fetch(f"{site.origin}/robots.txt") for site in running.web.sites if site.listens}
    assert rules["forbidden"] == (200, b"User-agent: *\nDisallow: /\n")
    first = running.web.sites[0]
    assert b"Disallow: /zwgk/zfxxgk/lsnb/" in fetch(f"{first.origin}/robots.txt")[1]
    assert any(url.startswith(f"{first.origin}/zwgk/zfxxgk/lsnb/") for url in running.web.truth.forbidden)


def test_a_busy_port_is_said_in_one_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortBusy, match=f"127.0.0.1:{port} is in use"), serving(port):
            pass


def test_one_address_is_enough() -> None:
    """Where 127.0.0.2 and its neighbours are down (203.0.113.x is on no machine), every site takes its own port."""
    sockets = open_sockets([f"203.0.113.{at}" for at in range(1, 10)], 0)
    places = [one.getsockname() for one in sockets]
    for one in sockets:
        one.close()
    assert {host for host, _ in places} == {"127.0.0.1"}
    assert len({port for _, port in places}) == 9
