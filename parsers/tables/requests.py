"""Table three, 收到和处理政府信息公开申请情况: 25 rows (2021) or 23 (2019) by seven kinds of applicant."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from parsers.form import load_form
from parsers.remembered import remembered
from parsers.tables.header import is_like, is_named, read_leaves, standard_leaves
from parsers.tables.lost import Lost
from parsers.tables.place import Leaf
from parsers.tables.reading import Reading
from parsers.tables.roles import is_subtotal, near, roles
from parsers.tables.shape import text_of
from parsers.tables.strays import doubt_blank_rows
from parsers.text import read_label, read_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.document import GridCell

_OTHER = "results.other_handling"
_ONE_ROW = f"{_OTHER}.total"
_ITEMS = (f"{_OTHER}.correction_overdue", f"{_OTHER}.fee_overdue", f"{_OTHER}.other")


@cache
def _columns() -> tuple[str, ...]:
    return tuple(applicant.key for applicant in load_form().applicants)


@dataclass(slots=True)
class RequestsReader:
    """Reads the rows of table three in printed order."""

    reading: Reading = field(default_factory=lambda: Reading("requests"))
    header: list[list[GridCell]] = field(default_factory=list)
    positioned: bool = True
    leaves: list[Leaf] | None = None
    group: str | None = None
    previous: str | None = None
    printed: dict[str, int] = field(default_factory=dict)
    bare_rows: dict[str, str] = field(default_factory=dict)
    group_rows: list[tuple[str, str, list[GridCell], bool]] = field(default_factory=list)
    sparse: dict[str, tuple[str, list[GridCell]]] = field(default_factory=dict)
    is_glued: bool = False
    """Whether the figures of a row may stand together as one."""
    glued: dict[str, tuple[str, list[GridCell]]] = field(default_factory=dict)
    odd: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """What is odd about the header, rule and message, and the columns that are not there or not named."""
    unnamed: list[tuple[str | None, str, list[GridCell], bool, int]] = field(default_factory=list)
    """Rows with no label or one that the form does not know: the row before, label, values, and how many rows came before."""

    @property
    def in_header(self) -> bool:
        """Whether header rows were read and no body row since."""
        return bool(self.header) and self.leaves is None

    def head(self, cells: Sequence[GridCell], *, positioned: bool) -> None:
        """One row of the header, or of a header repeated where the table goes on."""
        if self.leaves is not None:
            self.header, self.leaves = [], None
        self.header.append(list(cells))
        self.positioned = positioned

    def row(self, labels: list[GridCell], values: list[GridCell], *, positioned: bool) -> None:
        """One row of the body: its label cells from left to right, and its values."""
        if not positioned:
            for cell in labels[:-1]:
                self.bare([cell])
        key = self._key(labels)
        if key is None and positioned and self._begins_with_label(labels, values):
            self._unknown(values[:1], values[1:], positioned)
        elif key is None and labels and (group := roles(labels[-1].text).get("group")):
            self.group_rows.append((group, labels[-1].text, values, positioned))
        elif key is None:
            self._unknown(labels, values, positioned)
        else:
            self._put(key, values, positioned, labels[-1].text)
            self.previous = key

    def bare(self, labels: list[GridCell]) -> None:
        """A label without values, as extractors leave it that drop blank cells: the row is printed all the same."""
        found = roles(labels[-1].text) if labels else {}
        if found.get("group") == "other_handling" and "request" not in found:
            self.bare_rows.setdefault(_ONE_ROW, labels[-1].text)
        key = self._key(labels) if found.keys() & {"request", "group"} else None
        if key:
            self.bare_rows.setdefault(key, labels[-1].text)

    def finish(self) -> str | None:
        """Settle the rows of group (六) and what is missing; returns the form version, or None without a table."""
        self._settle_bare()
        single = not any(key in self.printed for key in _ITEMS)
        for group, label, values, positioned in self.group_rows:
            if group == "other_handling" and single:
                self._put(_ONE_ROW, values, positioned, label)
            else:
                self.reading.keep(label, values)
        self._place_unnamed()
        if not self.printed:
            return None
        doubt_blank_rows(self.reading)
        form = "2019" if _ONE_ROW in self.printed else "2021"
        if single and _ONE_ROW not in self.printed:
            form = "2019"
        self._missing(form)
        for (rule, message), columns in self.odd.items():
            paths = [path for key in load_form().request_keys(form) for path in self.reading.paths(key, columns)]
            self.reading.say(rule, "warning", message, paths)
        Lost(self.reading, frozenset(self.printed), self.sparse, self.glued).settle(form)
        if not self.positioned:
            self.reading.doubt_merged()
        return form

    def _settle_bare(self) -> None:
        itemised = any(key in self.printed or key in self.bare_rows for key in _ITEMS)
        for key, label in self.bare_rows.items():
            if key == _ONE_ROW and (itemised or any(group == "other_handling" for group, *_ in self.group_rows)):
                continue
            if self.printed and key not in self.printed:
                self.printed[key] = len(self.printed)
                columns = _columns()
                message = f"只有行名，没有数值 label without values: {label}"
                self.reading.say("S-BLANK", "info", message, self.reading.paths(key, columns))
                if self._holds_strays():
                    message = f"另有数值不知属于哪一行，可能是该行的 numbers of no known row may be this row's: {label}"
                    self.reading.say("S-COLUMNS", "warning", message, self.reading.paths(key, columns))

    def _holds_strays(self) -> bool:
        """Whether numbers were read under words that are no row of the form, or under none."""
        rows = [row.raw for row in self.reading.extra_rows if not is_subtotal(row.label)]
        rows += [tuple(cell.text for cell in values) for _, label, values, *_ in self.unnamed if not label]
        return any(read_value(text).kind == "number" for row in rows for text in row)

    def _key(self, labels: list[GridCell]) -> str | None:
        """The row's key, by its labels and the group that is open."""
        key, self.group = _key_of((self.group, *map(text_of, labels)))
        return key

    def _begins_with_label(self, labels: list[GridCell], values: list[GridCell]) -> bool:
        """Whether the labels are those of a group, and its item's own, garbled or not readable, stands before the values."""
        found = roles(labels[-1].text) if labels else {}
        if self.leaves is None or len(values) != len(self.leaves) + 1 or not found.keys() & {"results", "group"}:
            return False
        kind = read_value(values[0].text).kind
        return kind == "text" or (kind == "blank" and found.get("group") != "other_handling")

    def _unknown(self, labels: list[GridCell], values: list[GridCell], positioned: bool) -> None:
        text = labels[-1].text if labels and read_label(labels[-1].text).core else ""
        if text:
            self.reading.keep(text, values)
        if any(cell.text for cell in values):
            self.unnamed.append((self.previous, text, values, positioned, len(self.printed)))

    def _put(self, key: str, values: list[GridCell], positioned: bool, label: str = "") -> None:
        leaves = self._leaves()
        self.printed.setdefault(key, len(self.printed))
        columns = _columns()
        is_short = not positioned and 0 < len(values) < len(columns)
        if (
            is_short
            and not {key} & (self.sparse.keys() | self.glued.keys())
            and tuple(leaf.key for leaf in leaves) == columns
        ):
            (self.glued if self.is_glued else self.sparse)[key] = label, values
            return
        self.reading.place(key, columns, leaves, values, positioned=positioned, label=label)

    def _leaves(self) -> list[Leaf]:
        if self.leaves is None:
            self.leaves = read_leaves(self.header, positioned=self.positioned) if self.header else None
            if self.leaves is None:
                self.leaves = standard_leaves()
                self.reading.say("S-HEADER", "warning", "表三表头缺失或不识，按格式列序读取 header missing or unknown")
            self._odd_columns(self.leaves)
        return self.leaves

    def _odd_columns(self, leaves: list[Leaf]) -> None:
        known = {leaf.key for leaf in leaves}
        unknown = [a for a in load_form().applicants if a.key not in known]
        absent = [a.label for a in unknown]
        extra = [leaf.label for leaf in leaves if leaf.key is None]
        if absent or extra:
            message = f"表三列与格式不符 columns differ from the form: 缺 {'、'.join(absent) or '无'}，多 {'、'.join(extra) or '无'}"
            self.odd.setdefault(("S-COLUMNS", message), [a.key for a in unknown])
        garbled = [leaf for leaf in leaves if not is_named(leaf)]
        if garbled:
            names = "、".join(leaf.label for leaf in garbled)
            message = f"表三表头不识，按左右各列确定 header unknown, its neighbours tell the column: {names}"
            self.odd.setdefault(("S-HEADER", message), [leaf.key for leaf in garbled if leaf.key])

    def _place_unnamed(self) -> None:
        """A row without a label is taken where exactly one row of the form is missing between its neighbours.

        So is one with a garbled label, if enough of the missing row's is left in it.
        """
        order = load_form().request_keys("2021" if any(key in self.printed for key in _ITEMS) else "2019")
        names = {row.key: row.label for row in load_form().requests}
        for previous, label, values, positioned, count in self.unnamed:
            start = order.index(previous) + 1 if previous in order else 0
            following = next((key for key, n in self.printed.items() if n >= count and key in order), None)
            end = order.index(following) if following else len(order)
            gap = [key for key in order[start:end] if key not in self.printed]
            if (
                len(gap) == 1
                and (positioned or self._lacks_only(gap[0], order))
                and (not label or (not is_subtotal(label) and is_like(label, names[gap[0]])))
            ):
                self.reading.drop(label, values)
                self._put(gap[0], values, positioned)
                message = f"行名{'不识' if label else '缺失'}，按前后行确定 label {'unknown' if label else 'missing'}, placed by its neighbours: {gap[0]}"
                self.reading.say("S-LABEL", "warning", message, self.reading.paths(gap[0], _columns()))
            elif not label:
                self.reading.keep("", values)

    def _lacks_only(self, key: str, order: list[str]) -> bool:
        """Whether one row alone has no label of its own: in text, others that are cut or unread would leave it doubtful."""
        return len(self.unnamed) == 1 and all(other == key or other in self.printed for other in order)

    def _missing(self, form: str) -> None:
        columns = _columns()
        labels = {row.key: row.label for row in load_form().requests}
        for key in load_form().request_keys(form):
            if key not in self.printed:
                message = f"表三缺行 row not printed: {labels[key]}"
                self.reading.say("S-ROW", "warning", message, self.reading.paths(key, columns))


@remembered(1 << 13)
def _key_of(asked: tuple[str | None, ...]) -> tuple[str | None, str | None]:
    """The key of a row, and the group open behind it, by the group open before and the row's labels.

    It is told by the words of the last labels, joined where a label was broken in two.
    """
    group, labels = asked[0], [text or "" for text in asked[1:]]
    found = [roles(text) for text in labels]
    for kinds in found:  # a group whose span is too long may stand behind the item of a later row
        group = kinds.get("group", group)
    items = [kinds["request"] for kinds in found if "request" in kinds]
    key, group = _in_group(items[-1], group) if items else (None, group)
    if key or not labels or "group" in found[-1]:
        return key, group
    for size in (2, 3):
        together = roles("".join(labels[-size:]))
        if len(labels) >= size and "request" in together:
            return _in_group(together["request"], group)
    guess = near(labels[-1], "request")
    return guess, (near(labels[-1], "group") or group) if guess is None else group


def _in_group(key: str, group: str | None) -> tuple[str | None, str | None]:
    """The key, unless its word (其他) means a row only inside group (六) and another group is open; and the group it is in."""
    if key == f"{_OTHER}.other" and group != "other_handling":
        return None, group
    parts = key.split(".")
    return key, parts[1] if len(parts) == 3 else group
