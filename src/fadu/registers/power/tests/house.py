"""The words of an adjustment: what the tests of this register play with."""

from functools import partial

from tests import office

from fadu.registers.power.procedures import ItemFacts
from fadu.registers.power.rules import ItemKind, Standing

RECEIVER = "渠县行政审批局"
proposed = partial(office.proposed, "power.adjustment")
approved = partial(office.approved, "power.adjustment")


def item(
    code: str, standing: Standing, receiver: str = "", kind: ItemKind = ItemKind.LICENCE
) -> ItemFacts:
    """What is proposed on an item."""
    return ItemFacts(code, f"事项{code}", kind, standing, "权责清单调整文件", receiver)
