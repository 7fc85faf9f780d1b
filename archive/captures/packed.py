"""An exchange on its way into the archive: what the index said of it, then the bytes that will stand in the WARC file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.captures.identity import payload_digest, time_stamp
from archive.captures.records import record_group
from archive.captures.row import capture_of

if TYPE_CHECKING:
    from archive.captures.model import Capture, Exchange


@dataclass(frozen=True, slots=True)
class Planned:
    """An exchange to store, tidied: the payload digest of its body, where it was needed, and the capture that it repeats, if any."""

    exchange: Exchange
    digest: str | None
    earlier: Capture | None


@dataclass(frozen=True, slots=True)
class Packed:
    """The record group of an exchange, the stamp of its capture, and the capture itself.

    The capture's `warc` is empty and its `offset` counts from the beginning of the group: nobody knows yet where it goes.
    """

    group: bytes
    stamp: str
    capture: Capture


def pack(planned: Planned) -> Packed:
    """Make the records. Pure: it may be done in another process than that which holds the archive."""
    exchange, earlier = planned.exchange, planned.earlier
    digest = planned.digest or payload_digest(exchange.body)
    group, within = record_group(exchange, digest, earlier)
    return Packed(group, time_stamp(exchange.captured_at), capture_of(exchange, digest, earlier, "", within))
