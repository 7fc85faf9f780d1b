"""Failed requests in plain words. A text that begins with ``!`` says that asking again would not help."""

from __future__ import annotations

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)

INSECURE = "no secure connection"
"""The beginning of what is said of a TLS handshake that failed."""
_WORDS: tuple[tuple[type[Exception], str], ...] = (
    (CannotResolveHostError, "!the name does not resolve, or leads to a private address"),
    (DownloadConnectionRefusedError, "the connection is refused"),
    (DownloadTimeoutError, "no whole answer in time"),
    (ResponseDataLossError, "the answer breaks off before its end"),
    (DownloadCancelledError, "!the answer is larger than the bound"),
    (IgnoreRequest, "!"),
)


def in_words(error: Exception) -> str:
    """What went wrong, for the run record."""
    detail = " ".join(str(error).split())[:200]
    if "DOWNLOAD_MAXSIZE" in str(error):
        return "!the answer is larger than the bound when unpacked"
    for kind, words in _WORDS:
        if isinstance(error, kind):
            return words + detail if words == "!" else f"{words} ({detail})" if detail else words
    if "HeadTooLargeError" in detail or "lineLengthExceeded" in detail:
        return "!more headers than the bound allows"
    text = detail or type(error).__name__
    if "ssl" in text.lower() or "tls" in text.lower():
        return f"{INSECURE} ({text})"
    return f"the connection failed ({text})"
