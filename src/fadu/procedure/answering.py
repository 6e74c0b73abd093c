"""The verb `answer_rating`: who supervises the matter answers what a party said of a case, once.

The words are a personal value of the party who rated: no leaf holds them, and a bundle gives them
to that party alone. The entry tells neither mark nor person, as an unnamed rating asks.
"""

from uuid import UUID

from fadu.law.words import Words
from fadu.procedure.engine import Locked, Planned, act_on
from fadu.procedure.entries import RatingAnswered
from fadu.procedure.models import Rating
from fadu.procedure.office import named, supervising
from fadu.procedure.rating import LONGEST, TOO_LONG
from fadu.procedure.refusal import Answer, Refusal, Refused
from fadu.record.actor import ByOfficer
from fadu.record.append import Personal
from fadu.record.moment import Moment

FIELD = "rating_answer"


def answer_rating(
    rating: UUID, text: str, *, bureau: str, by: ByOfficer, at: Moment, key: str
) -> Answer:
    """A supervisor answers a rating. Once: what was said is not changed afterwards."""
    row = Rating.objects.filter(bureau=bureau, id=rating).first()
    if row is None:
        return Refused((_NO_SUCH,))
    request = {"verb": "answer_rating", "rating": rating, "text": text, "by": named(by)}

    def plan(locked: Locked) -> Planned | Refused:
        acting = supervising(by, bureau, at.on)
        if acting is None:
            return Refused((_NOT_SUPERVISING,))
        reasons = _refusals(rating, text.strip())
        if reasons:
            return Refused(tuple(reasons))
        words = Personal(FIELD, text.strip(), row.person)
        return Planned(
            by=acting,
            act=RatingAnswered(rating, words.id),
            after=locked.state,
            post="",  # a closed case waits for nobody
            personal=(words,),
            extra={"answered": str(rating)},
        )

    return act_on(row.case_id, bureau=bureau, by=by, at=at, key=key, request=request, plan=plan)


def _refusals(rating: UUID, text: str) -> list[Refusal]:
    found = []
    if Rating.objects.filter(id=rating, answer__isnull=False).exists():
        found.append(_ANSWERED)
    if not text:
        found.append(_EMPTY)
    if len(text) > LONGEST:
        found.append(TOO_LONG)
    return found


_NO_SUCH = Refusal(
    "no_such_rating",
    Words("没有这条评价", "There is no such rating"),
    Words("请回到评价清单重新选择", "Choose it again in the list of ratings"),
)
_NOT_SUPERVISING = Refusal(
    "not_supervising",
    Words("只有负责监督的岗位可以回应评价", "Only a supervising post answers a rating"),
    Words("请由部门负责人或局领导回应", "Ask the section head or the leaders"),
)
_ANSWERED = Refusal(
    "answered_already",
    Words("这条评价已经回应过", "This rating has been answered already"),
    Words("回应作出后不再更改", "An answer is not changed afterwards"),
)
_EMPTY = Refusal(
    "no_answer",
    Words("请写明回应的内容", "Write what you answer"),
    Words("说明核实的情况和改进的做法", "Say what was found and what is done about it"),
    subject="text",
)
