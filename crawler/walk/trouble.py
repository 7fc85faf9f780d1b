"""Answers that are not what was asked for: recorded, retried where that is decent, and never taken for content."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.retry_after import seconds_asked
from crawler.walk.steps import Answer, Role, Step

if TYPE_CHECKING:
    from crawler.walk.hosts import Host
    from crawler.walk.site import SiteWalk
    from parsers.recognition import PageVerdict

LONGEST_PAUSE = 120.0
"""Seconds a Retry-After may ask for within a run; a host that asks for more is left."""
LONGEST_WAIT = 30 * 86400
"""Seconds a Retry-After may hold off the next visit."""
CAPTCHA = "验证码"
"""How the product is called that asks a reader to prove to be one. Before files alone, it does not close the host's pages."""
_ENTRANCES = (Role.HOME, Role.COLUMN)


def refuse(walk: SiteWalk, step: Step, reason: str, answer: Answer | None = None) -> None:
    """Record that a step gave nothing; of the home page that is the site's trouble."""
    status = answer.status if answer else None
    walk.ledger.refuse(step.url, reason, step.title, status)
    if step.role == Role.HOME and walk.home_trouble is None:
        walk.home_trouble = ("error", reason)


def left_host(walk: SiteWalk, step: Step, host: Host) -> None:
    """The step's host is left for this run."""
    walk.ledger.refuse(step.url, host.reason, step.title)
    if step.role == Role.HOME:
        walk.home_trouble = (host.refusal or "error", host.reason)


def forbidden(walk: SiteWalk, step: Step) -> None:
    """robots.txt forbids the address."""
    walk.ledger.counts["forbidden"] += 1
    walk.ledger.refuse(step.url, "forbidden by robots.txt", step.title)
    if step.role == Role.HOME:
        walk.home_trouble = ("forbidden", "robots.txt forbids the home page")


def cut_short(walk: SiteWalk, steps: list[Step]) -> None:
    """The budget is spent."""
    walk.ledger.counts["cut_short"] = 1
    for step in steps:
        if step.role != Role.ROBOTS:
            walk.ledger.skip(step.url, f"not asked: the budget of {walk.max_pages} requests is spent", step.title)


def no_answer(walk: SiteWalk, step: Step, answer: Answer) -> None:
    """The connection failed, broke or took too long: once more, then by the other address, then no more."""
    final = answer.failure.startswith("!")
    reason = answer.failure.removeprefix("!")
    if step.tries == 0 and not final:
        walk.agenda.put_back(step.again())
        return
    host = walk.hosts.of(step.url)
    host.refused_pages += 1
    walk.ledger.refuse(step.url, reason, step.title)
    if step.role == Role.HOME:
        walk.home_trouble = ("unreachable", reason)
    if host.refused_pages >= 3 and not final:
        host.refusal, host.reason = "unreachable", f"gave no answer three times; last: {reason}"
    instead(walk, step)


def missing(walk: SiteWalk, step: Step, answer: Answer, why: str) -> None:
    """The page is not there, whatever the status says."""
    if step.role == Role.PROBE:
        return
    walk.open_parts.pop(step.listed or step.url, None)  # the site does not have it: to ask again would not help
    refuse(walk, step, f"not there: {why}", answer)
    instead(walk, step)


def outside(walk: SiteWalk, step: Step, target: str, answer: Answer) -> None:
    """A redirect leads out of what may be entered."""
    refuse(walk, step, f"leads to {target}, outside gov.cn and the site list", answer)


def instead(walk: SiteWalk, step: Step) -> None:
    """Ask for what a step names in case it gives nothing."""
    if not step.otherwise:
        return
    other = replace(step, url=step.otherwise, otherwise=None, tries=0, listed=None)
    if walk.agenda.add(other) and step.role == Role.PART:
        walk.open_parts[other.url] = step.via or step.url


def not_content(walk: SiteWalk, step: Step, answer: Answer, verdict: PageVerdict) -> None:
    """A refusal, an error page, a soft 404, a login, a shell."""
    heed(walk.hosts.of(step.url), answer)
    match verdict.kind:
        case "blocked" if step.role == Role.FILE and verdict.product and verdict.product.startswith(CAPTCHA):
            walk.hosts.of(step.url).files_closed = verdict.why
            refuse(walk, step, verdict.why, answer)
        case "blocked":
            _decline(walk, step, answer, verdict.why)
        case "not_found" | "soft_404":
            missing(walk, step, answer, verdict.why)
        case "refused":
            _refused(walk, step, answer, verdict)
        case "needs_script":
            walk.needs_script = True
            refuse(walk, step, verdict.why, answer)
            if step.role == Role.HOME:
                walk.home_trouble = ("needs_script", verdict.why)
        case "error" | "empty" | "maintenance" if _worth_another(walk, step, answer):
            walk.agenda.put_back(step.again())
        case _:
            refuse(walk, step, verdict.why, answer)
            instead(walk, step)


def _worth_another(walk: SiteWalk, step: Step, answer: Answer) -> bool:
    if step.role == Role.PROBE or step.tries > 0:
        return False
    pause = _asked_pause(answer) or 0.0
    if pause > LONGEST_PAUSE:
        return False
    walk.pause = pause
    return True


def _asked_pause(answer: Answer) -> float | None:
    return seconds_asked(answer.header("retry-after"))


def heed(host: Host, answer: Answer) -> None:
    """Remember what a host asks for, for the next run."""
    host.asked_for = max(host.asked_for, min(int(_asked_pause(answer) or 0), LONGEST_WAIT))


def _refused(walk: SiteWalk, step: Step, answer: Answer, verdict: PageVerdict) -> None:
    pause = _asked_pause(answer)
    if answer.status == 429 and pause is not None and pause <= LONGEST_PAUSE and step.tries < 2:
        walk.pause = pause
        walk.agenda.put_back(step.again())
        return
    host = walk.hosts.of(step.url)
    host.refused_pages += 1
    if step.role == Role.PROBE:
        return
    if step.role in _ENTRANCES or answer.status == 429 or host.refused_pages >= 2:
        _decline(walk, step, answer, verdict.why)
    else:
        refuse(walk, step, verdict.why, answer)


def _decline(walk: SiteWalk, step: Step, answer: Answer, why: str) -> None:
    """The host declines: it is left at once, and named."""
    host = walk.hosts.of(step.url)
    host.refusal, host.reason = "declined", why
    walk.ledger.refuse(step.url, why, step.title, answer.status)
    if step.role == Role.HOME:
        walk.home_trouble = ("declined", why)
