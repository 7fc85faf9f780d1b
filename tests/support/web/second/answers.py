"""Answers of list interfaces, and what they were asked."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

from tests.support.web.server import Reply


def query(handler: BaseHTTPRequestHandler) -> dict[str, str]:
    """The query of a request, first values only."""
    return {name: values[0] for name, values in parse_qs(urlsplit(handler.path).query).items()}


def as_json(value: object, wrap: str = "") -> Reply:
    """A JSON answer, or JSONP with the name to `wrap` it in."""
    text = json.dumps(value, ensure_ascii=False)
    return Reply(f"{wrap}({text})" if wrap else text, type="application/json; charset=utf-8")
