"""Characters that are another's shape: radicals and compatibility forms that stand for the plain character.

PDF printers write 人民 as U+2F08 U+2EA0, since one glyph serves both codes and the file keeps the lower one; text copied out
of such a file carries them on. To a reader they are the same character, to a search they are not.
Source: Unicode's EquivalentUnifiedIdeograph property, and the decompositions of its compatibility ideographs.
"""

from __future__ import annotations

import unicodedata

_SUPPLEMENT = (
    "⺁厂 ⺄乙 ⺅亻 ⺇几 ⺉刂 ⺋㔾 ⺎兀 ⺏尣 ⺐尢 ⺒巳 ⺓幺 ⺔彑 ⺖忄 ⺗㣺 ⺘扌 ⺙攵 ⺛旡 ⺞歺 ⺟母 ⺠民 ⺡氵 ⺣灬 ⺤爫 ⺦丬 ⺨犭 ⺩王 ⺫目 ⺬示 ⺭礻 "
    "⺮竹 ⺰纟 ⺱罓 ⺲罒 ⺳网 ⺵网 ⺶羊 ⺷羊 ⺸羊 ⺹耂 ⺺肀 ⺼月 ⺾艹 ⺿艹 ⻀艹 ⻁虎 ⻂衤 ⻃覀 ⻄西 ⻅见 ⻆角 ⻇角 ⻈讠 ⻉贝 ⻊足 ⻋车 ⻌辶 ⻍辶 ⻎辶 "
    "⻏阝 ⻐钅 ⻑長 ⻒镸 ⻓长 ⻔门 ⻕阜 ⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻟飠 ⻠饣 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿 "
    "⻯竜 ⻰龙 ⻱龟 ⻲亀 ⻳龟"
)
_BLOCKS = (range(0x2F00, 0x2FD6), range(0xF900, 0xFADA))
"""Kangxi radicals, compatibility ideographs."""


def _plain() -> dict[int, str]:
    pairs = {ord(pair[0]): pair[1] for pair in _SUPPLEMENT.split()}
    for code in (code for block in _BLOCKS for code in block):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and ord(plain) != code:
            pairs[code] = plain
    return pairs


PLAIN: dict[int, str] = _plain()
"""Code of a stand-in: the plain character."""
STAND_INS = "\u2e80-\u2fdf\uf900-\ufadf"
"""The blocks in which they lie, as a regular expression writes a set."""
