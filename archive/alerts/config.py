"""``alerts.toml``: who is told, and how."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from archive.alerts.channels import Channel, Command, Mail, Webhook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class AlertError(Exception):
    """Raised when ``alerts.toml`` cannot be used; the message names the file, the section and the mend."""


def load_channels(path: Path) -> list[Channel]:
    """The channels of an archive folder; none where there is no file.

    One table a channel, of any name, with ``kind``: ``command`` (`run`), ``webhook`` (`url`, `headers`) or
    ``email`` (`host`, `port`, `sender`, `to`, `security`, `user`, `password_env`).

    Raises:
        AlertError: the file is no TOML, or a section lacks something or has something unknown.
    """
    if not path.exists():
        return []
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as trouble:
        raise AlertError(f"{path}: {trouble}") from trouble
    return [_channel(path, name, section) for name, section in raw.items()]


def _channel(path: Path, name: str, section: Any) -> Channel:
    try:
        given = dict(section)
        return _KINDS[given.pop("kind")](name=name, **given)
    except (KeyError, TypeError, ValueError) as trouble:
        kinds = ", ".join(_KINDS)
        raise AlertError(f"{path}, [{name}]: {trouble}; kind is one of {kinds}, see docs/schedule.md") from trouble


def _command(name: str, run: list[str]) -> Channel:
    return Command(name, tuple(run))


def _webhook(name: str, url: str, headers: dict[str, str] | None = None) -> Channel:
    if not url.startswith(("http://", "https://")):
        raise ValueError(f"url must be a web address, not {url!r}")
    return Webhook(name, url, tuple((headers or {}).items()))


def _email(name: str, to: list[str], **given: Any) -> Channel:
    if given.get("security", "none") not in ("none", "starttls", "tls"):
        raise ValueError("security is none, starttls or tls")
    return Mail(name, to=tuple(to), **given)


_KINDS: dict[str, Callable[..., Channel]] = {"command": _command, "webhook": _webhook, "email": _email}
