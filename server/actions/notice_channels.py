"""Ways out of the house: one function per way, each takes a letter and returns, or raises NotDelivered.

SMS and WeChat messages are simulated: no provider stands behind them, and the notice's row is all that there is.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate
from urllib.parse import unquote, urlsplit

from server.extensions import db

TIMEOUT = 15  # seconds


@dataclass(frozen=True)
class Letter:
    """What is sent to whom; `name` is the same at every try, so that a mailbox can tell a repetition."""

    name: str
    to: str
    subject: str
    text: str
    simulated: bool


class NotDelivered(Exception):
    """It did not leave: `code` is a key of `notices_out.ERRORS`; `final` when trying again is of no use."""

    def __init__(self, code: str, *, final: bool = False) -> None:
        super().__init__(code)
        self.code, self.final = code, final


def play(letter: Letter) -> None:
    """The simulated provider takes everything and sends nothing."""


def send_mail(letter: Letter) -> None:
    """Hand a letter to the mail server of the settings."""
    if letter.simulated:
        return play(letter)
    try:
        with _connect() as server:
            server.send_message(_message(letter))
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        raise NotDelivered("refused", final=min(codes, default=0) >= 500) from None
    except smtplib.SMTPAuthenticationError:
        raise NotDelivered("login") from None
    except (OSError, smtplib.SMTPException):
        raise NotDelivered("unreachable") from None


def _connect() -> smtplib.SMTP:
    url = urlsplit(db.settings.smtp_url)
    host, secure = url.hostname or "localhost", url.scheme == "smtps"
    server = (smtplib.SMTP_SSL(host, url.port or 465, timeout=TIMEOUT, context=ssl.create_default_context())
              if secure else smtplib.SMTP(host, url.port or 25, timeout=TIMEOUT))
    if url.scheme == "smtp+starttls":
        server.starttls(context=ssl.create_default_context())
    if url.username:
        server.login(unquote(url.username), unquote(url.password or ""))
    return server


def _message(letter: Letter) -> EmailMessage:
    url = urlsplit(db.settings.smtp_url)
    message = EmailMessage()
    message["From"] = db.settings.mail_from or unquote(url.username or "")
    message["To"] = letter.to
    message["Subject"] = letter.subject
    message["Date"] = formatdate(localtime=False)
    message["Message-ID"] = f"<{letter.name}@gridwhistle>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    return message


WAYS: dict[str, Callable[[Letter], None]] = {"sms": play, "wechat": play, "email": send_mail}
