"""RTF to markup: text of the main story, tables by their cell edges and merges, hidden text and field codes left out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from parsers.model import Refusal
from parsers.readers.office.markup import Markup, read_markup
from parsers.readers.office.rtf_rows import Rows
from parsers.readers.office.rtf_words import MAX_DEPTH, Word, charset, codepage, words

if TYPE_CHECKING:
    from parsers.document import Document
    from parsers.formats import Limits

_LEFT_OUT_NAMES = """fonttbl colortbl stylesheet listtable listoverridetable revtbl rsidtbl info header headerl headerr headerf footer
    footerl footerr footerf footnote annotation atnid atnauthor atndate atnref atrfstart atrfend pict object objdata objclass
    fldinst bkmkstart bkmkend xe tc themedata colorschememapping latentstyles datastore generator filetbl xmlnstbl pgdsctbl
    wgrffmtfilter userprops docvar pnseclvl nonshppict ftnsep ftnsepc aftnsep aftnsepc template sp sn sv"""
_LEFT_OUT = frozenset(_LEFT_OUT_NAMES.split())
_PRINTED = {
    "tab": "\t", "line": "\n", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emdash": "—",
    "endash": "–", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_KEPT_STARRED = frozenset({"shptxt", "nesttableprops", "shpinst", "shppict"})


@dataclass(slots=True)
class _State:
    """What a group inherits: whether it is left out, hidden text, charset of the font, bytes after a Unicode escape."""

    silent: bool = False
    hidden: bool = False
    charset: str | None = None
    skip: int = 1
    font_table: bool = False


def read(body: bytes, _: Limits) -> Document:
    """Read a file. Tables, rows and cells are counted as they start in the text, from 0."""
    reader = _Reader()
    for word in words(body):
        reader.take(word)
    reader.end_paragraph()
    reader.rows.close_to(0)
    return read_markup(reader.markup, "rtf")


@dataclass
class _Reader:
    """One pass over the words."""

    markup: Markup = field(default_factory=Markup)
    state: _State = field(default_factory=_State)
    groups: list[_State] = field(default_factory=list)
    fonts: dict[int, str | None] = field(default_factory=dict)
    font: int = 0
    codepage: str = "cp1252"
    raw: bytearray = field(default_factory=bytearray)
    text: list[str] = field(default_factory=list)
    skipping: int = 0
    starred: bool = False
    opened: bool = False
    level: int = 0

    def __post_init__(self) -> None:
        self.rows = Rows(self.markup)

    def take(self, word: Word) -> None:
        """One word."""
        name = word.name
        if name == "raw":
            self._bytes(word.raw)
            return
        self._decode()
        if name == "{":
            if len(self.groups) >= MAX_DEPTH:
                raise Refusal("too_large", f"嵌套过深 groups nested deeper than {MAX_DEPTH}")
            self.groups.append(self.state)
            self.state = replace(self.state)
            self.opened, self.starred = True, False
            return
        if name == "}":
            if self.groups:
                self.state = self.groups.pop()
            self.opened = False
        elif name == "*":
            self.starred = True
            return
        elif name == "text":
            self._say(word.text)
        elif self.opened and (name in _LEFT_OUT or (self.starred and name not in _KEPT_STARRED)):
            self.state.silent = True
            self.state.font_table = name == "fonttbl"
        elif self.state.silent:
            self._font(name, word.number)
        else:
            self._control(name, word.number)
        self.opened = self.starred = False

    def end_paragraph(self) -> None:
        """Hand the text gathered so far on as a paragraph."""
        self._decode()
        self.rows.settle()
        text = "".join(self.text)
        self.text.clear()
        self.markup.paragraph(text, self.level)

    def _control(self, name: str, number: int | None) -> None:
        if name in _PRINTED:
            self._say(_PRINTED[name])
        elif name == "u":
            self._say(chr((number or 0) % 0x10000))
            self.skipping = self.state.skip
        elif name in ("par", "sect", "page"):
            self.end_paragraph()
        elif name in ("cell", "nestcell"):
            self.end_paragraph()
            self.rows.end_cell()
        elif name in ("row", "nestrow"):
            self.end_paragraph()
            self.rows.end_row()
        elif name == "pard":
            self.level = 0
            self.rows.take("pard", None)
        elif name == "outlinelevel":
            self.level = number + 1 if number is not None and 0 <= number < 6 else 0
        elif not self._character(name, number):
            self.rows.take(name, number)

    def _character(self, name: str, number: int | None) -> bool:
        """Words about characters and charsets."""
        if name in ("v", "deleted"):
            self.state.hidden = number != 0
        elif name == "plain":
            self.state.hidden = False
        elif name == "f":
            self.state.charset = self.fonts.get(number or 0)
        elif name == "uc":
            self.state.skip = min(max(number or 0, 0), 8)
        elif name == "ansicpg":
            self.codepage = codepage(number)
        else:
            return False
        return True

    def _font(self, name: str, number: int | None) -> None:
        """In the table of fonts: the charset of each."""
        if self.state.font_table and name == "f":
            self.font = number or 0
        elif self.state.font_table and name == "fcharset":
            self.fonts[self.font] = charset(number)

    def _bytes(self, raw: bytes) -> None:
        self.opened = self.starred = False
        if self.skipping:
            dropped = min(self.skipping, len(raw))
            self.skipping -= dropped
            raw = raw[dropped:]
        if raw and not (self.state.silent or self.state.hidden):
            self.raw += raw

    def _decode(self) -> None:
        """Turn the bytes gathered into text: in the font's charset, else in the file's."""
        self.skipping = 0
        if not self.raw:
            return
        raw = bytes(self.raw)
        self.raw.clear()
        if max(raw) < 0x80:
            self.text.append(raw.decode("ascii"))
            return
        names = [name for name in (self.state.charset, self.codepage) if name]
        for name in names:
            try:
                self.text.append(raw.decode(name))
            except UnicodeDecodeError:
                continue
            return
        self.text.append(raw.decode(names[0], "replace"))

    def _say(self, text: str) -> None:
        if not (self.state.silent or self.state.hidden):
            self.text.append(text)
