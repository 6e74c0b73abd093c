"""Many hands at once: a transaction is booked once, sixteen payments lose and double nothing."""

from collections.abc import Iterator

import pytest
from tests.declared import declared
from tests.office import BUREAU, staffed
from tests.stage import key
from tests.test_race import BUYERS, at_once

from fadu.money.audit import faults
from fadu.money.models import Receipt
from fadu.procedure.acts import contribute
from fadu.procedure.blocks.payment.models import Payment
from fadu.procedure.blocks.payment.steps import CONFIRM, PAY
from fadu.procedure.blocks.payment.tests.test_payment import TUESDAY, Cast, books, demanded, slip
from fadu.procedure.blocks.payment.tests.toll import TOLL
from fadu.procedure.refusal import Answer, Done
from fadu.procedure.replay import replay
from fadu.record.actor import BySystem

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    with declared(TOLL):
        yield staffed(assessor=["assessor"], cashier=["cashier"])


def test_one_transaction_told_sixteen_times_is_booked_once(cast: Cast) -> None:
    case, one = demanded(cast), key()

    def tell(place: int) -> Answer:
        own = one if place % 2 else key()  # by the service's own key, and by others
        return contribute(
            case, PAY, CONFIRM, bureau=BUREAU, by=BySystem("payment"), at=TUESDAY, key=own,
            facts=slip(4000, "t-1"),
        )  # fmt: skip

    with at_once(BUYERS) as together:
        answers = together(tell)
    assert Payment.objects.count() == 1 and books(case)["treasury"] == 4000
    first = [answer for answer in answers if isinstance(answer, Done) and not answer.repeated]
    assert len(first) == 1
    assert faults(BUREAU) == []


def test_sixteen_payments_in_sixteen_cases_lose_nothing(cast: Cast) -> None:
    """They share the bureau's account, its numbers, and nothing else."""
    cases = [demanded(cast) for _ in range(BUYERS)]

    def tell(place: int) -> Answer:
        return contribute(
            cases[place], PAY, CONFIRM, bureau=BUREAU, by=BySystem("payment"), at=TUESDAY,
            key=key(), facts=slip(9000 + place, f"t-{place}"),
        )  # fmt: skip

    with at_once(BUYERS) as together:
        assert all(isinstance(answer, Done) for answer in together(tell))
    assert books(cases[0])["treasury"] == sum(9000 + place for place in range(BUYERS))
    assert [books(case)["trust"] for case in cases] == list(range(BUYERS))
    numbers = Receipt.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, BUYERS + 1))
    assert faults(BUREAU) == [] and all(not wrong for _, wrong in replay(BUREAU))
