"""Figures over cases: received, closed, in time, how long, still open.

Only matters that somebody applied for: cases with parties, and not taken over from older registers.
Each row is a case; what was recorded after `known_on` was not known: a case closed by a later entry
counts as open. Ratings count by their own day; a row names the case only where the party let it.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
)

from fadu.figures.figure import Column, Figure, Part
from fadu.figures.measure import mean_of, share_of
from fadu.figures.scope import Scope
from fadu.law.words import Words
from fadu.procedure.clocks import PROMISED, STATUTORY
from fadu.procedure.declare import DONE
from fadu.procedure.discover import procedures
from fadu.procedure.entries import MARKS
from fadu.procedure.models import Case, Party, Rating
from fadu.record.models import Entry

CASES = Words("件", "cases")
PER_CENT = Words("比例", "share")
WORKING_DAYS = Words("工作日", "working days")
# The acts that can close a case. None of them can follow the closing, so the last one closed it.
CLOSING = ("case.taken", "case.withdrawn")
WITHDRAWN = Words("撤回申请", "Withdrawn")
# The state is canonical JSON: keys and values stand just so, and nowhere inside a text.
IMPORTED = '"channel":"import"'


def opened(scope: Scope) -> QuerySet[Case]:
    """The applications of a bureau whose opening was known."""
    return Case.objects.filter(
        Exists(Party.objects.filter(case=OuterRef("pk"))),
        Exists(scope.entries().filter(case=OuterRef("pk"), seq=1)),
        ~Q(state_text__contains=IMPORTED),
        bureau=scope.bureau,
    ).order_by("opened_on", "number")


def _moved_later(scope: Scope) -> Exists:
    """Whether an act that can close a case was recorded after `known_on`."""
    acts = Entry.objects.filter(bureau=scope.bureau, case=OuterRef("pk"), kind__in=CLOSING)
    return Exists(acts.filter(recorded_at__gt=scope.known_on))


def received(scope: Scope) -> QuerySet[Case]:
    """Applications received in the period."""
    return opened(scope).filter(opened_on__range=(scope.period.since, scope.period.until))


def closed(scope: Scope) -> QuerySet[Case]:
    """Applications closed in the period, in whatever way."""
    within = (scope.period.since, scope.period.until)
    known = opened(scope).filter(~_moved_later(scope), closed_on__range=within)
    return known.order_by("closed_on", "number")


def still_open(scope: Scope) -> QuerySet[Case]:
    """Applications that were open at the end of the period's last day."""
    until = scope.period.until
    waiting = Q(closed_on__isnull=True) | Q(closed_on__gt=until) | Q(_moved_later(scope))
    return opened(scope).filter(waiting, opened_on__lte=until)


def _clocked(scope: Scope, clock: str) -> QuerySet[Case]:
    """Closed applications on which this clock ran, with its days and whether it was kept."""
    on_time = Q(clock__stopped_on__lte=F("clock__due"))
    return (
        closed(scope)
        .annotate(clock=FilteredRelation("clocks", condition=Q(clocks__name=clock)))
        .filter(clock__stopped_on__isnull=False)
        .annotate(
            due=F("clock__due"),
            stopped_on=F("clock__stopped_on"),
            worked=F("clock__working_days"),
            in_time=ExpressionWrapper(on_time, output_field=BooleanField()),
        )
    )


def within_promise(scope: Scope) -> QuerySet[Case]:
    """Closed applications with a promised time."""
    return _clocked(scope, PROMISED)


def within_statute(scope: Scope) -> QuerySet[Case]:
    """Closed applications with a statutory limit."""
    return _clocked(scope, STATUTORY)


def title_of(procedure: str) -> Words:
    """The title of a procedure; its name when it is no longer declared."""
    declared = procedures().get(procedure)
    return declared.title if declared else Words(procedure, procedure)


@cache
def _outcomes() -> Mapping[tuple[str, str], Words]:
    """How cases of a procedure end, by outcome: with the step, where one step alone ends them so.

    Under no procedure: what an outcome means in all of them, each meaning once.
    """
    ways: dict[tuple[str, str], dict[Words, Words]] = {}
    for name, procedure in procedures().items():
        for step in procedure.steps:
            for outcome, to in step.next.items():
                if to == DONE:
                    told = _joined(step.title, outcome.words)
                    ways.setdefault((name, str(outcome)), {})[told] = outcome.words
                    ways.setdefault(("", str(outcome)), {})[told] = outcome.words
    found = {key: _told(told) for key, told in ways.items()}
    return {**found, ("", "withdrawn"): WITHDRAWN}


def _told(ways: Mapping[Words, Words]) -> Words:
    """The one way, step and all; of several the outcomes, each once."""
    titles = tuple(ways) if len(ways) == 1 else tuple(dict.fromkeys(ways.values()))
    return Words("、".join(each.zh for each in titles), ", ".join(each.en for each in titles))


def _joined(step: Words, outcome: Words) -> Words:
    return Words(f"{step.zh}：{outcome.zh}", f"{step.en}: {outcome.en}")


def outcome_title(outcome: str, procedure: str = "") -> Words:
    """How a case of a procedure ended, in words; without one, what the outcome means anywhere."""
    known = _outcomes()
    found = known.get((procedure, outcome)) or known.get(("", outcome))
    return found or Words(outcome, outcome)


def _case(row: Case) -> UUID:
    return row.id


BY_PROCEDURE = Part("procedure", Words("按事项", "By matter"), title_of)
BY_OUTCOME = Part("outcome", Words("按结果", "By outcome"), outcome_title)

NUMBER = Column(Words("编号", "Number"), lambda row: row.number)
MATTER = Column(Words("事项", "Matter"), lambda row: title_of(row.procedure))
OPENED = Column(Words("收件日期", "Received on"), lambda row: row.opened_on)
CLOSED = Column(Words("办结日期", "Closed on"), lambda row: row.closed_on)
OUTCOME = Column(Words("结果", "Outcome"), lambda row: outcome_title(row.outcome, row.procedure))
ACCEPTED = Column(Words("受理日期", "Accepted on"), lambda row: row.accepted_on)
DUE = Column(Words("应办结日期", "Due on"), lambda row: row.due)
STOPPED = Column(Words("计时截止", "Clock stopped on"), lambda row: row.stopped_on)
WORKED = Column(Words("用时（工作日）", "Working days"), lambda row: row.worked)


def _yes_no(row: Any) -> Words:
    return Words("是", "Yes") if row.in_time else Words("否", "No")


IN_TIME = Column(Words("期限内", "In time"), _yes_no)

RECEIVED = Figure(
    name="cases.received",
    title=Words("收到的申请", "Applications received"),
    unit=CASES,
    meaning=Words("收件日期在期内的申请", "Applications received in the period"),
    rows=received,
    columns=(NUMBER, MATTER, OPENED),
    parts=(BY_PROCEDURE,),
    case=_case,
)
COMPLETED = Figure(
    name="cases.closed",
    title=Words("办结的申请", "Applications closed"),
    unit=CASES,
    meaning=Words(
        "办结日期在期内的申请，无论结果如何", "Applications closed in the period, in whatever way"
    ),
    rows=closed,
    columns=(NUMBER, MATTER, OPENED, CLOSED, OUTCOME),
    parts=(BY_OUTCOME, BY_PROCEDURE),
    case=_case,
)
PROMISE_KEPT = Figure(
    name="cases.within_promise",
    title=Words("在承诺时限内办结的比例", "Share closed within the promised time"),
    unit=PER_CENT,
    meaning=Words(
        "期内办结且有承诺时限的申请中，计时截止日不晚于承诺到期日的比例",
        "Of the applications closed in the period that had a promised time, "
        "those whose clock stopped no later than the promised day",
    ),
    rows=within_promise,
    measure=share_of("in_time"),
    columns=(NUMBER, MATTER, ACCEPTED, DUE, STOPPED, IN_TIME),
    parts=(BY_PROCEDURE,),
    case=_case,
)
LIMIT_KEPT = Figure(
    name="cases.within_statutory",
    title=Words("在法定时限内办结的比例", "Share closed within the statutory limit"),
    unit=PER_CENT,
    meaning=Words(
        "期内办结且有法定时限的申请中，计时截止日不晚于法定到期日的比例",
        "Of the applications closed in the period that had a statutory limit, "
        "those whose clock stopped no later than the statutory day",
    ),
    rows=within_statute,
    measure=share_of("in_time"),
    columns=(NUMBER, MATTER, ACCEPTED, DUE, STOPPED, IN_TIME),
    parts=(BY_PROCEDURE,),
    case=_case,
)
WORKING_DAYS_USED = Figure(
    name="cases.working_days",
    title=Words("平均办理用时", "Average time taken"),
    unit=WORKING_DAYS,
    meaning=Words(
        "期内办结的申请自受理（当日不计）至计时截止的工作日数；停止计时的日子不扣除",
        "Working days from acceptance (that day not counted) to the stop of the clock, for "
        "applications closed in the period; days of suspension are not taken off",
    ),
    rows=within_statute,
    measure=mean_of("worked"),
    columns=(NUMBER, MATTER, ACCEPTED, STOPPED, WORKED),
    parts=(BY_PROCEDURE,),
    case=_case,
)
OPEN = Figure(
    name="cases.open",
    title=Words("期末未办结的申请", "Applications open at the period's end"),
    unit=CASES,
    meaning=Words(
        "期末当日24时尚未办结的申请", "Applications not closed by the end of the last day"
    ),
    rows=still_open,
    columns=(NUMBER, MATTER, OPENED),
    parts=(BY_PROCEDURE,),
    case=_case,
)


def rated(scope: Scope) -> QuerySet[Rating]:
    """Ratings given in the period."""
    within = (scope.period.since, scope.period.until)
    known = Rating.objects.filter(id__in=scope.entries().values("id"), rated_on__range=within)
    rows = known.filter(bureau=scope.bureau).annotate(procedure=F("case__procedure"))
    return rows.select_related("case").order_by("rated_on", "id")


def rated_low(scope: Scope) -> QuerySet[Rating]:
    """Ratings of "dissatisfied" and below."""
    return rated(scope).filter(score__lte=LOW)


def _rated_case(row: Rating) -> UUID | None:
    return None if row.anonymous else row.case_id


def _rated_number(row: Rating) -> Words | str:
    return Words("（匿名）", "(unnamed)") if row.anonymous else row.case.number


LOW = 2
RATINGS = Words("条", "ratings")
RATED_COLUMNS = (
    Column(NUMBER.title, _rated_number),
    Column(MATTER.title, lambda row: title_of(row.case.procedure)),
    Column(Words("评价", "Mark"), lambda row: MARKS[row.score]),
    Column(Words("评价日期", "Rated on"), lambda row: row.rated_on),
)
BY_MARK = Part("score", Words("按满意程度", "By mark"), lambda score: MARKS[score])
RATED = Figure(
    name="ratings.given",
    title=Words("收到的评价", "Ratings given"),
    unit=RATINGS,
    meaning=Words("期内当事人对已办结案件的评价", "Ratings of closed cases by their parties"),
    rows=rated,
    columns=RATED_COLUMNS,
    parts=(BY_MARK, BY_PROCEDURE),
    case=_rated_case,
)
MEAN_MARK = Figure(
    name="ratings.mean",
    title=Words("评价平均分（1至5分）", "Mean mark (1 to 5)"),
    unit=Words("分", "of 5"),
    meaning=Words("期内评价的平均分", "The mean of the marks given in the period"),
    rows=rated,
    measure=mean_of("score"),
    columns=RATED_COLUMNS,
    parts=(BY_PROCEDURE,),
    case=_rated_case,
)
LOW_RATINGS = Figure(
    name="ratings.low",
    title=Words("差评", "Low ratings"),
    unit=RATINGS,
    meaning=Words(
        "期内评价为“不满意”或“非常不满意”的，逐条应当回应",
        "Ratings of “dissatisfied” or “very dissatisfied”, each of which is owed an answer",
    ),
    rows=rated_low,
    columns=RATED_COLUMNS,
    parts=(BY_PROCEDURE,),
    case=_rated_case,
)

FIGURES = (
    *(RECEIVED, COMPLETED, PROMISE_KEPT, LIMIT_KEPT, WORKING_DAYS_USED, OPEN),
    *(RATED, MEAN_MARK, LOW_RATINGS),
)
