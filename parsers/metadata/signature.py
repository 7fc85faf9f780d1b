"""Lines that are one agency's name and nothing else: letterheads and signatures."""

from __future__ import annotations

import re

from parsers.text import squeeze

_NAME = re.compile(r"[\u4e00-\u9fff〇()、]{4,30}(?:政府|办公[厅室]|委员会|办事处|管委会|[厅局委部办院署]|中心)")
_FURNITURE = re.compile(r"网站|链接|版权|主办|承办|报[告表]|人民政府.*人民政府")
"""Words of a page's foot, and several governments run together, as links to them are."""


def is_signature(text: str) -> bool:
    """Whether a line is the name of one agency as letterheads and signatures print it, white space aside."""
    folded = squeeze(text)
    return _NAME.fullmatch(folded) is not None and _FURNITURE.search(folded) is None
