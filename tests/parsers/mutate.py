"""Documents broken at random, in bytes and in structure: what a crawl of a thousand sites may bring home."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

_TAG = re.compile(rb"<[^<>]{1,300}>")
_SPAN = re.compile(rb"""(?:col|row)span=["']?\d+["']?""", re.IGNORECASE)
_CELL = re.compile(rb"<t[dh]\b", re.IGNORECASE)
_VALUE = re.compile(rb">[0-9,.]{1,9}<")
_CHARSET = re.compile(rb"charset=[\"']?[\w-]+", re.IGNORECASE)

SPANS = (
    b"0",
    b"-1",
    b"1000",
    b"1001",
    b"65534",
    b"65535",
    b"99999999999999999999",
    b"x",
    b"1e9",
    b"",
    b"2.5",
    b"0" * 4000 + b"3",
)
CHARSETS = (
    b"utf-7",
    b"utf-16",
    b"utf-8",
    b"gb2312",
    b"gbk",
    b"big5",
    b"latin-1",
    b"iso-2022-cn",
    b"none",
    b"hex",
    b"idna",
    b"undefined",
)
WORDS = tuple(
    text.encode()
    for text in (
        "１" * 400, "9" * 5000, "1," * 3000, "-" * 500, "(" * 2000, "（" * 2000 + "）" * 2000, "一、" * 2000, "第" * 3000,
        "0." + "0" * 4000, "其中：" * 1500, "总计", "其他", "一、总体情况", "二〇二" * 900, "2022年1月" * 800, "|" * 5000, "?" * 900,
        "㍿" * 300, "ﷺ" * 800, "\u202e" * 900, "\u200b" * 900, "１，２３４，５６７．８９万元", "①②③", "2022-99-99", "+−+", "∞", "NaN",
    )
)  # fmt: skip
BOMBS = (
    b"<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]>&c;&c;",
    b"&amp;" * 20000, b"&#0;&#x110000;&#xD800;&#99999999999;" * 500, b"&nbsp" * 9000, b"&" * 30000, b"<!--" * 5000, b"]]>" * 5000,
    b"<![CDATA[" * 2000, b"<?xml " * 2000, b"\x00" * 5000, b"\xff\xfe", b"\xef\xbb\xbf" * 300, b"\r" * 20000, b"<" * 30000,
    b"<style>" + b"{" * 20000 + b"</style>", b"<style>" + b".a,"  * 8000 + b".b{display:none}</style>", b"<template>", b"<svg><table>",
    b"<plaintext>", b"<select>", b"<script>", b"<textarea>", b"</table></body></html>", b"<frameset>", b"<base href=//x>",
)  # fmt: skip
NESTS = (
    (b"<div>", b"</div>"),
    (b"<table><tr><td>", b"</td></tr></table>"),
    (b"<b>", b""),
    (b"<p>", b""),
    (b"<td>", b""),
    (b"<ul><li>", b""),
)

Mutation = Callable[[random.Random, bytes], bytes]


def _at(rng: random.Random, body: bytes, pattern: re.Pattern[bytes]) -> re.Match[bytes] | None:
    """One match of a pattern, about evenly drawn, without listing them all."""
    return pattern.search(body, rng.randrange(len(body) + 1)) or pattern.search(body)


def _replace(body: bytes, match: re.Match[bytes] | None, new: bytes) -> bytes:
    return body if match is None else body[: match.start()] + new + body[match.end() :]


def _insert(rng: random.Random, body: bytes, new: bytes) -> bytes:
    at = rng.randrange(len(body) + 1)
    tag = _TAG.search(body, at)
    at = tag.end() if tag and rng.random() < 0.7 else at
    return body[:at] + new + body[at:]


def flip(rng: random.Random, body: bytes) -> bytes:
    broken = bytearray(body)
    for _ in range(rng.choice((1, 4, 40, 400))):
        if broken:
            broken[rng.randrange(len(broken))] = rng.randrange(256)
    return bytes(broken)


def truncate(rng: random.Random, body: bytes) -> bytes:
    return body[: rng.randrange(len(body) + 1)] if rng.random() < 0.7 else body[rng.randrange(len(body) + 1) :]


def cut_or_repeat(rng: random.Random, body: bytes) -> bytes:
    a, b = sorted(rng.randrange(len(body) + 1) for _ in range(2))
    b = min(b, a + rng.choice((10, 100, 1000, 8000)))
    return body[:a] + body[a:b] * rng.choice((0, 0, 2, 3, 20)) + body[b:]


def move(rng: random.Random, body: bytes) -> bytes:
    a, b, c = sorted(rng.randrange(len(body) + 1) for _ in range(3))
    return body[:a] + body[b:c] + body[a:b] + body[c:]


def drop_tags(rng: random.Random, body: bytes) -> bytes:
    for _ in range(rng.choice((1, 3, 30))):
        body = _replace(body, _at(rng, body, _TAG), b"")
    return body


def repeat_tag(rng: random.Random, body: bytes) -> bytes:
    match = _at(rng, body, _TAG)
    return _replace(body, match, match.group() * rng.choice((2, 3, 500))) if match else body


def rename_tags(rng: random.Random, body: bytes) -> bytes:
    old = rng.choice((b"td", b"tr", b"table", b"p", b"div", b"tbody"))
    return re.sub(
        rb"(</?)" + old + rb"\b",
        rb"\1" + rng.choice((b"th", b"div", b"td", b"tr", b"li", b"caption", b"x-y", b"style", b"table")),
        body,
    )


def hostile_spans(rng: random.Random, body: bytes) -> bytes:
    for _ in range(rng.choice((1, 5, 60))):
        value = rng.choice((b"colspan", b"rowspan")) + b'="' + rng.choice(SPANS) + b'"'
        if rng.random() < 0.5:
            body = _replace(body, _at(rng, body, _SPAN), value)
        elif match := _at(rng, body, _CELL):
            body = _replace(body, match, match.group() + b" " + value)
    return body


def nest(rng: random.Random, body: bytes) -> bytes:
    opening, closing = rng.choice(NESTS)
    depth = rng.choice((3, 50, 300, 3000, 20000))
    a, b = sorted(rng.randrange(len(body) + 1) for _ in range(2))
    return body[:a] + opening * depth + body[a:b] + closing * depth + body[b:]


def huge_attribute(rng: random.Random, body: bytes) -> bytes:
    match = _at(rng, body, _TAG)
    name = rng.choice((b"style", b"class", b"id", b"colspan", b"x", b"hidden"))
    value = rng.choice((b"a", b"display:none;", b" b", b"9", "公".encode())) * rng.choice((1000, 100000))
    return _replace(body, match, match.group()[:-1] + b" " + name + b'="' + value + b'">') if match else body


def many_attributes(rng: random.Random, body: bytes) -> bytes:
    match = _at(rng, body, _TAG)
    more = b"".join(b" a%d=1" % n for n in range(rng.choice((10, 3000))))
    return _replace(body, match, match.group()[:-1] + more + b">") if match else body


def bomb(rng: random.Random, body: bytes) -> bytes:
    return _insert(rng, body, rng.choice(BOMBS))


def words(rng: random.Random, body: bytes) -> bytes:
    word = rng.choice(WORDS)
    if rng.random() < 0.5:
        return _replace(body, _at(rng, body, _VALUE), b">" + word + b"<")
    return _insert(rng, body, word)


def charset(rng: random.Random, body: bytes) -> bytes:
    changed = _CHARSET.sub(b"charset=" + rng.choice(CHARSETS), body, count=1)
    if rng.random() < 0.3:
        return changed.decode("utf-8", "replace").encode(
            rng.choice(("gb18030", "utf-16", "utf-16-le", "utf-8-sig", "big5")), "replace"
        )
    return changed


def lines(rng: random.Random, body: bytes) -> bytes:
    """Lines lost, doubled, joined and shuffled: most of what can befall flattened text."""
    parts = body.split(b"\n")
    for _ in range(rng.choice((1, 5, 50))):
        at = rng.randrange(len(parts))
        parts[at : at + 1] = rng.choice(
            ([], [parts[at]] * 2, [parts[at][::-1]], [parts[at] + b" | " * 9], [parts[at], b"|" * 4000])
        )
        parts = parts or [b""]
    if rng.random() < 0.1:
        rng.shuffle(parts)
    return rng.choice((b"\n", b"\n", b"\r\n", b" ")).join(parts)


MUTATIONS: tuple[Mutation, ...] = (
    flip, truncate, cut_or_repeat, move, drop_tags, repeat_tag, rename_tags, hostile_spans, nest, huge_attribute,
    many_attributes, bomb, words, charset, lines,
)  # fmt: skip


def mutate(rng: random.Random, body: bytes) -> tuple[bytes, list[str]]:
    """One to four mutations after another, and their names; the result stays below three megabytes."""
    names = []
    for _ in range(rng.randint(1, 4)):
        mutation = rng.choice(MUTATIONS)
        body = mutation(rng, body)[:3_000_000]
        names.append(mutation.__name__)
    return body, names
