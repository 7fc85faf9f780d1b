"""The ways to tell: each takes one message and either delivers it or says why not."""

from __future__ import annotations

import json
import os
import smtplib
import ssl
import subprocess
import urllib.request
from dataclasses import asdict, dataclass
from email.message import EmailMessage
from typing import Literal, Protocol

PATIENCE_S = 20.0
"""How long any channel may take for one message."""


class Undelivered(Exception):
    """Raised when a message was not taken; it is tried again after the next run."""


@dataclass(frozen=True, slots=True)
class Message:
    """One alarm that began, or is over: for people `title` and `text`, for programs the rest."""

    kind: Literal["alarm", "over"]
    rule: str
    level: str
    subject: str
    name: str
    cause: str
    since: str
    run_id: str
    title: str
    text: str


class Channel(Protocol):
    """One way to tell."""

    @property
    def name(self) -> str:
        """The name of its section in ``alerts.toml``."""

    def send(self, message: Message) -> None:
        """Deliver a message.

        Raises:
            Undelivered: it was not taken.
        """


@dataclass(frozen=True, slots=True)
class Command:
    """Runs a program: the message as JSON on its standard input, the title as its last argument."""

    name: str
    run: tuple[str, ...]

    def send(self, message: Message) -> None:
        """Run the program; any exit code but 0 means not delivered."""
        said = json.dumps(asdict(message), ensure_ascii=False)
        try:
            done = subprocess.run(  # noqa: S603  the operator's own program, no shell
                [*self.run, message.title], input=said, text=True, timeout=PATIENCE_S, check=False, capture_output=True
            )
        except (OSError, subprocess.TimeoutExpired) as trouble:
            raise Undelivered(f"{self.run[0]}: {trouble}") from trouble
        if done.returncode:
            raise Undelivered(f"{self.run[0]} ended with {done.returncode}: {done.stderr.strip()[:200]}")


@dataclass(frozen=True, slots=True)
class Webhook:
    """Posts the message as JSON to an address."""

    name: str
    url: str
    headers: tuple[tuple[str, str], ...] = ()

    def send(self, message: Message) -> None:
        """Post; any answer but 2xx means not delivered."""
        body = json.dumps(asdict(message), ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json; charset=utf-8", **dict(self.headers)}
        request = urllib.request.Request(self.url, body, headers, method="POST")  # noqa: S310  checked when read
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_S):  # noqa: S310
                pass
        except OSError as trouble:  # an HTTP error, a refusal, a timeout
            raise Undelivered(f"{self.url}: {trouble}") from trouble


@dataclass(frozen=True, slots=True)
class Mail:
    """Sends an e-mail. The password, where one is needed, stands in the environment variable `password_env`."""

    name: str
    host: str
    sender: str
    to: tuple[str, ...]
    port: int = 25
    security: Literal["none", "starttls", "tls"] = "none"
    user: str = ""
    password_env: str = "GONGKAI_SMTP_PASSWORD"  # noqa: S105  the name of a variable, not a password

    def send(self, message: Message) -> None:
        """Hand the mail to the server."""
        mail = EmailMessage()
        mail["Subject"], mail["From"], mail["To"] = message.title, self.sender, ", ".join(self.to)
        mail.set_content(message.text)
        try:
            with self._connect() as server:
                if self.security == "starttls":
                    server.starttls(context=ssl.create_default_context())
                if self.user:
                    server.login(self.user, os.environ.get(self.password_env, ""))
                server.send_message(mail)
        except (OSError, smtplib.SMTPException) as trouble:
            raise Undelivered(f"{self.host}:{self.port}: {trouble}") from trouble

    def _connect(self) -> smtplib.SMTP:
        if self.security == "tls":
            return smtplib.SMTP_SSL(self.host, self.port, timeout=PATIENCE_S, context=ssl.create_default_context())
        return smtplib.SMTP(self.host, self.port, timeout=PATIENCE_S)
