"""Whether a silence is one: how much office time ran before a limit's end, and was the house up.

What the law takes as decided because nobody spoke (超时默认) needs somebody who could have spoken.
So a default waits until as much office time was served, counted from the instant at which the case
came to its step, as lies between that instant and the end of the limit. An outage, whatever its
cause, pushes the worker's act back by the office time that was lost, and never the citizen's clock:
what is taken as accepted counts from the day of its limit.
"""

import datetime

from fadu.jobs.watch import Served
from fadu.law.parameters import Value
from fadu.law.words import Words
from fadu.procedure.calendars import calendar_of
from fadu.procedure.clocks import LocalLaw, ledger_of, office_hours, step_due
from fadu.procedure.declare import Default, Limit, Step
from fadu.procedure.in_force import parameters_of
from fadu.procedure.models import Case
from fadu.procedure.refusal import Refusal
from fadu.record.models import entries_of
from fadu.record.moment import SHANGHAI, Moment

TIMEOUT_RULE = "svc.timeout_default"


def published(bureau: str, on: datetime.date) -> Value | None:
    """The bureau's published rule on late internal opinions, in force on a day; None for none.

    No statute knows such a rule: it exists where the bureau recorded one, with its document number.
    """
    value = parameters_of(bureau).find(TIMEOUT_RULE, on, bureau)
    return value if value is not None and value.confirmed and value.source.document else None


def automatic(default: Default, bureau: str, on: datetime.date) -> Words | Refusal:
    """Why this happens by itself, as the entry says it; a refusal where nothing provides for it."""
    if default.internal is None:
        return default.reason
    rule = published(bureau, on)
    if rule is None:
        return Refusal(
            "no_published_rule",
            Words(
                "本局没有公布超时默认规则，内部意见逾期不能视为无异议",
                "The bureau has published no rule by which a late opinion is no objection",
            ),
            Words(
                "请等待答复，或先公布并录入规则", "Await the answer, or publish and record a rule"
            ),
            default.basis,
        )
    said = rule.source.words
    return Words(f"{default.reason.zh}，依据{said.zh}", f"{default.reason.en}, by {said.en}")


def due_of(case: Case, step: Step) -> datetime.date | None:
    """The last day of the waiting step's limit; of an internal opinion also that of the rule."""
    state = case.state
    if state.due is None or step.default is None or step.default.internal is None:
        return state.due
    law = LocalLaw(case.bureau, calendar_of(case.bureau))
    rule = step_due(Limit(TIMEOUT_RULE), state.since, state.law_on, law, ledger_of(state.clocks))
    return max(state.due, rule.on) if rule else state.due


def begun_at(case: Case) -> datetime.datetime:
    """The instant at which the record says that the case came to its step.

    What was handed in yesterday and entered today could be answered from today on.
    """
    moved = (
        entry.recorded_at
        for entry in entries_of(case.bureau, case.id).reverse()
        if "step" in entry.payload.get("change", ())
    )
    return next(moved, case.recorded_at)


def ran_out(case: Case, due: datetime.date, at: Moment, served: Served) -> bool:
    """Whether the waiting step's limit ran out in a silence that somebody could have broken."""
    if not served.believed or at.on <= due:
        return False
    hours, calendar = office_hours(case.bureau, case.state.law_on), calendar_of(case.bureau)
    begun = begun_at(case)
    closing = datetime.datetime.combine(due, hours.close, SHANGHAI)
    allowed = hours.between(begun, closing, calendar)
    return served.of(hours.stretches(begun, at.recorded_at, calendar)) >= allowed
