"""Serves the miniature web on loopback with real HTTP: one address a site, or one port a site where there is but one."""

from __future__ import annotations

import errno
import socket
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from archive.demo.form import load
from archive.demo.web import SEED, build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.demo.model import Page, Site, Web

LOOPBACK = "127.0.0.1"
ATTEMPTS = 20
BUSY = (errno.EADDRINUSE, errno.EACCES)


class PortBusy(Exception):
    """Somebody else listens where the miniature web should. The message names the address."""


@dataclass(slots=True)
class Running:
    """The web as it is being served; `asked` grows by (site name, request target) with each request."""

    web: Web
    asked: list[tuple[str, str]] = field(default_factory=list)


@contextmanager
def serving(port: int, seed: int = SEED, *, hosts: list[str] | None = None) -> Iterator[Running]:
    """Serve the web until the block ends. `port` 0 takes any free one; `hosts` are tried in place of the usual ones.

    Raises:
        PortBusy: the port is taken on one of the addresses.
    """
    wanted = hosts or [f"127.0.0.{site['host']}" for site in load("facts")["site"]]
    sockets = open_sockets(wanted, port)
    try:
        origins = [f"http://{host}:{number}" for host, number in (one.getsockname() for one in sockets)]
        running = Running(build(seed, origins))
        servers = [
            _start(site, listener, running)
            for site, listener in zip(running.web.sites, sockets, strict=True)
            if site.listens
        ]
        try:
            yield running
        finally:
            for server in servers:
                server.shutdown()
                server.server_close()
    finally:
        for one in sockets:
            one.close()


def open_sockets(hosts: list[str], port: int) -> list[socket.socket]:
    """A bound socket a site, in order: the same port on each host, else neighbouring ports on 127.0.0.1."""
    if port:
        return _bind_all(hosts, port)
    for _ in range(ATTEMPTS):
        with _bind(LOOPBACK, 0) as probe:
            free = probe.getsockname()[1]
        try:
            return _bind_all(hosts, free)
        except PortBusy:
            continue
    raise PortBusy("no port is free on all loopback addresses")


def _bind_all(hosts: list[str], port: int) -> list[socket.socket]:
    opened: list[socket.socket] = []
    try:
        for at, host in enumerate(hosts):
            opened.append(_bind_near(host, port, at))
    except PortBusy:
        for one in opened:
            one.close()
        raise
    return opened


def _bind_near(host: str, port: int, at: int) -> socket.socket:
    """Bind the host's own address; where the machine does not have it, the port that is `at` further on 127.0.0.1."""
    try:
        return _bind(host, port)
    except PortBusy:
        raise
    except OSError:
        return _bind(LOOPBACK, port + at)


def _bind(host: str, port: int) -> socket.socket:
    one = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        one.bind((host, port))
    except OSError as error:
        one.close()
        if error.errno in BUSY:
            raise PortBusy(f"{host}:{port} is in use") from error
        raise
    return one


def _start(site: Site, listener: socket.socket, running: Running) -> ThreadingHTTPServer:
    class Handler(_Handler):
        pass

    Handler.site, Handler.running = site, running
    server = ThreadingHTTPServer(listener.getsockname(), Handler, bind_and_activate=False)
    server.socket.close()
    server.socket = listener
    server.server_activate()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    return server


class _Handler(BaseHTTPRequestHandler):
    """Answers with the site's page, byte for byte, and writes down what was asked."""

    protocol_version = "HTTP/1.1"
    server_version = "Apache"
    sys_version = ""
    site: Site
    running: Running

    def do_GET(self) -> None:
        """Answer with head and body."""
        page = self._head()
        self.wfile.write(page.body)

    def do_HEAD(self) -> None:
        """Answer with the head alone."""
        self._head()

    def _head(self) -> Page:
        target = self.path.split("#", 1)[0]
        self.running.asked.append((self.site.name, target))
        page = self.site.answer(target)
        self.send_response(page.status)
        self.send_header("Content-Type", page.content_type)
        self.send_header("Content-Length", str(len(page.body)))
        for name, value in page.headers:
            self.send_header(name, value)
        self.end_headers()
        return page

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name http.server gives it
        """Nothing on the terminal: the demo speaks for itself."""
