"""What can be counted of the list of powers: the licences that went to another organ."""

from fadu.figures.figure import Column, Figure, Part
from fadu.figures.scope import Scope
from fadu.law.words import Words
from fadu.registers.power.models import PowerItem, StandingQuerySet


def transferred_licences(scope: Scope) -> StandingQuerySet:
    """Licences that stood as transferred at the end of the period's last day, as then known."""
    items = PowerItem.objects.filter(bureau=scope.bureau)
    known = items.known(scope.period.until, scope.known_on)
    return known.transferred_licences().order_by("code")


LICENCES_TRANSFERRED = Figure(
    name="power.licences_transferred",
    title=Words("划转的行政许可事项", "Licences transferred"),
    unit=Words("项", "licences"),
    meaning=Words(
        "期末当日已划转给其他机关的行政许可事项",
        "Licences that stood as transferred to another organ on the last day of the period",
    ),
    rows=transferred_licences,
    columns=(
        Column(Words("代码", "Code"), lambda row: row.code),
        Column(Words("事项", "Item"), lambda row: row.title),
        Column(Words("承接机关", "Receiving organ"), lambda row: row.receiver),
        Column(Words("依据文件", "Source document"), lambda row: row.source),
        Column(Words("划转日期", "Transferred on"), lambda row: row.since),
    ),
    parts=(Part("receiver", Words("按承接机关", "By receiver"), lambda one: Words(one, one)),),
    case=lambda row: row.case,
)

FIGURES = (LICENCES_TRANSFERRED,)
