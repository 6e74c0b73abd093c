"""What a party said of a case, and what the bureau answered: for that party alone."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from fadu.law.words import Words
from fadu.people.models import PersonalValue
from fadu.people.persons import WITHHELD
from fadu.procedure.entries import MARKS
from fadu.procedure.models import Rating


@dataclass(frozen=True, slots=True)
class Given:
    """A rating as its author reads it; `answered_on` is None until the bureau has answered."""

    mark: Words
    text: str
    rated_on: datetime.date
    answer: str
    answered_on: datetime.date | None


def own_rating(case: UUID, person: UUID) -> Given | None:
    """What this person said of this case; None when nothing."""
    row = Rating.objects.filter(case=case, person=person).select_related("answer").first()
    if row is None:
        return None
    answered = getattr(row, "answer", None)
    ids = [id for id in (row.text, answered.text if answered else None) if id]
    held = PersonalValue.objects.filter(bureau=row.bureau, id__in=ids)
    texts = dict(held.values_list("id", "value"))
    return Given(
        MARKS[row.score],
        texts.get(row.text, WITHHELD) if row.text else "",
        row.rated_on,
        texts.get(answered.text, WITHHELD) if answered else "",
        answered.answered_on if answered else None,
    )
