"""Headers that make a browser refuse whatever a page of ours should never do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Callable[[], Awaitable[Message]], Send], Awaitable[None]]

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
"""The site needs no script, so none may run; nothing is loaded from elsewhere."""

CAPTURE_POLICY = (
    "sandbox; default-src 'none'; style-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
)
"""For pages that others wrote: a world of their own without scripts, forms, frames, pictures or requests."""

PAPER_POLICY = CAPTURE_POLICY.replace("style-src 'self';", "style-src 'self'; img-src 'self';")
"""For captured files that are shown as pictures of ours."""

HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class BrokeOff(Exception):
    """Raised when an answer fails in its middle: the server then closes the connection, and the receiver sees it."""


def guard(app: App) -> App:
    """Wrap an ASGI app so that every response carries `HEADERS`, save those it has already set itself.

    An answer that has begun is not followed by another one that says what went wrong: it breaks off.
    """

    async def guarded(scope: Message, receive: Callable[[], Awaitable[Message]], send: Send) -> None:
        has_begun = False

        async def send_with_headers(message: Message) -> None:
            nonlocal has_begun
            if message["type"] == "http.response.start":
                if has_begun:
                    raise BrokeOff(scope["path"])
                has_begun = True
                headers = list(message.get("headers", []))
                present = {bytes(name).lower() for name, _ in headers}
                headers += [(n.encode(), v.encode()) for n, v in HEADERS.items() if n.encode() not in present]
                message = {**message, "headers": headers}
            await send(message)

        await app(scope, receive, send_with_headers if scope["type"] == "http" else send)

    return guarded
