"""An answer whose compressed body breaks off is no answer: what unpacks of it would pass for the whole."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from scrapy.exceptions import ResponseDataLossError

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
_PIECE = 1 << 16
_MOST = 64 * 1024 * 1024


class WholeBodies:
    """Refuses gzip and deflate bodies that begin well and have no end."""

    def process_response(self, request: Request, response: Response) -> Response:
        """Called by Scrapy for every response, before it is captured.

        Raises:
            ResponseDataLossError: the body breaks off.
        """
        coding = (response.headers.get("Content-Encoding") or b"").strip().lower()
        if coding in (b"gzip", b"x-gzip", b"deflate") and response.body and breaks_off(response.body):
            raise ResponseDataLossError(f"the packed body of {request.url} has no end")
        return response


def breaks_off(body: bytes) -> bool:
    """Whether a gzip or zlib stream begins and does not end; False for what is none, or unpacks beyond the bound."""
    stream, unpacked = zlib.decompressobj(_GZIP_OR_ZLIB), 0
    try:
        rest = body
        while rest and not stream.eof:
            unpacked += len(stream.decompress(rest, _PIECE))
            rest = stream.unconsumed_tail
            if unpacked > _MOST:
                return False  # the bound on unpacked bodies says so
    except zlib.error:
        return unpacked > 0
    return not stream.eof
