"""An application in the making as its pages show it: sections, how each stands, what is wrong.

The whole sheet is always made from the draft, so that every page knows what the others still lack;
a page shows one section (or all of them, `whole`).
"""

from dataclasses import dataclass, field

from django.urls import reverse

from fadu.law.words import Words
from fadu.pages.forms import FactsForm, PartyGroup, say
from fadu.pages.papers import PaperView, checklist
from fadu.pages.steps import DONE, NOW, TO_DO, WRONG, StepView
from fadu.pages.who import Visit
from fadu.people.identity import normalise
from fadu.portal import drafts
from fadu.portal.drafts import FACTS, PAPERS, PARTIES
from fadu.portal.models import Draft
from fadu.procedure.declare import Procedure
from fadu.procedure.in_force import paper_list
from fadu.procedure.refusal import Refusal

REVIEW, WHOLE = "review", "whole"
SECTIONS = {
    FACTS: Words("申请内容", "What you apply for"),
    PARTIES: Words("当事人", "Parties"),
    PAPERS: Words("申请材料", "Papers"),
}
STEPS = {**SECTIONS, REVIEW: Words("检查并提交", "Check and hand in")}
ORDER = tuple(STEPS)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a section, and where to mend it."""

    words: str
    address: str


@dataclass(slots=True)
class Sheet:
    """The application form as a page: facts, parties, papers, and what is wrong."""

    procedure: Procedure
    draft: Draft
    step: str
    facts: FactsForm
    groups: list[PartyGroup]
    papers: list[PaperView]
    checked: bool = False
    refusals: list[Refusal] = field(default_factory=list)
    wrong_files: dict[str, Words] = field(default_factory=dict)

    @property
    def shown(self) -> tuple[str, ...]:
        """The sections that this page shows."""
        return tuple(SECTIONS) if self.step == WHOLE else (self.step,)

    @property
    def title(self) -> Words:
        """What this page is about."""
        return STEPS.get(self.step, Words("一页填完", "All on one page"))

    @property
    def faulty(self) -> list[object]:
        """The forms of this page with something wrong in them, for the summary on top."""
        forms: list[object] = [self.facts] if FACTS in self.shown else []
        if PARTIES in self.shown:
            forms += [form for group in self.groups for form in group.forms]
        return [form for form in forms if getattr(form, "errors", None)] if self.checked else []

    @property
    def own_role(self) -> str:
        """The role in which the citizen stands first; "" when in none."""
        own = str(self.draft.data.get("own", ""))
        for role, rows in self.draft.data["parties"].items():
            if any(normalise(row.get("identity", "")) == own for row in rows):
                return str(role)
        return ""

    @property
    def missing(self) -> list[PaperView]:
        """The papers still to bring."""
        return [paper for paper in self.papers if paper.missing]

    @property
    def recordings(self) -> list[str]:
        """The codes of the papers that take sound and film."""
        return [paper.code for paper in self.papers if paper.recordings]

    @property
    def before(self) -> str:
        """Where one comes from; "" at the beginning."""
        place = ORDER.index(self.step) if self.step in ORDER else 0
        return ORDER[place - 1] if place else ""

    @property
    def after(self) -> str:
        """Where one goes on to."""
        place = ORDER.index(self.step) if self.step in ORDER else len(ORDER) - 2
        return ORDER[min(place + 1, len(ORDER) - 1)]


def sheet_of(
    request: Visit, procedure: Procedure, draft: Draft, step: str, *, bound: bool = False
) -> Sheet:
    """A page of a draft; `bound` says what is wrong with it."""
    data = draft.data
    facts = {f"facts-{name}": value for name, value in data["facts"].items()}
    asked = paper_list(procedure, request.moment.on, draft.bureau)
    return Sheet(
        procedure=procedure,
        draft=draft,
        step=step,
        facts=FactsForm(procedure.facts, facts if bound else None, initial=data["facts"]),
        groups=[
            PartyGroup(role, data["parties"].get(role.name, ()), bound=bound)
            for role in procedure.roles
        ],
        papers=checklist(asked, drafts.files_of(draft)),
        checked=bound,
    )


def address_of(draft: Draft, step: str) -> str:
    """The page of a step."""
    return reverse("portal:apply-step", args=[draft.bureau, draft.procedure, step])


def faults_of(sheet: Sheet) -> dict[str, list[Fault]]:
    """What is wrong, by section, in a sheet that is bound; papers may be missing, files may not."""
    found: dict[str, list[Fault]] = {FACTS: [], PARTIES: []}
    found[FACTS] = _faults(sheet.facts, "", f"{address_of(sheet.draft, FACTS)}?check=1")
    parties = f"{address_of(sheet.draft, PARTIES)}?check=1"
    for group in sheet.groups:
        for form in group.forms:
            found[PARTIES] += _faults(form, say(group.role.title), parties)
    return {section: faults for section, faults in found.items() if faults}


def _faults(form: object, whose: str, page: str) -> list[Fault]:
    start = whose + say(Words("：", ": ")) if whose else ""
    found = []
    for name, errors in form.errors.items():  # type: ignore[attr-defined]  # a Django form
        anchor = "" if name == "__all__" else f"#{form[name].id_for_label}"  # type: ignore[index]
        found += [Fault(f"{start}{error}", page + anchor) for error in errors]
    return found


def steps_of(sheet: Sheet, bound: Sheet) -> list[StepView]:
    """The steps with their states; `bound` is the same draft as it was checked."""
    faults = faults_of(bound)
    seen = set(sheet.draft.data.get("seen", ()))
    states = {
        FACTS: WRONG if FACTS in faults else DONE,
        PARTIES: WRONG if PARTIES in faults or not sheet.own_role else DONE,
        PAPERS: TO_DO if sheet.missing else DONE,
        REVIEW: TO_DO,
    }
    return [
        StepView(title, _state(states[name], name, sheet.step, seen), address_of(sheet.draft, name))
        for name, title in STEPS.items()
    ]


def _state(state: str, name: str, here: str, seen: set[str]) -> str:
    """Where one is counts first; what was never looked at is not yet wrong."""
    if name == here:
        return NOW
    return TO_DO if state == WRONG and name not in seen else state
