"""Start-up checks: whether texts reach anybody."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error


def check_gateway(**kwargs: Any) -> list[CheckMessage]:
    """With `--deploy`: texts that are written to a folder are received by nobody."""
    if settings.FADU_SMS != "fadu.jobs.sms.FileGateway":
        return []
    return [
        Error(
            "texts to telephones go into a folder: no citizen receives a code",
            hint="name the class of your provider's client in FADU_SMS (fadu.jobs.sms:Gateway)",
            id="jobs.E001",
        )
    ]
