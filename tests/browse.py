"""Pages as a browser without script gets them: whose it is, and what it reads."""

from html import unescape

from django.test import Client

from fadu.bureau.models import Account
from fadu.record.actor import ByOfficer
from tests.office import BUREAU


def entered(by: ByOfficer) -> Client:
    """The browser of an officer."""
    account, _ = Account.objects.get_or_create(
        bureau=BUREAU, username=str(by.officer)[-12:], officer_id=by.officer
    )
    client = Client()
    client.force_login(account)
    return client


def read(client: Client, address: str, status: int = 200) -> str:
    """A page as text."""
    answer = client.get(address)
    assert answer.status_code == status, address
    return unescape(answer.content.decode())
