"""Which language a request is answered in, and the words of templates in that language."""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from archive.site.safety import App, Message, Send

PREFIX = "/en"
_language: ContextVar[str] = ContextVar("language", default="zh")
_address: ContextVar[str] = ContextVar("address", default="/")


def current() -> str:
    """``zh`` or ``en``: the language of the page under way."""
    return _language.get()


def is_english() -> bool:
    """Whether the page under way is the English one."""
    return current() == "en"


def say(zh: str, en: str) -> str:
    """One of two texts, by the language of the page."""
    return en if is_english() else zh


def both(zh: Any, en: Any) -> Markup:
    """Both texts: that of the page first, the other beside it, quieter and marked with its language."""
    first, second, language = (en, zh, "zh-CN") if is_english() else (zh, en, "en")
    return Markup('{} <span class="beside" lang="{}">{}</span>').format(escape(first), language, escape(second))


def other_language() -> str:
    """The address of the page under way in the other language, its query kept."""
    return _address.get() if is_english() else PREFIX + _address.get()


def this_page() -> str:
    """The address of the page under way, its query kept."""
    return PREFIX + _address.get() if is_english() else _address.get()


def speak(app: App) -> App:
    """Wrap an ASGI app: a path that begins with ``/en`` is answered as the same path without it, in English."""

    async def spoken(scope: Message, receive: Any, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        in_english = scope["path"] == PREFIX or scope["path"].startswith(f"{PREFIX}/")
        bare = _without_prefix(scope) if in_english else scope
        language, address = _language.set("en" if in_english else "zh"), _address.set(_address_of(bare))
        try:
            await app(bare, receive, _keeping_prefix(send) if in_english else send)
        finally:
            _language.reset(language)
            _address.reset(address)

    return spoken


def _address_of(scope: Message) -> str:
    query = scope.get("query_string", b"").decode("latin-1")
    return quote(scope["path"]) + (f"?{query}" if query else "")


def _without_prefix(scope: Message) -> Message:
    raw = scope.get("raw_path") or scope["path"].encode()
    return {**scope, "path": scope["path"][len(PREFIX) :] or "/", "raw_path": raw[len(PREFIX) :] or b"/"}


def _keeping_prefix(send: Send) -> Send:
    """A redirect within the site stays in its language."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = [
                (name, PREFIX.encode() + value if name.lower() == b"location" and _is_bare(value) else value)
                for name, value in message.get("headers", [])
            ]
            message = {**message, "headers": headers}
        await send(message)

    return sending


def _is_bare(location: bytes) -> bool:
    prefix = PREFIX.encode()
    is_local = location.startswith(b"/") and not location.startswith(b"//")
    return is_local and location != prefix and not location.startswith((prefix + b"/", prefix + b"?"))
