"""How the content systems of the miniature web name their pages, print their lists and page through them."""

from archive.demo.families.gbk import Gbk
from archive.demo.families.inline import Inline
from archive.demo.families.soft import Soft
from archive.demo.families.trs import Column, Family, Item
from archive.demo.families.ucap import Ucap

FAMILIES: dict[str, type[Family]] = {
    "trs": Family,
    "ucap": Ucap,
    "gbk": Gbk,
    "inline": Inline,
    "soft": Soft,
    "closed": Family,
    "empty": Family,
}
"""The family that builds a site, by its name in facts.toml."""

__all__ = ["FAMILIES", "Column", "Family", "Item"]
