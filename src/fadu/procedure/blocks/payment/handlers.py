"""Jobs of the block: bills and orders to pay back leave through the outbox."""

import datetime
from uuid import UUID

from fadu.jobs.registry import Work, handles
from fadu.procedure.blocks.payment.acts import BILL, PAY_BACK
from fadu.procedure.blocks.payment.gateway import Bill, Order, gateway
from fadu.procedure.blocks.payment.models import Demand, Refund


@handles(BILL)
def bill(job: Work, at: datetime.datetime) -> None:
    """Hand the demand of the entry (the key) to the payment service."""
    del at
    demand = Demand.objects.get(bureau=job.bureau, entry=UUID(job.key))
    gateway().bill(Bill(demand.id, demand.bureau, str(demand), demand.amount))


@handles(PAY_BACK)
def pay_back(job: Work, at: datetime.datetime) -> None:
    """Have the payment service give back the refund of the entry (the key)."""
    del at
    refund = Refund.objects.get(bureau=job.bureau, entry=UUID(job.key))
    gateway().pay_back(Order(refund.id, refund.demand_id, refund.amount))
