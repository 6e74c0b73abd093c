"""Payment: demanded, paid in parts, waived, given back by two; nothing is passed or doubled."""

import dataclasses
import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django.fixtures import Settings
from tests.declared import declared
from tests.office import BUREAU, refused, staffed
from tests.stage import done, key, person

from fadu.jobs.models import Job
from fadu.jobs.registry import Work
from fadu.money.audit import faults
from fadu.money.book import balance_of
from fadu.money.models import Account, Line, Posting, Receipt, Voucher
from fadu.procedure.acts import contribute, open, take
from fadu.procedure.blocks.payment import acts
from fadu.procedure.blocks.payment.duties import book_notices
from fadu.procedure.blocks.payment.facts import Confirmation, Proposal
from fadu.procedure.blocks.payment.gateway import FileGateway, Notice
from fadu.procedure.blocks.payment.handlers import bill, pay_back
from fadu.procedure.blocks.payment.models import Demand, Payment, Refund
from fadu.procedure.blocks.payment.tests.toll import SETTLED, TOLL, TollFacts
from fadu.procedure.discover import effective_acts
from fadu.procedure.effective import Place
from fadu.procedure.facts import Fen
from fadu.procedure.models import Case, CaseDocument
from fadu.procedure.proofs import prove
from fadu.procedure.rendering import pdf_of
from fadu.procedure.replay import replay
from fadu.record.actor import Actor, ByOfficer
from fadu.record.models import Entry
from fadu.record.moment import moment
from fadu.record.protection import LEDGER
from fadu.record.typed import from_plain

MONDAY, TUESDAY = moment(2020, 3, 2), moment(2020, 3, 3)
LATE = moment(2020, 6, 1)
Cast = dict[str, ByOfficer]


@pytest.fixture
def cast(db: None, settings: Settings, tmp_path: Path) -> Iterator[Cast]:
    settings.FADU_PAYMENTS_FOLDER = str(tmp_path)
    with declared(TOLL):
        yield staffed(
            assessor=["assessor"], cashier=["cashier"], head=["head"], director=["director"],
            all=["assessor", "cashier", "head", "director"],
        )  # fmt: skip


def begun(cast: Cast, fee: int = 8000, copies: int = 1000) -> UUID:
    opened = open(
        "test.toll", TollFacts(Fen(fee), Fen(copies)), bureau=BUREAU, by=cast["assessor"],
        at=MONDAY, key=key(), applicants=[person("payer", 1)],
    )  # fmt: skip
    return done(opened).case


def step(
    case: UUID, name: str, outcome: str, by: Actor, at: Any = TUESDAY, facts: Any = None
) -> Any:
    return take(case, name, outcome, bureau=BUREAU, by=by, at=at, key=key(), facts=facts)


def put(case: UUID, name: str, by: Actor, facts: Any = None, one: str = "") -> Any:
    return contribute(
        case, "pay", name, bureau=BUREAU, by=by, at=TUESDAY, key=one or key(), facts=facts
    )


def demanded(cast: Cast, fee: int = 8000, copies: int = 1000) -> UUID:
    case = begun(cast, fee, copies)
    done(step(case, "demand", "demanded", cast["assessor"]))
    return case


def slip(amount: int, transaction: str, on: datetime.date = TUESDAY.on) -> Confirmation:
    return Confirmation("bank", transaction, Fen(amount), on)


def books(case: UUID) -> dict[str, int]:
    """Balances of the case's accounts and of the treasury, by what they are."""
    row = Demand.objects.get(case=case)
    names = ("treasury", "receivable", "income", "trust", "payable")
    return {name: balance_of(getattr(row, f"{name}_id")) for name in names}


def sound() -> None:
    """The ledger is sound, and every case replays."""
    assert faults(BUREAU) == []
    assert all(not wrong for _, wrong in replay(BUREAU))


def test_the_block_passes_its_proofs() -> None:
    assert prove(TOLL) == []


def test_demanded_paid_in_parts_and_passed(cast: Cast) -> None:
    case = demanded(cast)
    assert books(case) == {
        "treasury": 0, "receivable": 9000, "income": 9000, "trust": 0, "payable": 0,
    }  # fmt: skip
    assert "still_owed" in refused(step(case, "pay", "paid", cast["cashier"]))
    done(put(case, "book", cast["cashier"], slip(4000, "t-1")))
    assert "still_owed" in refused(step(case, "pay", "paid", cast["cashier"]))
    done(put(case, "book", cast["cashier"], slip(5000, "t-2")))
    assert books(case)["receivable"] == 0 and books(case)["treasury"] == 9000
    done(step(case, "pay", "paid", cast["cashier"]))
    done(step(case, "issue", "closed", cast["head"]))
    receipts = Receipt.objects.order_by("number").values_list("number", "amount")
    assert list(receipts) == [(1, 4000), (2, 5000)]
    payers = {party.person for party in Case.objects.get(id=case).state.parties}
    assert set(Receipt.objects.values_list("payer", flat=True)) == payers
    assert list(Voucher.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3]
    sound()


def test_nothing_due_needs_no_payment(cast: Cast) -> None:
    case = begun(cast, 0, 0)
    assert "nothing_is_due" in refused(step(case, "demand", "demanded", cast["assessor"]))
    done(step(case, "demand", "nothing_due", cast["assessor"]))
    done(step(case, "issue", "issued", cast["head"]))
    other = begun(cast)
    assert "something_is_due" in refused(step(other, "demand", "nothing_due", cast["assessor"]))
    sound()


def test_a_transaction_is_booked_once(cast: Cast) -> None:
    case, other = demanded(cast), demanded(cast)
    done(put(case, "book", cast["cashier"], slip(4000, "t-1")))
    for again in (case, other):
        codes = refused(put(again, "book", cast["cashier"], slip(4000, "t-1")))
        assert "transaction_booked" in codes
    tomorrow = slip(1, "t-2", TUESDAY.on + datetime.timedelta(days=1))
    assert "transaction_ahead" in refused(put(case, "book", cast["cashier"], tomorrow))
    assert books(case)["treasury"] == 4000 and Payment.objects.count() == 1
    sound()


def test_what_comes_in_too_much_is_held_in_trust(cast: Cast) -> None:
    case = demanded(cast)
    done(put(case, "book", cast["cashier"], slip(10_000, "t-1")))
    assert books(case) == {
        "treasury": 10_000, "receivable": 0, "income": 9000, "trust": 1000, "payable": 0,
    }  # fmt: skip
    done(put(case, "book", cast["cashier"], slip(9000, "t-2")))
    assert books(case)["trust"] == 10_000
    sound()


def test_a_waiver_is_proposed_by_one_and_granted_by_another(cast: Cast) -> None:
    case = demanded(cast)
    assert "nothing_proposed" in refused(put(case, "waive", cast["head"]))
    too_much = Proposal(Fen(9001), "低保户")
    assert "waiver_too_large" in refused(put(case, "propose_waiver", cast["assessor"], too_much))
    done(put(case, "propose_waiver", cast["all"], Proposal(Fen(9000), "低保户")))
    assert "same_person" in refused(put(case, "waive", cast["all"]))
    done(put(case, "waive", cast["head"]))
    assert books(case)["receivable"] == books(case)["income"] == 0
    assert "nothing_proposed" in refused(put(case, "waive", cast["head"]))
    done(step(case, "pay", "paid", cast["cashier"]))
    sound()


def test_a_waiver_that_came_too_late_is_refused(cast: Cast) -> None:
    case = demanded(cast)
    done(put(case, "propose_waiver", cast["assessor"], Proposal(Fen(9000), "低保户")))
    done(put(case, "book", cast["cashier"], slip(1, "t-1")))
    assert "waiver_too_large" in refused(put(case, "waive", cast["head"]))


def test_unpaid_when_the_limit_has_run_out(cast: Cast) -> None:
    case = demanded(cast)
    assert "not_run_out" in refused(step(case, "pay", "lapsed", cast["cashier"]))
    done(step(case, "pay", "lapsed", cast["cashier"], LATE))
    done(step(case, "unpaid", "closed", cast["head"], LATE))
    paid = demanded(cast)
    done(put(paid, "book", cast["cashier"], slip(9000, "t-1")))
    assert "not_run_out" in refused(step(paid, "pay", "lapsed", cast["cashier"], LATE))
    sound()


def refunding(cast: Cast, amount: int, paid: int = 10_000) -> UUID:
    """A refund proposed after 100 yuan came in for 90."""
    case = demanded(cast)
    done(put(case, "book", cast["cashier"], slip(paid, f"in-{case}")))
    done(step(case, "pay", "paid", cast["cashier"]))
    done(step(case, "issue", "issued", cast["head"]))
    proposal = Proposal(Fen(amount), "多缴")
    done(step(case, "refund_propose", "proposed", cast["assessor"], facts=proposal))
    return case


def test_a_refund_is_approved_by_two_and_goes_out_as_approved(cast: Cast) -> None:
    case = refunding(cast, 3000)
    done(step(case, "refund_first", "agree", cast["all"]))
    assert "same_person" in refused(step(case, "refund_second", "approve", cast["all"]))
    done(step(case, "refund_second", "approve", cast["director"]))
    assert books(case) == {
        "treasury": 10_000, "receivable": 0, "income": 7000, "trust": 0, "payable": 3000,
    }  # fmt: skip
    wrong = step(case, "refund_pay", "paid_back", cast["cashier"], facts=slip(2999, "out-1"))
    assert "not_what_was_approved" in refused(wrong)
    done(step(case, "refund_pay", "paid_back", cast["cashier"], facts=slip(3000, "out-1")))
    assert books(case)["treasury"] == 7000 and books(case)["payable"] == 0
    assert Refund.objects.get().number == 1
    sound()


def test_no_more_is_given_back_than_came_in(cast: Cast) -> None:
    case = refunding(cast, 10_000)
    done(step(case, "refund_first", "return", cast["head"]))
    proposal = Proposal(Fen(10_001), "多缴")
    answer = step(case, "refund_propose", "proposed", cast["assessor"], facts=proposal)
    assert "refund_too_large" in refused(answer)


def test_the_proposer_of_a_refund_approves_nothing(cast: Cast) -> None:
    case = refunding(cast, 1000)
    done(step(case, "refund_first", "return", cast["head"]))
    again = Proposal(Fen(1000), "多缴")
    done(step(case, "refund_propose", "proposed", cast["all"], facts=again))
    assert "same_person" in refused(step(case, "refund_first", "agree", cast["all"]))


def test_bills_notices_and_refunds_pass_through_the_gateway(cast: Cast, tmp_path: Path) -> None:
    case = demanded(cast)
    demand = Demand.objects.get(case=case)
    run_job(acts.BILL, bill)
    assert (tmp_path / "bills" / f"{demand.id}.json").exists()
    service = FileGateway()
    for number, amount in (("n-1", 4000), ("n-2", 6000)):
        service.tell(Notice(demand.id, number, amount, TUESDAY.on))
    assert book_notices(TUESDAY) == 2
    assert list(service.notices()) == []
    service.tell(Notice(demand.id, "n-1", 4000, TUESDAY.on))  # told again: booked once
    assert book_notices(TUESDAY) == 1
    service.tell(Notice(demand.id, "n-2", 5000, TUESDAY.on))  # told again, otherwise: stays
    service.tell(Notice(case, "n-3", 5, TUESDAY.on))  # of no demand: stays
    assert book_notices(TUESDAY) == 0 and len(list(service.notices())) == 2
    assert books(case)["treasury"] == 10_000 and Payment.objects.count() == 2
    entry = Entry.objects.filter(case=case, kind="case.contributed").first()
    assert entry is not None and entry.content["actor"]["kind"] == "system"
    done(step(case, "pay", "paid", cast["cashier"]))
    done(step(case, "issue", "issued", cast["head"]))
    proposal = Proposal(Fen(1000), "多缴")
    done(step(case, "refund_propose", "proposed", cast["assessor"], facts=proposal))
    done(step(case, "refund_first", "agree", cast["head"]))
    done(step(case, "refund_second", "approve", cast["director"]))
    run_job(acts.PAY_BACK, pay_back)
    assert (tmp_path / "orders" / f"{Refund.objects.get().id}.json").exists()
    sound()


def run_job(kind: str, handler: Any) -> None:
    """What the worker does with the one job of a kind; twice, since it may be killed between."""
    job = Job.objects.get(kind=kind)
    for attempt in (1, 2):
        handler(Work(job.id, job.bureau, kind, job.key, "{}", attempt), TUESDAY.recorded_at)


def test_demand_and_receipt_are_papers(cast: Cast) -> None:
    case = demanded(cast)
    done(put(case, "book", cast["cashier"], slip(9000, "t-1")))
    for name in ("payment.demand", "payment.receipt"):
        document = CaseDocument.objects.get(case_id=case, text=name)
        assert pdf_of(document, TUESDAY).size > 5000


def test_a_rebuild_gives_the_same_ledger(cast: Cast) -> None:
    case = refunding(cast, 3000)
    done(step(case, "refund_first", "agree", cast["head"]))
    done(step(case, "refund_second", "approve", cast["director"]))
    done(step(case, "refund_pay", "paid_back", cast["cashier"], facts=slip(3000, "out-1")))
    other = demanded(cast, 100, 0)
    done(put(other, "propose_waiver", cast["assessor"], Proposal(Fen(50), "低保户")))
    done(put(other, "waive", cast["head"]))
    models = (Account, Voucher, Posting, Line, Receipt, Demand, Payment, Refund)
    before = {model: set(model.objects.values_list()) for model in models}
    emptied()
    for entry in Entry.objects.order_by("row"):
        if "effect" in entry.payload:
            act = effective_acts()[entry.payload["effect"]["act"]]
            place = Place(entry.bureau, entry.case, entry.id, entry.at, entry.recorded_at)
            act.apply(from_plain(act.entry, entry.payload["effect"]["data"]), place)
    assert {model: set(model.objects.values_list()) for model in models} == before
    assert all(before.values())
    sound()


def emptied() -> None:
    """Empty what the block and the ledger hold, as the owner of the database can."""
    with connection.cursor() as cursor:
        for table in ("payment_refund", "payment_payment", "payment_demand"):
            cursor.execute(f"DELETE FROM {table}")
        for table in LEDGER:
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {table}_no_delete{on}")
        for table in reversed(LEDGER):
            cursor.execute(f"DELETE FROM {table}")


# Controls: each gate gone, the wrong thing happens.


def test_control_without_its_gate_the_step_is_passed_unpaid(cast: Cast) -> None:
    pay = next(step for step in TOLL.steps if step.name == "pay")
    object.__setattr__(pay, "gates", ())
    try:
        assert "E031" in "".join(finding.id for finding in prove(TOLL))
        case = demanded(cast)
        done(step(case, "pay", "paid", cast["cashier"]))
        assert books(case)["receivable"] == 9000
    finally:
        object.__setattr__(pay, "gates", GATES)


GATES = next(step for step in TOLL.steps if step.name == "pay").gates


def test_control_without_its_gate_the_database_still_refuses_what_is_too_much(cast: Cast) -> None:
    """Were the gate of a refund to fail, the floors of the accounts hold."""
    case = refunding(cast, 10_000)
    done(step(case, "refund_first", "agree", cast["head"]))
    second = next(step for step in TOLL.steps if step.name == "refund_second")
    gates = second.gates
    loosened = dataclasses.replace(SETTLED, check=lambda asked, known: [])
    object.__setattr__(second, "gates", (loosened,))
    row = Case.objects.get(id=case)  # the sum in the file is made larger, as a bug might
    Case.objects.filter(id=case).update(
        state_text=row.state_text.replace('"amount":10000', '"amount":10001')
    )
    try:
        with pytest.raises(IntegrityError, match="line_not_below_zero"), transaction.atomic():
            step(case, "refund_second", "approve", cast["director"])
    finally:
        object.__setattr__(second, "gates", gates)


def test_control_two_payments_by_one_transaction_are_refused_by_the_database(cast: Cast) -> None:
    case = demanded(cast)
    done(put(case, "book", cast["cashier"], slip(4000, "t-1")))
    row = Payment.objects.get()
    row.id = case
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
