"""What can be counted of dispatched documents."""

from django.db.models import QuerySet

from fadu.figures.figure import Column, Figure, Part
from fadu.figures.scope import Scope
from fadu.law.words import Words
from fadu.procedure.blocks.dispatch.models import Issued


def issued(scope: Scope) -> QuerySet[Issued]:
    """The documents issued in the period, as far as recorded; a void number shows as void."""
    rows = Issued.objects.filter(bureau=scope.bureau, recorded_at__lte=scope.known_on)
    rows = rows.filter(issued_on__gte=scope.period.since, issued_on__lte=scope.period.until)
    return rows.order_by("kind", "year", "number")


ISSUED = Figure(
    name="dispatch.issued",
    title=Words("发文数", "Documents issued"),
    unit=Words("件", "documents"),
    meaning=Words(
        "期内签发并编号的公文，作废的文号也在其内",
        "Documents issued under a number in the period; void numbers are among them",
    ),
    rows=issued,
    columns=(
        Column(Words("文号", "Number"), lambda row: row.reference),
        Column(Words("标题", "Title"), lambda row: row.title),
        Column(Words("主送", "Addressed to"), lambda row: row.addressee),
        Column(Words("签发日期", "Issued on"), lambda row: row.issued_on),
    ),
    parts=(Part("mark", Words("按文号类别", "By kind of number"), lambda one: Words(one, one)),),
    case=lambda row: row.case,
)

FIGURES = (ISSUED,)
