"""The stage of the stories, with a way in for every officer, and transfers up to the examiner."""

from collections.abc import Callable

from django.test import Client
from tests.stage import MONDAY, Stage, case_of, done

from fadu.bureau.models import Account
from fadu.procedure.models import Case
from fadu.record.moment import Moment

BUREAU = "511725"
DESK = f"/desk/{BUREAU}/"
PASSWORD = "only-in-this-test"

As = Callable[[str], Client]


class House(Stage):
    """The bureau, its officers by login, and their accounts."""

    def __init__(self) -> None:
        """Every officer has an account with the same password."""
        super().__init__()
        self.accounts = {}
        for login, officer in self.staff.items():
            account = Account(bureau=BUREAU, username=login, officer_id=officer)
            account.set_password(PASSWORD)
            account.save()
            self.accounts[login] = account

    def enter(self, login: str) -> Client:
        """A browser in which this officer has entered."""
        client = Client()
        client.force_login(self.accounts[login])
        return client

    def received(self, at: Moment = MONDAY, *, papers: bool = True, present: bool = True) -> Case:
        """A transfer taken in at the window."""
        unit = self.unit()
        if papers:
            answer = self.apply(unit, at=at, present=present)
        else:
            answer = self.apply(unit, at=at, present=present, codes=())
        return case_of(done(answer).case)

    def took(self, case: Case, login: str, step: str, outcome: str, at: Moment = MONDAY) -> Case:
        """The case after a step."""
        return case_of(done(self.take(case.id, step, outcome, login, at)).case)

    def accepted(self, at: Moment = MONDAY) -> Case:
        """A transfer that waits for the examiner."""
        return self.took(self.received(at), "window", "receive", "accept", at)


def address(case: Case, act: str = "") -> str:
    """The address of a case's page, or of one of its acts."""
    return f"{DESK}cases/{case.number}/{act}"
