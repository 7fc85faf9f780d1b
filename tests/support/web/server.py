"""Real HTTP servers, one a host, that write down every request: order, overlap and headers."""

from __future__ import annotations

import contextlib
import itertools
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Reply:
    """What a path answers. `act` may take over the socket for misbehaviour."""

    body: bytes | str = b""
    status: int = 200
    type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    act: Callable[[BaseHTTPRequestHandler], None] | None = None

    @property
    def raw(self) -> bytes:
        return self.body.encode() if isinstance(self.body, str) else self.body


Maker = Callable[[BaseHTTPRequestHandler], Reply]


@dataclass
class Asked:
    """One request as the server saw it. `began` and `ended` count events of all hosts, so that overlap shows."""

    host: str
    method: str
    path: str
    headers: dict[str, str]
    began: int
    ended: int = -1
    status: int = 0


class Host:
    """One site's server: paths to replies."""

    def __init__(self, web: Web, name: str, address: str, port: int) -> None:
        self.web, self.name = web, name
        self.pages: dict[str, Reply | Maker] = {}
        self.server = _listen(address, port, self)
        bound, port = self.server.server_address[:2]
        self.netloc = f"[{bound!s}]:{port}" if ":" in address else f"{bound!s}:{port}"
        self.home = f"http://{self.netloc}/"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def url(self, path: str) -> str:
        return f"http://{self.netloc}{path}"

    def asked(self) -> list[Asked]:
        return [asked for asked in self.web.log if asked.host == self.name]

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked()]

    def answer(self, handler: BaseHTTPRequestHandler) -> Reply:
        found = self.pages.get(handler.path) or self.pages.get(handler.path.partition("?")[0]) or self.pages.get("*")
        if found is None:
            return Reply("<html><title>404</title><body>Not Found</body></html>", 404)
        return found(handler) if callable(found) else found


def _listen(address: str, port: int, host: Host) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 10

        def log_message(self, *_: object) -> None:
            return

        def handle_any(self) -> None:
            host.web.serve(host, self)

        do_GET = do_POST = do_HEAD = handle_any  # noqa: N815

    class Server(ThreadingHTTPServer):
        address_family = socket.AF_INET6 if ":" in address else socket.AF_INET

    server = Server((address, port), Handler)
    server.daemon_threads = True
    return server


class Web:
    """All hosts of a test, and the log of what they were asked."""

    def __init__(self) -> None:
        self.hosts: dict[str, Host] = {}
        self.log: list[Asked] = []
        self._clock = itertools.count()
        self._lock = threading.Lock()
        self._next = 2

    def host(self, name: str) -> Host:
        """A host on an address of its own, 127.0.0.2 and up; on a port of 127.0.0.1 where those are down."""
        port = self._free_port()
        address = f"127.0.0.{self._next}"
        self._next += 1
        try:
            made = Host(self, name, address, port)
        except OSError:
            made = Host(self, name, "127.0.0.1", 0)
        self.hosts[name] = made
        return made

    @staticmethod
    def _free_port() -> int:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return int(probe.getsockname()[1])

    def serve(self, host: Host, handler: BaseHTTPRequestHandler) -> None:
        asked = Asked(host.name, handler.command, handler.path, dict(handler.headers.items()), next(self._clock))
        with self._lock:
            self.log.append(asked)
        length = int(handler.headers.get("Content-Length") or 0)
        handler.sent_body = handler.rfile.read(length)  # type: ignore[attr-defined]
        reply = host.answer(handler)
        asked.status = reply.status
        try:
            if reply.act is not None:
                reply.act(handler)
            else:
                _send(handler, reply)
        except (BrokenPipeError, ConnectionResetError):
            pass
        finally:
            asked.ended = next(self._clock)

    def overlapping(self, host: Host) -> int:
        """The most requests one host had at a time."""
        events = sorted((when, step) for asked in host.asked() for when, step in ((asked.began, 1), (asked.ended, -1)))
        return max(itertools.accumulate(step for _, step in events), default=0)

    def close(self) -> None:
        for host in self.hosts.values():
            host.server.shutdown()
            host.server.server_close()


def _send(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    handler.send_response(reply.status)
    body = b"" if reply.status == 304 else reply.raw
    for name, value in {"Content-Type": reply.type, "Content-Length": str(len(body)), **reply.headers}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


@contextlib.contextmanager
def running() -> Iterator[Web]:
    """A web without hosts yet; they are closed at the end."""
    web = Web()
    try:
        yield web
    finally:
        web.close()
