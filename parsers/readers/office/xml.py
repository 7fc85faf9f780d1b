"""XML of office packages: no entities, no network, no endless trees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from parsers.model import Refusal

if TYPE_CHECKING:
    from lxml.etree import _Element

_START = 2048
_MOST_NAMES = 5_000


def parse_xml(data: bytes, name: str = "XML") -> _Element:
    """The root element of a part. Raises `Refusal` (``broken``) when it is no XML, or declares a document type.

    No office format needs a document type; entities that grow, and files or addresses to be fetched, come only by one.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    if b"<!DOCTYPE" in data[:_START]:
        raise Refusal("broken", f"部件含文档类型声明 a part declares a document type: {name}")
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise Refusal("broken", f"部件不是有效的 XML damaged part {name}: {error}") from error
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        raise Refusal("broken", f"部件含文档类型声明 a part declares a document type: {name}")
    return root


class _Names(dict[str, str]):
    """Names without their namespace, by the full name; a hostile file cannot make it grow for ever."""

    def __missing__(self, tag: str) -> str:
        name = tag.rpartition("}")[2] if isinstance(tag, str) else ""  # an entity's is a function
        if len(self) < _MOST_NAMES:
            self[tag] = name
        return name


_names = _Names()


def local(element: _Element) -> str:
    """An element's name without its namespace."""
    return _names[element.tag]


def child(element: _Element, name: str) -> _Element | None:
    """The first child of this name in any namespace."""
    return next(element.iterchildren(f"{{*}}{name}"), None)
