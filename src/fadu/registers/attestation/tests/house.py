"""The words of a review: what the tests of this register play with."""

from functools import partial

from tests import office

from fadu.registers.attestation.procedures import RulingFacts
from fadu.registers.attestation.rules import Ruling

LAW = "不动产登记暂行条例第十六条"
proposed = partial(office.proposed, "attestation.review")
approved = partial(office.approved, "attestation.review")


def ruling(code: str, what: Ruling, authority: str = LAW) -> RulingFacts:
    """What is proposed on a proof."""
    return RulingFacts(code, f"证明{code}", what, "村民委员会", authority)
