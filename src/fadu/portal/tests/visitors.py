"""Citizens with accounts on the stage that all stories are played on, and their browsers."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.scans import scan
from tests.stage import Stage, person

from fadu.people.models import CitizenAccount
from fadu.people.persons import find

BUREAU = "511725"
PASSWORD = "a long enough password"
TRANSFER = "realestate.transfer"
STEPS = f"/{BUREAU}/apply/{TRANSFER}/"
APPLY = f"{STEPS}whole/"  # all sections on one page
PAPERS = ("application", "identity", "certificate", "contract", "tax_proof")


class Town:
    """A stage with a unit for each of the first three persons, who all have accounts."""

    def __init__(self) -> None:
        """Seller is person 1, buyer person 2, stranger person 3."""
        self.stage = Stage()
        self.units = {number: self.stage.unit([number]) for number in (1, 2, 3)}
        for number in (1, 2, 3):
            (row,) = find(BUREAU, [person("", number).identity]).values()
            account = CitizenAccount(bureau=BUREAU, person=row)
            account.set_password(PASSWORD)
            account.save()

    def browser(self, number: int | None = None, language: str = "zh-hans") -> Client:
        """A browser, in which that person has entered."""
        client = Client(HTTP_ACCEPT_LANGUAGE=language)
        if number is not None:
            typed = {"identity": person("", number).identity, "password": PASSWORD}
            assert client.post(f"/{BUREAU}/enter/", typed).status_code == 302
        return client

    def typed(self, **changes: str) -> dict[str, Any]:
        """What the seller types to sell the first unit to the buyer."""
        seller, buyer = person("", 1), person("", 2)
        return {
            "facts-unit": self.units[1],
            "facts-price": "480,000.50",
            "facts-contract_date": "2020-02-28",
            "facts-co_ownership": "sole",
            "transferor-count": "1",
            "transferor-0-name": seller.name,
            "transferor-0-kind": "natural",
            "transferor-0-identity": seller.identity,
            "transferee-count": "1",
            "transferee-0-name": buyer.name,
            "transferee-0-kind": "natural",
            "transferee-0-identity": buyer.identity,
            **changes,
        }

    def files(self, *codes: str) -> dict[str, SimpleUploadedFile]:
        """A small PDF for each paper."""
        return {f"paper-{code}": pdf(code) for code in codes}

    def hand_in(self, client: Client, *codes: str, **changes: str) -> str:
        """Hand the application in with those papers; the new case's number."""
        key = client.get(APPLY).context["sheet"].draft.key
        typed = self.typed(**changes) | self.files(*codes) | {"key": key, "action": "submit"}
        answer = client.post(APPLY, typed)
        assert answer.status_code == 302, answer.content.decode()
        return str(answer["Location"].split("/")[3])


def pdf(content: str) -> SimpleUploadedFile:
    """A small PDF whose bytes depend on its content."""
    return scan(f"{content}.pdf")
