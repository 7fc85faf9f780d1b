"""Servers on loopback that speak as the Wayback Machine and Common Crawl do, over what a site once answered."""

from __future__ import annotations

import gzip
import io
import json
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.support.web.server import Host, Reply


@dataclass
class Held:
    """What a web archive holds: address to its captures, each a moment of fourteen digits and an answer."""

    captures: dict[str, list[tuple[str, Reply]]] = field(default_factory=dict)

    def keep(self, site: Host, stamp: str) -> None:
        """Hold every page a site shows now, under the address it has."""
        for path, reply in site.pages.items():
            if isinstance(reply, Reply) and path != "*":
                self.captures.setdefault(site.url(path), []).append((stamp, reply))


def wayback(host: Host, held: Held) -> None:
    """Serve as the Wayback Machine: the CDX index and the captures byte for byte."""

    def index(handler: BaseHTTPRequestHandler) -> Reply:
        asked = {name: values[-1] for name, values in parse_qs(urlsplit(handler.path).query).items()}
        newest = sorted(held.captures.get(asked["url"], []), key=lambda capture: capture[0])[int(asked["limit"]) :]
        rows = [[stamp, asked["url"], str(reply.status)] for stamp, reply in newest]
        return Reply(json.dumps([asked["fl"].split(","), *rows] if rows else []), type="application/json")

    def capture(handler: BaseHTTPRequestHandler) -> Reply:
        stamp, _, url = handler.path.removeprefix("/web/").partition("id_/")
        reply = dict(held.captures.get(url, [])).get(stamp)
        if reply is None:
            return Reply("not in archive", 404)
        headers = {f"X-Archive-Orig-{name}": value for name, value in reply.headers.items()}
        headers |= {"X-Archive-Orig-Content-Type": reply.type, "X-Archive-Orig-Content-Length": "7"}
        if "Location" in reply.headers:
            headers["Location"] = f"{host.home}web/{stamp}id_/{reply.headers['Location']}"
        return Reply(reply.raw, reply.status, reply.type, headers)

    host.pages["/cdx/search/cdx"] = index
    host.pages["*"] = capture


def common_crawl(
    host: Host, held: Held, truncated: frozenset[str] = frozenset(), altered: frozenset[str] = frozenset()
) -> None:
    """Serve as Common Crawl: two crawls, of which the newer is empty, their indexes, and one WARC file by ranges."""
    warc, rows = io.BytesIO(), dict[str, list[str]]()
    writer = WARCWriter(warc, gzip=True)
    for url, captures in held.captures.items():
        for stamp, reply in captures:
            body = gzip.compress(reply.raw)
            headers = [("Content-Type", reply.type), ("Content-Encoding", "gzip"), ("Content-Length", str(len(body)))]
            start = warc.tell()
            http = StatusAndHeaders(f"{reply.status} OK", headers, protocol="HTTP/1.1")
            record = writer.create_warc_record(url, "response", io.BytesIO(body), len(body), http_headers=http)
            if url in altered:
                record.rec_headers.replace_header("WARC-Payload-Digest", "sha1:" + "A" * 32)
            writer.write_record(record)
            row = {"timestamp": stamp, "url": url, "status": str(reply.status), "offset": str(start)}
            row |= {"length": str(warc.tell() - start), "filename": "crawl-data/one.warc.gz"}
            row |= {"truncated": "length"} if url in truncated else {}
            rows.setdefault(url, []).append(json.dumps(row))

    def index(handler: BaseHTTPRequestHandler) -> Reply:
        asked = {name: values[-1] for name, values in parse_qs(urlsplit(handler.path).query).items()}
        found = rows.get(asked["url"], [])
        if not found or handler.path.startswith("/CC-MAIN-2025-30-index"):
            return Reply('{"message": "No Captures found"}', 404)
        return Reply("\n".join(found), type="text/x-ndjson")

    def data(handler: BaseHTTPRequestHandler) -> Reply:
        first, last = handler.headers["Range"].removeprefix("bytes=").split("-")
        return Reply(warc.getvalue()[int(first) : int(last) + 1], 206, "application/octet-stream")

    crawls = [{"id": name, "cdx-api": f"{host.home}{name}-index"} for name in ("CC-MAIN-2024-10", "CC-MAIN-2025-30")]
    host.pages["/collinfo.json"] = Reply(json.dumps(crawls), type="application/json")
    for crawl in crawls:
        host.pages[urlsplit(crawl["cdx-api"]).path] = index
    host.pages["/crawl-data/one.warc.gz"] = data
