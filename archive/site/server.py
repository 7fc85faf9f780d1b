"""Serve the site of an archive folder over HTTP."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import uvicorn

from archive.site.swap import Swapping

if TYPE_CHECKING:
    from collections.abc import Callable

    from archive.layout import Layout


class PortTaken(Exception):
    """Raised by `serve` when the address cannot be listened on; the message says which and why."""


def serve(layout: Layout, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serve until interrupted. `announce` is called with the URL once the site listens; port 0 takes a free one.

    Raises:
        archive.site.database.Unusable: there is no database that can be shown.
        PortTaken: host and port cannot be listened on.
    """
    site = Swapping(layout)
    with _listen(host, port) as listener:
        announce(_url(host, listener.getsockname()[1]))
        config = uvicorn.Config(site, log_level="warning", lifespan="on", server_header=False)
        uvicorn.Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except (OSError, OverflowError) as error:
        raise PortTaken(
            f"无法监听 {host}:{port}（{error}）：请用 --port 换一个端口。Cannot listen on {host}:{port}: try another --port."
        ) from None
    return listener


def _url(host: str, port: int) -> str:
    shown = "127.0.0.1" if host in ("0.0.0.0", "") else f"[{host}]" if ":" in host else host  # noqa: S104
    return f"http://{shown}:{port}/"
