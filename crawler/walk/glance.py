"""What an answer's bytes say by themselves: content or not, where a stub sends on, and the page read as a list. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.walk.steps import Role, Step
from parsers.listings import ListPage, canonical, read_list, read_report
from parsers.recognition import HOLDS_REPORT, STUB_TEXT, PageVerdict, is_file, judge_page, stub_target

if TYPE_CHECKING:
    from crawler.walk.steps import Headers


@dataclass(frozen=True, slots=True)
class Question:
    """Why an answer was asked for, as far as its reading depends on it: `sent` and `context` are those of the `Step`."""

    url: str
    role: Role
    sent: str
    context: str


@dataclass(frozen=True, slots=True)
class Glance:
    """`target` is where a stub sends on; `page` the page as read, None for what is no content, a file or such a stub."""

    verdict: PageVerdict
    target: str | None = None
    page: ListPage | None = None


def question_of(step: Step) -> Question | None:
    """What is to be read from the answer to a step; None where nothing is."""
    if step.role in (Role.ROBOTS, Role.NOWHERE):
        return None
    return Question(step.url, step.role, step.body, step.context)


def look(question: Question, status: int | None, headers: Headers, body: bytes) -> Glance:
    """Judge and read an answer; `body` has its content encoding undone.

    A page under a report's title that has the headings is content, whatever else stands in it: nothing more is asked.
    """
    url, kind = question.url, next((value for name, value in headers if name.lower() == "content-type"), "")
    if question.role == Role.ARTICLE and (status or 200) < 400 and not is_file(body):
        report = read_report(body, url, kind)
        if report is not None and len(" ".join(report.text.split())) > STUB_TEXT:
            return Glance(HOLDS_REPORT, None, report)
    verdict = judge_page(body, status, headers)
    if not verdict.is_content or verdict.kind == "file":
        return Glance(verdict)
    target = stub_target(body, url, kind)
    if target and canonical(target) != canonical(url):
        return Glance(verdict, target)
    return Glance(verdict, None, read_list(body, url, kind, question.sent, question.context))
