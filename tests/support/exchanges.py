"""Exchanges to store in tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from archive.captures import Exchange

START = datetime(2026, 1, 31, 8, 0, tzinfo=UTC)


def exchange(url: str, body: bytes, minute: int = 0, status: int | None = 200, **more: Any) -> Exchange:
    headers = more.pop("response_headers", (("Content-Type", "text/html; charset=utf-8"),))
    return Exchange(
        url=url,
        captured_at=START + timedelta(minutes=minute),
        status=status,
        body=body,
        response_headers=headers,
        request_headers=(("Host", "www.example.gov.cn"), ("User-Agent", "gongkai")),
        reason="OK",
        **more,
    )
