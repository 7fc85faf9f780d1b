"""Tell every channel of the news, each message once; what a channel does not take waits for the next run."""

from __future__ import annotations

import threading
import time
import traceback
from typing import TYPE_CHECKING

import click

from archive.alerts import Message, Undelivered
from archive.clock import now
from archive.expectations import Finding, load_rules
from archive.scheduled.alarms import Alarm
from archive.scheduled.state import stamp

if TYPE_CHECKING:
    from collections.abc import Callable

    from archive.alerts import Channel
    from archive.layout import Layout
    from archive.scheduled.alarms import Ledger
    from archive.scheduled.state import RunState

_LOOK_EVERY_S = 0.05
_MARKS = {"alarm": "警报 alarm", "over": "解除 over"}


PATIENCE_S = 60.0
"""How long a channel may take for one message in all, however it trickles."""


def tell(
    layout: Layout,
    ledger: Ledger,
    news: list[tuple[str, Alarm]],
    channels: list[Channel],
    stopped: Callable[[], bool] = lambda: False,
) -> int:
    """Queue the news for every channel, save, deliver; returns how many messages were not delivered.

    Each delivery is noted before the next begins, so that a run cut off here repeats one message at most. Once `stopped`, what is
    left waits for the next run.
    """
    names = {channel.name for channel in channels}
    ledger.unsent = {name: waiting for name, waiting in ledger.unsent.items() if name in names}
    for channel in channels:
        ledger.unsent.setdefault(channel.name, []).extend(news)
    ledger.save(layout.alarms)
    for kind, alarm in news:
        click.echo(f"{_MARKS[kind]}: {message_of(kind, alarm).title}", err=True)
    for channel in channels:
        waiting = ledger.unsent[channel.name]
        while waiting:
            try:
                _deliver(channel, message_of(*waiting[0]), stopped)
            except Undelivered as trouble:
                click.echo(f"gongkai: 未能送达 not delivered [{channel.name}]: {trouble}", err=True)
                break
            del waiting[0]
            ledger.save(layout.alarms)
    return sum(map(len, ledger.unsent.values()))


def cry(channels: list[Channel], state: RunState, trouble: str) -> None:
    """Tell every channel at once that the run failed: where not even the ledger can be written, nothing can be put off."""
    finding = Finding("failed", "run", trouble, "", "gongkai run")
    message = message_of("alarm", Alarm(finding, state.run_id, stamp(now())))
    click.echo(f"{_MARKS['alarm']}: {message.title}", err=True)
    for channel in channels:
        try:
            _deliver(channel, message)
        except Undelivered as untold:
            click.echo(f"gongkai: 未能送达 not delivered [{channel.name}]: {untold}", err=True)


def _deliver(channel: Channel, message: Message, stopped: Callable[[], bool] = lambda: False) -> None:
    """Send one message, and do not wait for longer than is left.

    Raises:
        Undelivered: it was not taken, or not in time.
    """
    failed: list[str] = []

    def send() -> None:
        try:
            channel.send(message)
        except Undelivered as trouble:
            failed.append(str(trouble))
        except Exception as trouble:
            traceback.print_exc()
            failed.append(repr(trouble))

    sending = threading.Thread(target=send, daemon=True)
    sending.start()
    until = time.monotonic() + PATIENCE_S
    while sending.is_alive():
        if stopped() or time.monotonic() > until:
            raise Undelivered("已中止 stopped" if stopped() else f"{PATIENCE_S:.0f} 秒内未收下 not taken in time")
        sending.join(_LOOK_EVERY_S)
    if failed:
        raise Undelivered(failed[0])


def message_of(kind: str, alarm: Alarm) -> Message:
    """The message about an alarm."""
    finding, rule = alarm.finding, load_rules()[alarm.finding.rule]
    name = finding.name or finding.subject
    title = f"[gongkai] {_MARKS[kind]}: {name}: {rule.zh} {rule.en}"
    lines = [f"{name}  {finding.subject}", f"{rule.zh} {rule.en}", finding.message, f"自 since {alarm.since}"]
    if kind == "alarm":
        lines += ["", rule.mend_zh, rule.mend_en]
    return Message(
        kind="over" if kind == "over" else "alarm",
        rule=finding.rule,
        level=rule.level,
        subject=finding.subject,
        name=name,
        cause=finding.cause,
        since=alarm.since,
        run_id=alarm.run_id,
        title=title,
        text="\n".join(lines) + "\n",
    )
