"""Telling people of alarms: by a command, a webhook or e-mail."""

from archive.alerts.channels import Channel, Message, Undelivered
from archive.alerts.config import AlertError, load_channels

__all__ = ["AlertError", "Channel", "Message", "Undelivered", "load_channels"]
