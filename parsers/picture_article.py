"""A report that its page shows as pictures, each a page of it: read as one document, each cell with its picture."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.document import Paragraph, Pictures
from parsers.formats.reading import PICTURES, read_together
from parsers.listings import identity, is_picture
from parsers.metadata.title import agency_in
from parsers.model import Refusal
from parsers.parts import FIRST_FURTHER, Whole, listed_pages
from parsers.pictures import named_in_words
from parsers.recognition import judge_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.document import Document
    from parsers.formats import Limits
    from parsers.formats.reading import Together
    from parsers.listings import ListPage
    from parsers.parts import Part


def shown_as_pictures(
    document: Document, body: bytes, url: str | None, content_type: str | None, parts: Sequence[Part], limits: Limits
) -> Whole | None:
    """The article whose own text is no report, by its pictures among the `parts`; None where it has none, or is a list of reports.

    Raises `Refusal`: ``needs_ocr`` as `read_together` does; that of the first picture that cannot be read where none can be.
    """
    offered = {identity(part.url): part for part in parts if is_picture(part.url)}
    if not offered or url is None or document.kind != "html":
        return None
    pages, lacking = listed_pages(body, url, content_type, parts)
    named = {identity(image): image for page in pages for image in page.images}
    given = [offered[key] for key in named if key in offered]
    if not given or not _is_titled(document, pages[0]) or _are_several(pages):
        return None
    urls = [part.url for part in given]
    try:
        found = read_together([part.body for part in given], limits, FIRST_FURTHER)
    except Refusal as refusal:
        raise Refusal(refusal.code, f"{refusal}：{named_in_words(urls)}", kind=PICTURES) from refusal
    if not found.read:
        worst = found.worst()
        raise Refusal(worst.code, f"{worst}：{named_in_words(urls)}", kind=PICTURES)
    read = tuple(urls[number] for number in found.read)
    missing, aside = _unread(list(named.values()), urls, found)
    text = [block for block in document.blocks if isinstance(block, Paragraph)]
    told = Pictures(read, (*lacking, *missing), aside)
    joined = replace(found.document, blocks=[*text, *found.document.blocks], head=document.head, pictures=told)
    return Whole(joined, read, told.missing)


def _is_titled(document: Document, page: ListPage) -> bool:
    """Whether the page has the title of a report of its own, and does not only link to one."""
    linked = {"".join(text.split()) for link in page.links for text in (link.title, link.text)}
    lines = ["".join(block.text.split()) for block in document.paragraphs()]
    titles = [page.meta.article_title, page.meta.page_title, *(line for line in lines if line not in linked)]
    return any((verdict := judge_title(title)).is_report and verdict.year for title in titles)


def _are_several(pages: Sequence[ListPage]) -> bool:
    """Whether pictures are linked under the names of several reports."""
    titles = {link.title or link.text for page in pages for link in page.links if is_picture(link.url)}
    return len({(agency_in(title), judge_title(title).year) for title in titles if judge_title(title).is_report}) > 1


def _unread(named: list[str], urls: list[str], found: Together) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Pictures that are pages by where they stand and could not be read, and those that are none.

    A page stands between pages that were read, or in the folder of one.
    """
    keys = [identity(image) for image in named]
    left = {identity(urls[number]): refusal for number, refusal in found.left.items()}
    read = [keys.index(identity(urls[number])) for number in found.read]
    folders = {named[at].rpartition("/")[0] for at in read}
    missing: list[str] = []
    aside: list[str] = []
    for at, image in enumerate(named):
        is_bare = keys[at] in left and left[keys[at]] is None
        if at in read:
            continue
        is_page = min(read) < at < max(read) or image.rpartition("/")[0] in folders
        (missing if is_page and not is_bare else aside).append(image)
    return tuple(missing), tuple(aside)
