"""Names of captures: the short id, the time stamp, the payload digest. All derived from the record, none from order."""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime

ID_LENGTH = 16
"""Characters of a capture id: 80 bits in base32, so that even 100 million captures do not collide."""


def time_stamp(moment: datetime) -> str:
    """UTC in ISO 8601 with microseconds, so that stamps sort as text: ``2026-01-31T08:00:00.000000Z``.

    Raises:
        ValueError: `moment` has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError(f"a capture time needs its time zone: {moment}")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def read_time_stamp(stamp: str) -> datetime:
    """The moment that an ISO 8601 stamp names; UTC where it names no zone."""
    moment = datetime.fromisoformat(stamp)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def seconds(moment: datetime | str) -> str:
    """UTC in ISO 8601 to the second, as published: ``2026-01-31T08:00:00Z``. Takes any stamp that `datetime` reads."""
    found = read_time_stamp(moment) if isinstance(moment, str) else moment
    return found.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def payload_digest(body: bytes) -> str:
    """``WARC-Payload-Digest`` as web archives write it: ``sha1:`` and base32."""
    digest = hashlib.sha1(body, usedforsecurity=False).digest()
    return "sha1:" + base64.b32encode(digest).decode("ascii")


def capture_id(url: str, stamp: str, digest: str) -> str:
    """Short URL-safe id of the capture of `url` at `stamp` (`time_stamp`) with payload `digest` (`payload_digest`)."""
    named = hashlib.sha256(f"{url}\n{stamp}\n{digest}".encode()).digest()
    return base64.b32encode(named).decode("ascii")[:ID_LENGTH].lower()
