"""What the worker does each tick: books what the payment service says came in."""

import datetime
import logging

from fadu.jobs.registry import duty
from fadu.procedure.acts import contribute
from fadu.procedure.blocks.payment.facts import Confirmation
from fadu.procedure.blocks.payment.gateway import Notice, gateway
from fadu.procedure.blocks.payment.models import Demand
from fadu.procedure.blocks.payment.steps import CONFIRM, PAY
from fadu.procedure.facts import Fen
from fadu.procedure.refusal import Answer, Done
from fadu.record.actor import BySystem
from fadu.record.moment import Moment

log = logging.getLogger(__name__)


@duty
def collect(at: datetime.datetime) -> None:
    """The duty of each tick."""
    book_notices(Moment(at.date(), at))


def book_notices(at: Moment) -> int:
    """Book every notice; how many were. A notice that cannot be booked stays with the service.

    The request's key is the transaction: told twice, it is booked once.
    """
    service, booked = gateway(), 0
    for notice in list(service.notices()):
        answer = confirm(service.name, notice, at)
        if isinstance(answer, Done):
            service.acknowledge(notice.transaction)
            booked += 1
        else:
            codes = answer.codes if answer else ("no_such_demand",)
            log.warning("transaction %s was not booked: %s", notice.transaction, ", ".join(codes))
    return booked


def confirm(name: str, notice: Notice, at: Moment) -> Answer | None:
    """Book one notice; None when there is no such demand."""
    demand = Demand.objects.filter(id=notice.demand).first()
    if demand is None:
        return None
    return contribute(
        demand.case,
        PAY,
        CONFIRM,
        bureau=demand.bureau,
        by=BySystem("payment"),
        at=at,
        key=f"{name}:{notice.transaction}",
        facts=Confirmation(name, notice.transaction, Fen(notice.amount), notice.on),
    )
