"""What is done to an answer before it is stored, and how questions and answers go over a pipe.

A frame is a length in four bytes, then a pickle. The other side is this project's own code.
"""

from __future__ import annotations

import copyreg
import pickle
from dataclasses import fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from archive.captures import Capture, Exchange, Packed, Planned, pack
from archive.captures.coding import decode_body
from crawler.walk.glance import Glance, Question, look
from parsers.listings import Link, ListPage, Meta, Page, Probe
from parsers.recognition import PageVerdict

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE = 4
"""Bytes of a frame's length, the highest first."""


class Done(NamedTuple):
    """An exchange ready for the disk, and what is to be read in it, where something is."""

    packed: Packed
    glance: Glance | None


def _plainly(kind: type) -> Callable[[Any], tuple[type, tuple[Any, ...]]]:
    """How to pickle a dataclass: its own way goes through all its fields in Python, twice."""
    values = attrgetter(*(item.name for item in fields(kind)))
    return lambda value: (kind, values(value))


for _kind in (Capture, Exchange, Packed, Planned, Question, Glance, PageVerdict, ListPage, Meta, Link, Page, Probe):
    copyreg.pickle(_kind, _plainly(_kind))


def frame(value: object) -> bytes:
    """A value as it goes over a pipe."""
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return len(data).to_bytes(SIZE) + data


def work(planned: Planned, question: Question | None) -> Done:
    """Pack an exchange, and read the answer in it if it was asked for as a page or file."""
    exchange = planned.exchange
    status, headers = exchange.status, exchange.response_headers
    if question is None or status is None or 300 <= status < 400:
        return Done(pack(planned), None)
    return Done(pack(planned), look(question, status, headers, decode_body(headers, exchange.body)))
