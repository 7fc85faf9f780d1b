"""Alerts over real channels: a program, a real HTTP receiver, a real SMTP server; once per cause, and an all-clear."""

import json
import socket
import sys
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message as Mail
from email.policy import default
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from archive.alerts import AlertError, Message, load_channels
from archive.expectations import Finding, load_rules
from archive.layout import Layout
from archive.scheduled.alarms import Ledger, load_ledger
from archive.scheduled.telling import tell
from tests.support.web.server import Reply, running

FINDING = Finding("zero", "http://www.linjiang.gov.cn/", "3 份 → 0", "", "临江市")
OTHER = Finding("late", "220681", "2025: 0 份 of 12", "2025", "220681")


class Inbox:
    """A real SMTP server's mail."""

    def __init__(self) -> None:
        self.mails: list[Mail] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802  the server's name for it
        self.mails.append(message_from_bytes(envelope.content, policy=default))
        return "250 taken"


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return Layout(tmp_path)


def _tell(layout: Layout, findings: list[Finding]) -> int:
    ledger = load_ledger(layout.alarms)
    news = ledger.update(findings, "r", "2026-01-31T08:00:00Z", judged=lambda _finding: True)
    return tell(layout, ledger, news, load_channels(layout.alerts))


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, int]]:
    inbox = Inbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    yield inbox, port
    controller.stop()


def test_mail_says_what_and_how_to_mend_it_once_and_when_it_is_over(layout: Layout, inbox: tuple[Inbox, int]) -> None:
    box, port = inbox
    layout.alerts.write_text(
        f'[duty]\nkind = "email"\nhost = "127.0.0.1"\nport = {port}\nsender = "a@example.org"\nto = ["b@example.org", "c@example.org"]\n'
    )
    for _ in range(3):
        assert _tell(layout, [FINDING]) == 0
    (mail,) = box.mails
    assert "临江市" in str(mail["Subject"])
    assert mail["To"] == "b@example.org, c@example.org"
    body = mail.get_body().get_content()  # type: ignore[attr-defined]
    rule = load_rules()["zero"]
    assert all(words in body for words in (FINDING.message, FINDING.subject, rule.en, rule.mend_zh, rule.mend_en))
    assert _tell(layout, []) == 0
    assert ["解除 over" in str(mail["Subject"]) for mail in box.mails] == [False, True]
    assert _tell(layout, []) == 0
    assert len(box.mails) == 2


def test_a_webhook_gets_every_message_once_also_after_it_was_down(layout: Layout) -> None:
    with running() as web:
        host = web.host("receiver")
        got: list[dict[str, str]] = []

        def take(handler: BaseHTTPRequestHandler) -> Reply:
            got.append(json.loads(handler.sent_body))  # type: ignore[attr-defined]
            return Reply("ok")

        host.pages["/hook"] = Reply("down", 503)
        layout.alerts.write_text(
            f'[hook]\nkind = "webhook"\nurl = "{host.url("/hook")}"\nheaders = {{ X-Key = "k" }}\n'
        )
        assert _tell(layout, [FINDING]) == 1
        assert _tell(layout, [FINDING, OTHER]) == 2
        host.pages["/hook"] = take
        assert _tell(layout, [FINDING, OTHER]) == 0
        assert [(item["kind"], item["rule"], item["subject"], item["cause"]) for item in got] == [
            ("alarm", "zero", FINDING.subject, ""),
            ("alarm", "late", "220681", "2025"),
        ]
        assert _tell(layout, [OTHER]) == 0
        assert (got[-1]["kind"], got[-1]["rule"]) == ("over", "zero")
        assert len(got) == 3
        assert host.asked()[-1].headers["X-Key"] == "k"


def test_a_program_gets_the_message_on_its_standard_input(layout: Layout, tmp_path: Path) -> None:
    code = "import sys; open(sys.argv[1], 'a').write(sys.stdin.read() + chr(10) + sys.argv[2] + chr(10))"
    run = json.dumps([sys.executable, "-c", code, str(tmp_path / "said")])
    layout.alerts.write_text(f'[program]\nkind = "command"\nrun = {run}\n')
    assert _tell(layout, [FINDING]) == 0
    said, title = (tmp_path / "said").read_text(encoding="utf-8").splitlines()
    assert json.loads(said)["text"].startswith("临江市")
    assert json.loads(said)["title"] == title
    layout.alerts.write_text('[program]\nkind = "command"\nrun = ["false"]\n')
    assert _tell(layout, []) == 1


def test_a_run_told_to_stop_waits_for_no_channel_and_the_next_one_tells(layout: Layout, tmp_path: Path) -> None:
    run = json.dumps(["/bin/sh", "-c", f"touch {tmp_path}/asked; sleep 5; touch {tmp_path}/taken"])
    for_two = "".join(f'[{name}]\nkind = "command"\nrun = {run}\n' for name in ("one", "two"))
    layout.alerts.write_text(for_two)
    ledger = load_ledger(layout.alarms)
    news = ledger.update([FINDING], "r", "2026-01-01T00:00:00Z", judged=lambda _: True)
    asked = (tmp_path / "asked").exists
    assert tell(layout, ledger, news, load_channels(layout.alerts), stopped=asked) == 2
    assert not (tmp_path / "taken").exists()
    layout.alerts.write_text(for_two.replace("sleep 5; ", ""))
    assert _tell(layout, [FINDING]) == 0


def test_a_channel_that_breaks_in_an_unheard_of_way_has_not_delivered(
    layout: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    class Odd:
        name = "odd"

        def send(self, _message: Message) -> None:
            raise RuntimeError("unheard of")

    ledger = load_ledger(layout.alarms)
    news = ledger.update([FINDING], "r", "2026-01-01T00:00:00Z", judged=lambda _: True)
    assert tell(layout, ledger, news, [Odd()]) == 1
    assert "unheard of" in capsys.readouterr().err


def test_what_was_not_judged_stays_open() -> None:
    ledger = Ledger()
    ledger.update([FINDING], "r", "t", judged=lambda _finding: True)
    assert not ledger.update([], "r", "t", judged=lambda finding: finding.rule == "failed")
    assert [alarm.finding for alarm in ledger.alarms] == [FINDING]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[x]\nkind = 'telegram'\n", "kind is one of"),
        ("[x]\nkind = 'email'\nhost = 'h'\n", "to"),
        ("[x]\nkind = 'webhook'\nurl = 'file:///etc/passwd'\n", "web address"),
        ("nonsense", "alerts.toml"),
    ],
)
def test_what_cannot_be_used_is_named(layout: Layout, text: str, says: str) -> None:
    layout.alerts.write_text(text)
    with pytest.raises(AlertError, match=says):
        load_channels(layout.alerts)
